"""What is never "different": pages that give one telephone beside shared sentences, or bear one title in any words."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
SAID = [
    f"The {n}th window of the house is washed by hand with warm water, and its frame {n} is dried with a linen cloth."
    for n in range(8)
]
OTHER = [
    f"Low water comes at {n} past noon, and whoever walks out to stone {n} of the bay is back before it turns."
    for n in range(8)
]
PHONE = "<a href='tel:+33140112233'>+33 1 40 11 22 33</a>"
FILES = "<link rel=stylesheet href=/css/wm-cloth.css><script src=/js/wm-frames.js></script>"


def page(said: list[str], title: str, given: str = "") -> str:
    parts = "".join(f"<section class=wm-part><p>{text}</p></section>" for text in said)
    return f"<html lang=en><title>{title}</title>{FILES}<body class=wm-page>{parts}{given}</body></html>"


def compare(first: str, second: str, version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html)) for html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def test_pages_of_one_telephone_that_say_one_thing_in_part_are_not_different() -> None:
    first, second = page(SAID, "Windows", PHONE), page([*SAID[:4], *OTHER[:4]], "Booking", PHONE)

    assert compare(first, second, "23").kind is VerdictKind.DIFFERENT
    assert compare(first, second).kind is VerdictKind.UNCLEAR


def test_a_telephone_alone_may_be_of_whoever_made_both() -> None:
    first, second = page(SAID, "Windows", PHONE), page(OTHER, "Booking", PHONE)

    assert compare(first, second).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    ("title", "kind"),
    [("WM Cleaning Company", VerdictKind.UNCLEAR), ("Contact", VerdictKind.DIFFERENT), ("", VerdictKind.DIFFERENT)],
)
def test_one_title_in_words_of_a_trade_is_not_different_beside_shared_sentences(title: str, kind: VerdictKind) -> None:
    first, second = page(SAID, title), page([*SAID[:4], *OTHER[:4]], title)

    assert compare(first, second, "23").kind is VerdictKind.DIFFERENT
    assert compare(first, second).kind is kind
