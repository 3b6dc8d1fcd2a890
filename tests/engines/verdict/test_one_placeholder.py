"""A placeholder in words that the classifier does not know, under two hosts: one page, and nobody's."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
PLAIN = "<title>Stamel vold a dannik</title><h1>Stamelin vold se a dannik</h1>"
MARKED = "<title>Wrunkkabel</title><h1>Wrunkkabel</h1><p>Vold nemi a dannik rovel. Har nemi sav tarnis om dannik.</p>"


def twice(html: str, version: str, hosts: tuple[str, str] = ("harbour-firm.example", "hill-school.test")) -> Verdict:
    one, other = (portrait_of(PageInput(html=html, url=f"https://{host}/" if host else "")) for host in hosts)
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize("hosts", [("harbour-firm.example", "hill-school.test"), ("", "")])
@pytest.mark.parametrize("html", [PLAIN, MARKED], ids=["without a mark", "under a firm's name"])
def test_one_short_page_that_may_be_a_placeholder_says_little_though_its_title_is_rare(
    html: str, hosts: tuple[str, str]
) -> None:
    now, before = (twice(html, version, hosts) for version in ("20", "19"))

    assert now.kind is VerdictKind.UNCLEAR
    assert now.probability < 0.7
    assert before.probability > 0.9


@pytest.mark.parametrize(
    ("more", "hosts"),
    [
        ("<a href='mailto:desk@wrunkkabel.example'>Post</a>", ("harbour-firm.example", "hill-school.test")),
        ("", ("wrunkkabel.example", "hill-school.test")),
        ("", ("hill-school.test", "hill-school.test")),
    ],
    ids=["gives an address of its name", "a host is called so", "one host"],
)
def test_a_short_page_with_something_of_its_owners_says_what_it_did(more: str, hosts: tuple[str, str]) -> None:
    now, before = (twice(MARKED + more, version, hosts) for version in ("20", "19"))

    assert (now.kind, now.probability) == (before.kind, before.probability)
