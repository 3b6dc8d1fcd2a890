import pytest

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evidence import StemProfile, profile_stem
from rempart.engines.names.model import load_model

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
