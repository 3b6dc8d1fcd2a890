"""Two pages of which neither says who runs it: a start page in a wording never met is everybody's."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Fact, PageInput, features_from_json, features_to_json
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
LINKS = "".join(f"<a href=https://quillstack.example/{part}>{part}</a>" for part in ("docs", "plugins", "community"))
SAID = (
    "<p>Quillstack stands and waits for the first page that you will write for it, whatever that page is about.</p>"
    "<p>Everything that you see here is drawn by one sheet, which lies beside the others in the drawer of sheets.</p>"
    "<p>When a sheet is written anew the wheel turns once, and what you see here is what you have written there.</p>"
)
START = f"<title>Quillstack</title><a class=logo>Quillstack</a><h1>Quillstack stands</h1>{SAID}{LINKS}"


def judged(
    more: str = "",
    hosts: tuple[str, str] = ("pier.example", "gull.test"),
    facts: tuple[Fact, ...] = (),
    version: str = VERDICT_VERSION,
) -> Verdict:
    """Of the start page under two hosts, with `more` on both."""
    one, other = (
        portrait_of(PageInput(html=START + more, url=f"https://{host}/" if host else "", facts=facts)) for host in hosts
    )
    assert not one.kind.says_nothing, one.kind.marks
    return judge(one, other, BACKGROUND, version=version)


def test_what_everybody_may_have_is_nobodys() -> None:
    verdict = judged()

    assert verdict.kind is VerdictKind.UNCLEAR
    assert "verdict.nobodys" in {reason.code for reason in verdict.reasons}
    assert "verdict.wish_owner" in {wish.code for wish in verdict.would_change}
    assert judged(version="13").kind is VerdictKind.SAME


def test_what_its_maker_gives_makes_it_nobodys_own() -> None:
    assert judged("<p>help@quillstack.example</p>").kind is VerdictKind.UNCLEAR
    assert judged("<a href=https://github.com/quillstack>Code</a>").kind is VerdictKind.UNCLEAR
    assert judged("<a href=/phpinfo.php>Server</a>").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "more",
    [
        "<a href=/rules>Rules</a>",
        "<p>keeper@lantern-quay.test</p>",
        "<a href=https://t.me/lanternkeeper>News</a>",
        "<form action=/enter><input name=nick></form>",
        "<script>gtag('config', 'G-LANTERNQ42');</script>",
        "<link rel=canonical href=https://lantern-quay.example/start>",
    ],
)
def test_one_sign_of_whoever_runs_it_makes_it_somebodys(more: str) -> None:
    assert judged(more).kind is VerdictKind.SAME


@pytest.mark.parametrize("hosts", [("quillstack.example", "gull.test"), ("quillstack-2.test", "quillstack9.test")])
def test_nor_is_it_nobodys_where_the_host_is_called_so(hosts: tuple[str, str]) -> None:
    assert judged(hosts=hosts).kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Velmora", VerdictKind.SAME), ("Harbor", VerdictKind.UNCLEAR), ("Quillstack", VerdictKind.UNCLEAR)],
)
def test_a_mark_that_no_language_has_says_who_runs_it_unless_it_links_there(name: str, kind: VerdictKind) -> None:
    """A framework's own name is where its links lead; an everyday word may be a panel's."""
    one, other = (
        portrait_of(PageInput(html=START.replace("Quillstack", name), url=f"https://{host}/"))
        for host in ("pier.example", "gull.test")
    )

    assert judge(one, other, BACKGROUND).kind is kind


def test_pages_of_one_host_are_that_hosts() -> None:
    assert judged(hosts=("pier.example", "pier.example")).kind is VerdictKind.SAME


def test_a_key_that_both_hold_says_more_than_the_page() -> None:
    key = Fact("certificate-key", "c0" * 32, "chain")

    assert judged(facts=(key,)).kind is VerdictKind.SAME


def test_features_that_do_not_tell_whose_a_page_is_make_it_nobodys_never() -> None:
    """Features of an older version are read back as they were kept."""
    pages = []
    for host in ("pier.example", "gull.test"):
        page = portrait_of(PageInput(html=START, url=f"https://{host}/"))
        kept = features_to_json(page)
        assert '"owned":false' in kept
        pages.append(features_from_json(kept.replace(',"owned":false', "").replace('"version":12', '"version":11')))

    assert [page.owned for page in pages] == [None, None]
    assert judge(pages[0], pages[1], BACKGROUND).kind is VerdictKind.SAME
