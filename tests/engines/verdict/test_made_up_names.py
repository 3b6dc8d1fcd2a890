"""Mirrors of which every text was written anew: the name, if it is no word, and the build are what they keep."""

from collections.abc import Callable

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()


def site(name: str, said: str, head: str = "", prefix: str = "lq", more: str = "") -> str:
    """A page of one build, whose classes begin with `prefix`."""
    blocks = parts_of_one_build(name, said, prefix)
    title = f"<title>{name} - open tonight</title><meta property=og:site_name content='{name}'>"
    logo = f"<a class={prefix}-logo href=/><span class=logo>{name}</span></a>"
    return f"<html lang=en>{title}{head}<body class={prefix}-page>{logo}<main>{blocks}</main>{more}</body></html>"


def portrait(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def verdict_on(a: PageFeatures, b: PageFeatures) -> Verdict:
    return judge(a, b, BACKGROUND)


MAIL = "<a href='mailto:{0}'>{0}</a>"
FIRST = site("Velmora", RIVER)


@pytest.mark.parametrize("hosts", [("", ""), ("velmora.example", "velmora24-club.test")], ids=["files", "hosts"])
def test_a_name_that_is_no_word_on_pages_of_one_build_is_one_site(hosts: tuple[str, str]) -> None:
    a, b = portrait(FIRST, hosts[0]), portrait(site("Velmora", HILLS), hosts[1])
    verdict = verdict_on(a, b)

    assert verdict.kind is VerdictKind.SAME, verdict.measures
    assert "verdict.branded" in {reason.code for reason in verdict.reasons}
    assert judge(a, b, BACKGROUND, version="12").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("other", "hosts"),
    [
        (site("Velmora", HILLS, prefix="other"), ("", "")),
        (site("Velmora", HILLS), ("velmora.example", "is-velmora-honest.test")),
        (site("Velmora", HILLS), ("velmora.example", "river-courier.test")),
        (site("Velmora", HILLS, more=MAIL.format("hello@hill-farm.test")), ("", "")),
        (
            site("Velmora", HILLS)
            .replace("<meta property=og:site_name content='Velmora'>", "")
            .replace("lq-logo", "lq-top")
            .replace("class=logo", "class=lq-first"),
            ("", ""),
        ),
        (
            site("Velmora", HILLS).replace("<h2", "<div><ul><li><b><h2").replace("<p class", "<dl><dt><dd><p class"),
            ("", ""),
        ),
    ],
    ids=[
        "other classes",
        "a host that speaks of it",
        "a host called otherwise",
        "other contacts",
        "no marks",
        "other build",
    ],
)
def test_not_so_where_the_build_differs_or_somebody_else_may_bear_it(other: str, hosts: tuple[str, str]) -> None:
    first = site("Velmora", RIVER, more=MAIL.format("crew@velmora.example"))

    assert verdict_on(portrait(first, hosts[0]), portrait(other, hosts[1])).kind is not VerdictKind.SAME


@pytest.mark.parametrize("name", ["Lantern Quay", "Kowalski", "Quickloan", "Springfield Dental", "Eva", "Nightgarden"])
def test_words_families_towns_and_phrases_may_be_two_owners(name: str) -> None:
    a, b = (portrait(site(name, said)) for said in (RIVER, HILLS))

    assert verdict_on(a, b).kind is not VerdictKind.SAME


def test_a_word_is_enough_where_both_name_one_address_of_it_as_their_own() -> None:
    own = "<link rel=canonical href='https://{}/start'>"
    for address, kind in (("lantern.example", VerdictKind.SAME), ("pages.example", VerdictKind.UNCLEAR)):
        a, b = (portrait(site("Lantern", said, own.format(address))) for said in (RIVER, HILLS))
        verdict = verdict_on(a, b)

        assert verdict.kind is kind, verdict.measures
        assert ("verdict.branded" in {reason.code for reason in verdict.reasons}) is (kind is VerdictKind.SAME)


def test_a_mirror_in_another_language_on_one_build_is_one_site() -> None:
    german = (
        "Die {n}. Laterne am Ufer wird von dem Wärter von {name} mit Öl gefüllt, und das Licht ist für alle zu sehen."
    )

    assert verdict_on(portrait(FIRST), portrait(site("Velmora", german))).kind is VerdictKind.SAME


HOUSE = "<h1>{0}</h1>"


