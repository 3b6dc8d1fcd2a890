"""A name of two everyday words: each is on many hosts, and both next to each other on few."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
SAID = [f"The {n}th lantern is blown by hand from brown glass, and its handle is bent over a last." for n in range(10)]
OTHER = [
    f"Low water comes at {n} past noon, and whoever walks out to a stone is back before it turns." for n in range(10)
]


def page(name: str, said: list[str], title: str = "official site", more: str = "") -> str:
    cards = "".join(f"<section class=qp-card><h3 class=qp-top>Item</h3><p class=qp-said>{text}</p>" for text in said)
    head = f"<html lang=en><title>{name} - {title}</title><meta property=og:site_name content='{name}'>"
    body = f"<header class=qp-head><ul class=qp-menu><li>One<li>Two</ul></header><h1>Welcome to {name}</h1>{cards}"
    return f"{head}<body class=qp-page>{body}<footer class=qp-foot>{name} {more}</footer></body></html>"


def compare(first: str, second: str, version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html)) for html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def test_two_everyday_words_in_a_row_are_a_rarer_name_than_either() -> None:
    found = compare(page("Pin Wren", SAID), page("Pin Wren", SAID[:3] + OTHER, "sign in"))
    before = compare(page("Pin Dory", SAID), page("Pin Dory", SAID[:3] + OTHER, "sign in"), "21")

    assert found.kind is VerdictKind.SAME, found.measures
    assert found.comparison.name.paired
    assert before.comparison.name.shared_rarity < found.comparison.name.shared_rarity
    assert any("right beside it" in reason.text for reason in found.reasons)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page("Pin Wren", SAID), page("Pin Gull", SAID[:3] + OTHER)),
        (page("Pin Wren", SAID), page("Pin", SAID[:3] + OTHER)),
        (page("Pin Casino", SAID), page("Pin Casino", SAID[:3] + OTHER)),
        (page("Pin Wren", SAID), page("Pin Wren", OTHER, more="<a href='mailto:b@b.test'>b@b.test</a>")),
    ],
    ids=["another second word", "none", "a trade's", "another text"],
)
def test_a_word_is_no_rarer_without_one_and_the_same_beside_it(first: str, second: str) -> None:
    assert compare(first, second).kind is not VerdictKind.SAME
