"""Pages that name one address of their name as their own, without a known host: a site's pages, saved as files."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
OWN = "<link rel=canonical href='https://{}/start'>"
HERE = OWN.format("lantern-quay.example")
SORTS = ("table><tr><td", "ol><li><i", "dl><dt><em", "form><label><u", "details><summary><s", "aside><p><q")
PARTS = "".join(f"<{sort} class=lq-{n}><sub>7<sup>8</sup></sub></{sort[:2]}>" for n, sort in enumerate(SORTS))
FRAME = f"<header class=lq-top><a class=logo href=/>Lantern Quay</a><nav class=lq-nav>{PARTS}</nav></header>"
OTHER_FRAME = "<section class=sr-a><a class=logo href=/>Lantern Quay</a><ul class=sr-b><li class=sr-c>7</ul></section>"
DEEP = "".join(f"<{'div><' * depth}span>{depth}</span>" for depth in range(50))
RULES = " ".join(f"Whoever borrows boat {n} of Lantern Quay writes down the day and brings it back." for n in range(9))
MAIL = "<a href='mailto:{0}'>{0}</a>"


def page(title: str, body: str, head: str = HERE, frame: str = FRAME) -> str:
    mark = "<meta property=og:site_name content='Lantern Quay'>"
    return f"<html lang=en><title>{title}</title>{mark}{head}<body class=lq>{frame}<main>{body}</main>"


def start(title: str = "Lantern Quay | open tonight", more: str = "") -> str:
    """A start page, which has parts of more sorts than further pages have."""
    return page(title, parts_of_one_build("Lantern Quay", RIVER) + more + DEEP)


def further(title: str = "Terms and Conditions | Lantern Quay", more: str = "", **other: str) -> str:
    return page(title, f"<h2 class=lq-head>1</h2><p class=lq-text>{RULES}</p>{more}", **other)


def verdict_on(a: str, b: str, hosts: tuple[str, str] = ("", ""), version: str = VERDICT_VERSION) -> Verdict:
    one, other = (
        portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))
        for html, host in zip((a, b), hosts, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize("hosts", [("", ""), ("", "lantern-quay24.test"), ("lantern-quay7.test", "lantern-quay.test")])
def test_a_further_page_is_built_of_what_its_site_is_built_of(hosts: tuple[str, str]) -> None:
    verdict = verdict_on(start(), further(), hosts)

    assert verdict.comparison.tree_jaccard < 0.3
    assert verdict.kind is VerdictKind.SAME, verdict.measures
    assert "verdict.branded" in {reason.code for reason in verdict.reasons}
    assert verdict_on(start(), further(), hosts, version="15").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("first", "second", "hosts"),
    [
        (start(), further(head=""), ("", "")),
        (start(), further(head=OWN.format("pages.example")), ("", "")),
        (start(), further("Reviews | Lantern Quay"), ("", "")),
        (start(), further("Terms of trade | Lantern Quay reviews"), ("", "")),
        (start(), further("We were at Lantern Quay"), ("", "")),
        (
            start("Ashby | Lantern Quay", more="<h1>Ashby</h1>"),
            further("Terms and Conditions | Thornley", more="<h1>Thornley</h1>"),
            ("", ""),
        ),
        (start(more=MAIL.format("crew@lantern-quay.example")), further(more=MAIL.format("me@thornley.test")), ("", "")),
        (start(), further(frame=OTHER_FRAME), ("", "")),
        (start(), further(), ("", "river-boats.test")),
    ],
    ids=[
        "no address",
        "an address called otherwise",
        "a page that reports",
        "terms of whoever reports",
        "no further page",
        "customers of one service",
        "other contacts",
        "a copied head",
        "a host called otherwise",
    ],
)
def test_not_so_where_somebody_else_may_have_made_it(first: str, second: str, hosts: tuple[str, str]) -> None:
    verdict = verdict_on(first, second, hosts)

    assert verdict.kind is not VerdictKind.SAME, verdict.measures


TOLD = "".join(f"<p>{HILLS.format(n=n, name='Lantern Quay')}</p>" for n in range(6))


OTHERS_TITLE = "All about Lantern Quay and its keepers | Boats, Ashby"


@pytest.mark.parametrize(
    ("head", "frame", "hosts", "kind"),
    [
        (HERE, FRAME, ("", ""), VerdictKind.SAME),
        (HERE, FRAME, ("", "lantern-quay24.test"), VerdictKind.SAME),
        ("", FRAME, ("", ""), VerdictKind.UNCLEAR),
        (HERE, OTHER_FRAME, ("", ""), VerdictKind.UNCLEAR),
        (HERE, FRAME, ("holm-boats.example", "lind-lamps.test"), VerdictKind.UNCLEAR),
    ],
    ids=["one make", "a host of the name", "no address", "who prints a text again", "dealers"],
)
def test_pages_that_share_words_need_no_title_beside_their_address_and_make(
    head: str, frame: str, hosts: tuple[str, str], kind: VerdictKind
) -> None:
    """Whoever prints a text again is told to name the address that it comes from, as are dealers."""
    a = page("Lantern Quay | open tonight", TOLD + "<i>1</i>" + DEEP, head=head)
    b = page(OTHERS_TITLE, TOLD + RULES, head=head, frame=frame)
    verdict = verdict_on(a, b, hosts)

    assert verdict.kind is kind, verdict.measures
    assert verdict_on(a, b, hosts, version="15").kind is VerdictKind.UNCLEAR


CODE = (
    "<script src=/js/quay-rooms-7f.js></script><script>window.quayRooms = {moor: 7, sail: 'tern', tide: 19};</script>"
)
SOMEWHAT = "".join(f"<{sort} class=lq-{n}></{sort[:2]}>" for n, sort in enumerate(SORTS[:3]))
LIKE = f"<header class=lq-top><a class=logo href=/>Lantern Quay</a><nav class=lq-nav>{SOMEWHAT}</nav></header>"


@pytest.mark.parametrize(
    ("title", "head", "frame", "kind"),
    [
        ("Lantern Quay: how boats are lent", HERE, LIKE, VerdictKind.SAME),
        ("Lantern Quay: how boats are lent", "", LIKE, VerdictKind.UNCLEAR),
        ("Lantern Quay: how boats are lent", OWN.format("pages.example"), LIKE, VerdictKind.UNCLEAR),
        ("Lantern Quay: how boats are lent", HERE, OTHER_FRAME, VerdictKind.UNCLEAR),
        ("How boats are lent at Lantern Quay by its keepers", HERE, LIKE, VerdictKind.UNCLEAR),
        ("Lantern Quay | Reviews of boats", HERE, LIKE, VerdictKind.UNCLEAR),
    ],
    ids=["its own", "no address", "an address called otherwise", "another make", "who prints it again", "who reports"],
)
def test_rare_code_is_of_one_make_at_an_address_of_the_name(
    title: str, head: str, frame: str, kind: VerdictKind
) -> None:
    a = page("Lantern Quay | open tonight", parts_of_one_build("Lantern Quay", RIVER), head=head + CODE)
    b = page(title, f"<p>{RULES}</p>", head=head + CODE, frame=frame)
    verdict = verdict_on(a, b)

    assert verdict.kind is kind, verdict.measures
    assert verdict_on(a, b, version="17").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("one", "other", "hosts", "kind"),
    [
        ("Norway", "Canada", ("lantern-quay.example",) * 2, VerdictKind.SAME),
        ("Norway", "Canada", ("", ""), VerdictKind.UNCLEAR),
        ("Ashby", "Thornley", ("", ""), VerdictKind.UNCLEAR),
    ],
    ids=["a country's pages at one host", "importers", "houses"],
)
def test_countries_are_no_houses_at_one_host(one: str, other: str, hosts: tuple[str, str], kind: VerdictKind) -> None:
    a, b = (start(f"{place} | Lantern Quay", more=f"<h1>{place}</h1><h2>{place}</h2>") for place in (one, other))
    b = b.replace("boat", "ship").replace("river", "sea")

    assert verdict_on(a, b, hosts).kind is kind


def article(name: str, said: str, more: str = "") -> str:
    """A page under a name of its own that names the quay's address as its own."""
    mark = f"<meta property=og:site_name content='{name}'>"
    return f"<html lang=en><title>{name}</title>{mark}{HERE}<h1>{name}</h1>{parts_of_one_build(name, said)}{more}"


@pytest.mark.longer
def test_pages_that_name_one_address_as_their_own_are_never_different() -> None:
    a, b = article("Velmora", RIVER), article("Kolvara", HILLS)

    assert verdict_on(a, b).kind is VerdictKind.UNCLEAR
    assert verdict_on(a, b, version="24").kind is VerdictKind.DIFFERENT
    assert verdict_on(a, b.replace(HERE, OWN.format("stone-mail.test"))).kind is VerdictKind.DIFFERENT


def test_who_left_it_there_and_gives_other_contact_points_is_another() -> None:
    a = article("Velmora", RIVER, MAIL.format("desk@hill-post.test"))
    b = article("Kolvara", HILLS, MAIL.format("keeper@stone-mail.test"))

    assert verdict_on(a, b).kind is VerdictKind.DIFFERENT
