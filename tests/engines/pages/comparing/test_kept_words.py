"""What a page keeps of another's words: own sentences of the one that has fewer, and what forms ask."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.pages.comparing.kept_words import KeptWords, kept_words
from rempart.engines.pages.comparing.own_sentences import lines_of
from rempart.engines.pages.comparison_rules import ComparisonRules, Trades
from rempart.engines.verdict import portrait_of

BACKGROUND = PageFiles().read_background()
SAID = [
    f"The {word} room is swept by whoever comes in last." for word in ("kettle", "bell", "market", "garden", "tower")
]
FILLER = "Lorem ipsum dolor sit amet consectetur adipiscing elit."


def kept(a: str, b: str, nearly: float = 0.5) -> KeptWords:
    one, other = (portrait_of(PageInput(html=f"<html lang=en><body>{html}")) for html in (a, b))
    lines, rules = lines_of((one, other), Trades()), ComparisonRules(kept=2.2, kept_nearly=nearly)
    return kept_words(one, other, {"velmora"}, lines, BACKGROUND, rules, cover=1.0)


def said(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def form(*names: str) -> str:
    return f"<form>{''.join(f'<input name={name}>' for name in names)}</form>"


def test_the_share_is_of_the_page_that_says_less() -> None:
    assert kept(said(*SAID), said(*SAID[:3], "Quite another line stands here today.")) == KeptWords(3, 4, 5, 0)
    assert kept(said(*SAID), said(*SAID[:2])) == KeptWords()


def test_fillers_and_lines_with_a_name_are_nobodys_own() -> None:
    named = "At Velmora nobody has to wait for a room."
    assert kept(said(*SAID[:3], FILLER, named), said(*SAID[:3], FILLER, named)) == KeptWords(3, 3, 3, 0)


@pytest.mark.parametrize(
    ("one", "other", "asks"),
    [
        (("nick", "age", "sex", "postcode", "room"), ("sex", "nick", "age", "postcode"), True),
        (("user", "age", "sex", "postcode"), ("sex", "user", "age", "postcode", "room"), True),
        (("nick", "age", "sex", "room"), ("sex", "nick", "age"), False),
        (("nick", "age", "town"), ("nick", "age", "guild"), False),
        (("name", "email", "message", "nick"), ("name", "email", "message", "age"), False),
    ],
)
def test_forms_ask_the_same_where_four_things_are_of_which_no_program_asks_three(
    one: tuple[str, ...], other: tuple[str, ...], *, asks: bool
) -> None:
    assert kept(said(*SAID) + form(*one), said(*SAID) + form(*other)).asks is asks


ASKED = ("nick", "age", "sex", "postcode")
WAYS = {
    "a line break within each sentence": lambda line: line.replace(" by ", "<br>by "),
    "each four words in a box": lambda line: "</div><div>".join(
        " ".join(line.split()[at : at + 4]) for at in range(0, len(line.split()), 4)
    ),
    "another word in each": lambda line: line.replace("The", "Our"),
    "a point within each": lambda line: line.replace(" swept", ". Swept"),
}


@pytest.mark.parametrize("way", WAYS)
def test_sentences_that_are_broken_or_changed_in_a_word_are_kept_beside_a_form_that_asks_the_same(way: str) -> None:
    again = said(*map(WAYS[way], SAID))

    found = kept(said(*SAID) + form(*ASKED), again + form(*ASKED))
    assert (found.sentences, found.fewer, found.asks, found.nearly) == (5, 5, True, True)
    assert kept(said(*SAID) + form(*ASKED), again + form(*ASKED), nearly=0.0) == KeptWords()
    assert kept(said(*SAID) + form(*ASKED), again + form("search", "email")) == KeptWords()


def test_sentences_of_which_less_than_half_is_left_are_not_kept() -> None:
    again = said(*(line.replace("room", "hall").replace("whoever", "those who") for line in SAID))

    assert kept(said(*SAID) + form(*ASKED), again + form(*ASKED)) == KeptWords()