@pytest.mark.parametrize(
    "hosts",
    [("", ""), ("velmora.example", "velmora.example"), ("velmora.example", "velmora24.test")],
    ids=["files", "one host", "two hosts"],
)
def test_houses_of_one_brand_and_customers_of_one_program_may_be_two_owners(hosts: tuple[str, str]) -> None:
    """Each is called what the other never says."""
    a, b = (
        portrait(site("Velmora", said, more=HOUSE.format(house)).replace("open tonight", house), host)
        for said, house, host in zip((RIVER, HILLS), ("Ashby School", "Thornley Clinic"), hosts, strict=True)
    )

    assert verdict_on(a, b).kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("hosts", "kind"),
    [
        (("velmora.hill-farm.example", "velmora.river-boats.test"), VerdictKind.UNCLEAR),
        (("velmora.example", "velmora.river-boats.test"), VerdictKind.SAME),
        (("velmora.example", "velmora24.test"), VerdictKind.SAME),
    ],
)
def test_a_program_that_many_run_stands_below_the_names_of_those_who_run_it(
    hosts: tuple[str, str], kind: VerdictKind
) -> None:
    a, b = (portrait(site("Velmora", said), host) for said, host in zip((RIVER, HILLS), hosts, strict=True))

    assert verdict_on(a, b).kind is kind


def test_an_address_that_a_template_names_is_nobodys_at_hosts_called_otherwise() -> None:
    own = "<link rel=canonical href='https://lantern.example/start'>"
    for first, kind in (("lantern24.example", VerdictKind.SAME), ("hill-farm.example", VerdictKind.UNCLEAR)):
        a, b = portrait(site("Lantern", RIVER, own), first), portrait(site("Lantern", HILLS, own), "river-boats.test")

        assert verdict_on(a, b).kind is kind


def with_more(html: str, blocks: int) -> str:
    """`html` with so many lists, each within the one before, ahead of its own parts."""
    return html.replace("<main>", f"<main>{'<ul><li>' * blocks}{blocks}{'</li></ul>' * blocks}")


def framed(html: str) -> str:
    """`html` with a frame of many sorts of elements, as one maker's pages have."""
    sorts = ("table><tr><td", "ul><li><b", "ol><li><i", "dl><dt><em", "form><label><u", "details><summary><s")
    return html.replace("</main>", "".join(f"<{sort}><sub>7<sup>8</sup></sub></{sort[:2]}>" for sort in sorts))


@pytest.mark.parametrize(
    ("blocks", "frame", "kind"),
    [(40, framed, VerdictKind.SAME), (100, framed, VerdictKind.UNCLEAR), (6, str, VerdictKind.UNCLEAR)],
    ids=["a fifth", "less", "a program's frame"],
)
@pytest.mark.parametrize(
    "hosts", [("", ""), ("velmora.example", "velmora24-club.test"), ("velmora.example", "vell-mora24.test")]
)
def test_pages_of_one_maker_share_what_no_two_makers_do(
    blocks: int, frame: Callable[[str], str], kind: VerdictKind, hosts: tuple[str, str]
) -> None:
    """Measured: of 30,000 pairs of pages by two makers one in 300 has so much of the tree and of the classes alike."""
    a, b = portrait(frame(FIRST), hosts[0]), portrait(with_more(frame(site("Velmora", HILLS)), blocks), hosts[1])
    verdict = verdict_on(a, b)

    assert (0.2 <= verdict.comparison.tree_jaccard < 0.5) is (blocks < 100), verdict.comparison.tree_jaccard
    assert verdict.comparison.class_jaccard >= 0.5
    assert verdict.kind is kind, verdict.measures
    assert judge(a, b, BACKGROUND, version="14").kind is not VerdictKind.SAME


def test_further_pages_of_one_host_under_a_word_may_be_built_less_alike() -> None:
    """If both name one address of it as their own."""
    host, own = "lantern24.example", "<link rel=canonical href='https://lantern.example/start'>"
    first = portrait(site("Lantern", RIVER, own), host)
    further = with_more(site("Lantern", HILLS, own), 6)
    for title, kind in (("Terms and Conditions", VerdictKind.SAME), ("Come in", VerdictKind.UNCLEAR)):
        b = portrait(further.replace("Lantern - open tonight", f"{title} | Lantern"), host)

        assert verdict_on(first, b).kind is kind, title


@pytest.mark.parametrize("second", ["", "lantern24.test", "river-boats.test"])
def test_a_word_is_not_enough_where_a_copied_head_names_the_others_host(second: str) -> None:
    """Whoever copies a page's head copies its name and its address in one go."""
    own = "<link rel=canonical href='https://lantern-club.example/start'>"
    a, b = portrait(site("Lantern", RIVER), "lantern-club.example"), portrait(site("Lantern", HILLS, own), second)

    assert verdict_on(a, b).kind is VerdictKind.UNCLEAR, verdict_on(a, b).measures
