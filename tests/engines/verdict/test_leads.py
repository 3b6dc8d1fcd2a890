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
    assert compare(first, second, "25").kind is kind
    assert compare(first, second).kind is VerdictKind.UNCLEAR


WORDS = [
    "barley",
    "copper",
    "linen",
    "walnut",
    "saffron",
    "pewter",
    "juniper",
    "cobalt",
    "marble",
    "thistle",
    "heron",
    "velvet",
]
SHED = [f"Our {word} goes to the {word} shed before the {word} bell rings for whoever keeps {word}." for word in WORDS]
LINES = [f"Bath {n} is scrubbed with soap on every day but the last of the week." for n in range(30)]


def test_pages_that_give_nothing_which_differs_are_not_different_beside_shared_sentences() -> None:
    first, second = page([*SAID[:2], *OTHER], "Windows"), page([*SAID[:2], *LINES[:5]], "Booking")
    before, now = compare(first, second, "25"), compare(first, second)

    assert before.kind is VerdictKind.DIFFERENT
    assert now.kind is VerdictKind.UNCLEAR
    assert before.probability < 0.02
    assert 0.1 < now.probability < 0.6, now.measures


@pytest.mark.parametrize(
    ("more", "second"),
    [
        (PHONE, page([*SAID[:2], *LINES[:5]], "Booking", "<a href='tel:+33140998877'>+33 1 40 99 88 77</a>")),
        ("", page([SAID[0], *SHED], "Booking")),
        ("", page(LINES[:5], "Booking")),
    ],
    ids=["other telephones", "a small part of the text", "no sentence"],
)
def test_less_in_common_or_more_that_differs_may_be_different(more: str, second: str) -> None:
    others = [f"The {word} mill turns after every {word} fair, and {word} is heard of by the weir." for word in WORDS]

    verdict = compare(page([*SAID[:2], *others], "Windows", more), second)

    assert verdict.kind is VerdictKind.DIFFERENT
    assert verdict.probability < 0.02


def test_one_title_beside_a_rare_sentence_is_not_different_whatever_contact_points_differ() -> None:
    title = "WM Cleaning Company"
    first = page([SAID[0], *OTHER], title, PHONE)
    second = page([SAID[0], *LINES], title, "<a href='tel:+33140998877'>+33 1 40 99 88 77</a>")

    assert compare(first, second, "25").kind is VerdictKind.DIFFERENT
    assert compare(first, second).kind is VerdictKind.UNCLEAR


def test_guides_that_are_titled_by_two_hosts_may_be_different() -> None:
    first, second = page([*SAID[:2], *OTHER], "quay7.example"), page([*SAID[:2], *LINES[:5]], "hill9.test")

    assert compare(first, second).kind is VerdictKind.DIFFERENT
    assert compare(first, second).probability < 0.02
