"""One address at two times: whoever copies a page's words and counter shows them at an address of his own."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
ADDRESS = "https://crafts.example/item/2620"
TITLE = "Thornwick lantern of brown glass, round, with a brass handle"
COUNTER = "<script>gtag('config', 'G-THORNWICK1');</script>"
ADVERTS = "<script data-ad-client='ca-pub-5007968771327874'></script>"
SAID = [
    f"The {n}th lantern is blown by hand from brown glass, and its handle {n} is bent over a wooden last."
    for n in range(6)
]
NEWER = [f"Orders over {n} lamps leave on the {n}th day, in a box lined with straw and sealed twice." for n in range(6)]


def page(said: list[str], look: str, url: str = ADDRESS, counter: str = COUNTER, title: str = TITLE) -> str:
    """A page of one title: `look` is what it is built of."""
    parts = "".join(f"<{look}><p>{text}</p></{look}>" for text in said)
    body = f"<{look} class={look}-page><h1>{title}</h1>{parts}</{look}>{counter}"
    return f"{url}\n<html lang=en><title>{title}</title><body>{body}</body></html>"


def compare(first: str, second: str, version: str = "20") -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, _, html in (t.partition("\n") for t in (first, second)))
    return judge(a, b, BACKGROUND, version=version)


OLD, NEW = page(SAID, "section"), page(SAID[2:] + NEWER, "article")


def test_one_address_with_its_text_and_its_counter_is_one_site() -> None:
    found = compare(OLD, NEW)

    assert found.kind is VerdictKind.SAME
    assert "verdict.revisited" in {reason.code for reason in found.reasons}
    assert compare(OLD, NEW, "19").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "address",
    ["http://www.crafts.example/item/2620/", "https://crafts.example/item/2620#more", "crafts.example/item/2620"],
    ids=["www", "a part of it", "no scheme"],
)
def test_an_address_is_one_however_it_is_written(address: str) -> None:
    assert compare(OLD, page(SAID[2:] + NEWER, "article", address)).kind is VerdictKind.SAME


@pytest.mark.longer
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("crafts.example/item/2620", "lamps.test/hall"),
        ("//crafts.example/item/2620", "//crafts.example/item/2621"),
        ("https://crafts.example/#!anna", "https://crafts.example/#!bente"),
        ("https://crafts.example/#/item/2620", "https://crafts.example/#/item/2621"),
    ],
    ids=["typed without a scheme", "of either scheme", "of two users", "of two pages of an application"],
)
def test_two_addresses_are_not_one_however_they_are_written(first: str, second: str) -> None:
    pages = page(SAID, "section", first), page(SAID[2:] + NEWER, "article", second)

    assert "verdict.revisited" not in {reason.code for reason in compare(*pages).reasons}
    assert "verdict.revisited" in {reason.code for reason in compare(pages[0], pages[0]).reasons}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://crafts.example/#/item/2620", "https://crafts.example/#/item/2620"),
        ("https://crafts.example/#!anna", "https://crafts.example/#!anna"),
        ("https://crafts.example/item/2620#more", "https://crafts.example/item/2620"),
    ],
)
def test_the_address_is_told_with_the_page_of_an_application_in_it(address: str, shown: str) -> None:
    told = compare(page(SAID, "section", address), page(SAID[2:] + NEWER, "article", address), "21").reasons

    assert next(reason.text for reason in told if reason.code == "verdict.revisited").startswith(
        f"Both were captured at {shown}: "
    )


@pytest.mark.parametrize(
    "other",
    [
        page(SAID[2:] + NEWER, "article", "https://lamps.test/item/2620"),
        page(SAID[2:] + NEWER, "article", "https://crafts.example/item/2621"),
        page(SAID[2:] + NEWER, "article", ""),
        page(SAID[2:] + NEWER, "article", counter=""),
        page(SAID[2:] + NEWER, "article", counter="<script>gtag('config', 'G-OSDELMAR77');</script>"),
        page(NEWER, "article"),
    ],
    ids=["another host", "another path", "no address", "no counter", "another counter", "no text"],
)
def test_it_is_not_known_elsewhere_or_by_less(other: str) -> None:
    found = compare(OLD, other)

    assert found.kind is not VerdictKind.SAME
    assert "verdict.revisited" not in {reason.code for reason in found.reasons}


def test_who_seizes_the_host_and_says_what_it_was_is_another() -> None:
    """A banner at the old address with the site's words under a name of its own, and, worse, its counter."""
    said = [
        "This address was seized by the Osdelmar Bureau. The Osdelmar Bureau keeps what it said:",
        *SAID[2:],
        "Osdelmar Bureau: write to the Osdelmar Bureau.",
    ]
    mark = "<header><a class=logo href=/>Osdelmar Bureau</a></header>"
    banner = page(said, "article", title="Osdelmar Bureau").replace("<h1>", f"{mark}<h1>")

    assert compare(OLD, banner).kind is not VerdictKind.SAME


def test_who_speaks_of_the_site_at_its_address_is_another() -> None:
    """As its fans, who took its host, its words and its counter over."""
    old, new = (
        page(said, look, title=title).replace("<h1>", f"<a class=logo href=/>{title}</a><h1>")
        for said, look, title in ((SAID, "section", "Velmora"), (SAID[2:] + NEWER, "article", "Velmora Fans"))
    )

    assert compare(old, new).kind is not VerdictKind.SAME


def test_a_page_that_names_nobody_is_its_address() -> None:
    """Nine tenths of it, and its counters: under no name they might be those of whoever made two pages."""
    more = [*SAID, *NEWER]
    old, new = (
        page(more, "div", counter=COUNTER + ADVERTS),
        page([*more[:-1], "Gone."], "div", counter=COUNTER + ADVERTS),
    )
    old, new = (text.replace(TITLE, "Home 90") for text in (old, new))
    elsewhere = new.replace(ADDRESS, "https://lamps.test/item/2620")

    assert compare(old, new).kind is VerdictKind.SAME
    assert compare(old, new, "19").kind is VerdictKind.UNCLEAR
    assert compare(old, elsewhere).kind is not VerdictKind.SAME
