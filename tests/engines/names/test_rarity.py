import math
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evidence import StemProfile, profile_stem
from rempart.engines.names.model import load_model
from rempart.engines.names.rarity import codes_of, count_background

BACKGROUND = load_model().background


def profile_of(label: str) -> StemProfile:
    return profile_stem(open_dossier("s", [f"{label}.example"]).stems[0], BACKGROUND)


@pytest.mark.parametrize(("label", "at_most"), [("qzk", 5.97), ("qzkx", 7.57), ("qzkxw", 8.81), ("qzkxwv", 10.73)])
def test_a_short_label_of_unlikely_letters_is_no_rarer_than_chance_makes_it(label: str, at_most: float) -> None:
    profile = profile_of(label)

    assert BACKGROUND.decades(f".{label}.") > at_most
    assert 0 < profile.whole <= at_most
    assert profile.rarest_within(0, len(profile.dotted)) == pytest.approx(profile.whole)


def test_a_short_label_that_looks_like_a_word_stays_as_common_as_its_letters() -> None:
    profile = profile_of("home")

    assert profile.whole == pytest.approx(BACKGROUND.decades(".home."), abs=0.05)


def test_a_long_label_is_as_rare_as_its_letters() -> None:
    profile = profile_of("qzkxwvjyq")

    assert profile.whole > 14


def test_what_reads_the_same_with_its_suffix_is_no_rarer_than_chance_makes_it_either() -> None:
    profile = profile_stem(open_dossier("s", ["qzk.vj"]).stems[0], BACKGROUND)

    assert BACKGROUND.decades(".qzkvj.") > 8.81
    assert profile.joined["qzkvj"][1] <= 8.81


WORDS = ("lantern", "lanternlight", "light", "lighthouse", "housework", "lan", "er")


def chance_of(symbol: str, before: str, words: Sequence[str]) -> float:
    """The plain reference: the longest group first, each of its symbols backed by the shorter group."""
    counted = Counter(
        f".{word}."[at : at + size] for word in words for size in range(1, 8) for at in range(len(word) + 3 - size)
    )
    chance = (counted[symbol] + 1) / (sum(len(word) + 2 for word in words) + 27)
    for size, strength in zip(range(2, 8), (1, 2, 3, 4, 8, 8), strict=True):
        if size > len(before) + 1:
            break
        context = before[-(size - 1) :]
        chance = (counted[context + symbol] + strength * chance) / (counted[context] + strength)
    return min(chance, 1.0)


@pytest.mark.longer
@given(st.text("lanterighouswk", min_size=3, max_size=14))
def test_a_label_is_as_rare_as_the_plain_reference_says(label: str) -> None:
    background = count_background([(word, 1.0) for word in WORDS])
    dotted = f".{label}."
    first = sum(f".{word}.".count(dotted[:4]) for word in WORDS)
    expected = -math.log10((first + 0.05) / len(WORDS))
    expected -= sum(math.log10(chance_of(dotted[at], dotted[:at], WORDS)) for at in range(4, len(dotted)))

    assert background.decades(dotted) == pytest.approx(expected, abs=1e-4)


@given(st.lists(st.text("lanterighouswk", min_size=2, max_size=14), max_size=6))
def test_labels_are_as_rare_together_as_each_alone(labels: list[str]) -> None:
    texts = [f".{label}." for label in labels] + [f"{label}ern" for label in labels]
    assert BACKGROUND.decades_of(texts) == [BACKGROUND.decades(each) for each in texts]


def test_a_label_of_one_letter_has_no_rarity_and_others_have_that_of_the_whole_label() -> None:
    found = BACKGROUND.label_decades(["home", "", "q", "qz", "home"])

    assert found == {
        "home": BACKGROUND.decades(".home."),
        "": 0.0,
        "q": 0.0,
        "qz": BACKGROUND.decades(".qz."),
    }


def test_a_word_begins_anew_behind_another() -> None:
    alone, second = codes_of(".lighthouse."), codes_of(".lantern..lighthouse.")

    assert BACKGROUND.step_decades(second)[-8:] == pytest.approx(BACKGROUND.step_decades(alone))


def test_what_several_sites_share_is_less_rare_and_what_one_has_alone_stays_as_rare() -> None:
    ordinary = [(word, 1.0) for word in WORDS] * 50
    without = count_background(ordinary)
    shared = count_background(ordinary, [["qzkstream", "qzkview"], ["vyxstream"], ["pwqdisc"]], 2.0)

    assert shared.decades(".bvcstream.") < without.decades(".bvcstream.") - 1
    assert shared.counts(codes_of("stream"), 5).tolist() == [2, 2]
    assert shared.counts(codes_of("stream"), 6).tolist() == [0]
    for own in ("qzkv", "qzks", ".qzk", "pwqd"):
        assert shared.counts(codes_of(own), 4).tolist() == [0]
