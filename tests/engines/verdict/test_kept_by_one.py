"""Further pages without a logo: one text under one name and one counter is kept by one, and so is a host's own mail."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
COUNTER = "<script>gtag('config', 'G-THORNWICK1');</script>"
OTHERS = COUNTER.replace("THORNWICK1", "OSDELMAR77")
SAID = [
    f"The {n}th lantern of Thornwick is blown by hand from brown glass, and its handle {n} is bent over a wooden last."
    for n in range(9)
]
OTHER = [
    f"Low water comes at {n} past noon, and whoever walks out to stone {n} for Thornwick is back before it turns."
    for n in range(9)
]

NEWER = SAID[:7] + OTHER[:1]


def page(said: list[str], look: str, title: str = "Lanterns", more: str = COUNTER, url: str = "") -> tuple[str, str]:
    """An address and its page, which no logo names: `look` is what it is built of."""
    parts = "".join(f"<{look}><p>{text}</p></{look}>" for text in said)
    head = f"<html lang=en><title>{title}</title><body><{look} class={look}-page>"
    return url, f"{head}<h1>{title}</h1><h2>Thornwick</h2>{parts}</{look}>{more}</body></html>"


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def test_one_text_under_one_name_and_one_counter_needs_no_logo() -> None:
    old, new = page(SAID, "section"), page(NEWER, "article")

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "21").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "other",
    [
        page(NEWER, "article", more=""),
        page(NEWER, "article", more=OTHERS),
        page(SAID[:4] + OTHER, "article"),
        page(OTHER, "article"),
        page(NEWER, "article", more=f"{COUNTER}<a class=site-logo href=/>Osdelmar</a> desk@osdelmar.test"),
        page(NEWER, "article", more=f"{COUNTER}<a class=site-logo href=/>Victims of Thornwick</a>"),
    ],
    ids=[
        "no counter",
        "another counter",
        "a part of the text",
        "another text",
        "another's logo",
        "a logo that reports",
    ],
)
def test_less_than_that_does(other: tuple[str, str]) -> None:
    assert compare(page(SAID, "section"), other).kind is not VerdictKind.SAME


def staff(name: str, mail: str, look: str, said: list[str], path: str) -> tuple[str, str]:
    """A page of one person at a host of many, which no logo names."""
    parts = "".join(f"<{look}><p>{text}</p></{look}>" for text in said)
    body = f"<h1>{name}</h1>{parts}<address>{mail}</address>"
    return f"https://harbour-school.example/{path}", f"<html lang=en><title>{name}</title><body>{body}</body></html>"


BRENT = "Brent Tessmark"


def test_two_pages_of_one_host_with_an_address_that_bears_their_name_need_no_logo() -> None:
    home = staff(BRENT, "tessmark@harbour-school.example", "p", SAID[:3], "staff/tessmark.html")
    office = staff(BRENT, "tessmark@harbour-school.example", "div", OTHER[:3], "staff/tessmark-address.html")
    elsewhere = f"https://scribblet.test/{office[0].rpartition('/')[2]}", office[1]

    assert compare(home, office).kind is VerdictKind.SAME, compare(home, office).measures
    assert compare(home, office, "21").kind is VerdictKind.UNCLEAR
    assert compare(home, elsewhere).kind is not VerdictKind.SAME
