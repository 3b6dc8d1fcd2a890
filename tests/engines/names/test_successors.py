import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.evaluation import Succession, parse_successions
from rempart.engines.names.splits import CUTOFF, EARLIER_CUTOFF
from rempart.engines.names.successors import (
    Forecast,
    Turn,
    forecast_names,
    forecast_recall,
    load_habits,
    mix_suffixes,
    rank_of,
    suffix_share,
    suffix_sources,
)
from rempart.engines.names.suffixes import kind_of

SUCCESSIONS = Path(__file__).parents[4] / "shared" / "data" / "successions.jsonl"

labels = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,4})?[0-9]{0,3}", fullmatch=True)
histories = st.lists(st.builds("{}.{}".format, labels, st.sampled_from(["example", "test", "com", "to"])), min_size=1)


def names(domains: Sequence[str], n: int = 300) -> list[str]:
    return [each.hostname for each in forecast_names(open_dossier("site", domains), n)]


def test_a_numbered_series_goes_on_with_the_next_number_and_the_same_suffix() -> None:
    assert names(["salon7.example", "salon8.example", "salon9.example"])[0] == "salon10.example"


def test_the_next_number_follows_the_highest_one_and_not_the_last() -> None:
    assert names(["salon7.example", "salon9.example", "salon8.example"])[0] == "salon10.example"


def test_leading_zeros_are_kept() -> None:
    assert names(["salon01.example", "salon02.example"])[0] == "salon03.example"


def test_a_label_without_a_number_is_kept_under_a_suffix_that_it_has_not_had() -> None:
    found = names(["salon.example", "salon.test"], 10)
    assert all(name.startswith("salon.") for name in found)
    assert not {"salon.example", "salon.test"} & {*found}


def test_a_first_number_a_bare_label_and_an_affix_are_within_reach() -> None:
    assert "salon2.example" in names(["salon.example"], 1000)
    assert "salon.example" in names(["salon4.example"], 1000)
    assert "the-salon.example" in names(["salon.example"], 10_000)


def test_a_site_that_moves_among_countries_is_expected_in_the_next_country() -> None:
    habits = load_habits()
    sources = suffix_sources(open_dossier("site", ["salon.to", "salon.se", "salon.fr"]), habits)
    assert {suffix for suffix, share in sources["alike"].items() if share} <= {
        suffix for suffix in habits.suffixes if kind_of(suffix) == "country"
    }


def test_a_punycode_label_is_kept_and_never_changed() -> None:
    found = names(["xn--bcher-kva7.example"], 1000)
    assert {name.partition(".")[0] for name in found} == {"xn--bcher-kva7"}


def test_a_history_that_is_only_a_public_suffix_has_no_forecast() -> None:
    assert names(["com"]) == []
    assert names([]) == []
    assert names(["salon.example"], 0) == []


@pytest.mark.longer
@given(histories)
def test_forecasts_are_new_distinct_ranked_and_add_up_to_at_most_one(domains: list[str]) -> None:
    dossier = open_dossier("site", domains)
    found = forecast_names(dossier, 200)
    assert found == forecast_names(dossier, 200)
    assert len({each.hostname for each in found}) == len(found) == 200
    assert not {each.hostname for each in found} & {*domains}
    assert [each.rank for each in found] == [*range(1, 201)]
    assert list(found) == sorted(found, key=lambda each: (-each.probability, each.hostname))
    assert 0 < sum(each.probability for each in found) <= 1 + 1e-9


@pytest.mark.longer
@given(histories, st.sampled_from(Turn))
def test_suffix_probabilities_add_up_to_one(domains: list[str], turn: Turn) -> None:
    habits = load_habits()
    mixed = mix_suffixes(suffix_sources(open_dossier("site", domains), habits), habits.sources[turn])
    assert sum(mixed.values()) == pytest.approx(1)


def test_a_shorter_forecast_is_the_beginning_of_a_longer_one() -> None:
    dossier = open_dossier("site", ["salon.example", "salon2.test"])
    assert forecast_names(dossier, 300)[:20] == forecast_names(dossier, 20)
    assert isinstance(forecast_names(dossier, 1)[0], Forecast)


def test_recall_counts_the_events_whose_domain_is_among_the_first() -> None:
    former = ("salon7.example", "salon8.example")
    hit = Succession("salon", "2024-01-01", "salon9.example", former)
    miss = Succession("salon", "2024-02-01", "somewhere-else.example", former)
    assert rank_of(hit) == 1
    assert rank_of(miss) is None
    assert forecast_recall([hit, miss], (1, 10)) == {1: 0.5, 10: 0.5}
    assert forecast_recall([], (10,)) == {10: 0.0}


def test_the_shipped_data_hold_suffixes_and_generic_affixes_and_no_name() -> None:
    habits = load_habits()
    assert habits.trained_until == CUTOFF
    assert json.dumps(sorted(habits.affixes)).isascii()
    assert all(suffix.count(".") <= 1 for suffix in habits.suffixes)
    assert sum(habits.suffixes.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.slow
@pytest.mark.skipif(not SUCCESSIONS.exists(), reason="the dated successions lie outside the repository")
def test_the_forecast_finds_most_of_the_moves_that_it_learned_from() -> None:
    with SUCCESSIONS.open("rb") as lines:
        later = [event for event in parse_successions(lines) if event.at >= EARLIER_CUTOFF and event.former]
    recall = forecast_recall(later, (100, 300))
    assert recall[100] >= 0.59
    assert recall[300] >= 0.70


@pytest.mark.longer
@given(histories, st.sampled_from(["com", "to", "li", "shop", "example", "newword"]), st.sampled_from(list(Turn)))
def test_one_suffix_has_the_share_that_the_whole_mix_gives_it(domains: list[str], suffix: str, turn: Turn) -> None:
    habits, dossier = load_habits(), open_dossier("site", domains)
    knowing = replace(habits, suffixes={**habits.suffixes, suffix: habits.general_share(suffix)})
    mixed = mix_suffixes(suffix_sources(dossier, knowing), habits.sources[turn])
    # The mix brings its sources to a sum of 1 with the suffix that was put in; alone it is not taken off the others.
    # That is 0.0002 of them for a new word, and 0.0005 of the words of its kind.
    assert suffix_share(dossier, suffix, turn, habits) == pytest.approx(max(mixed.get(suffix, 0.0), 2e-5), rel=1e-3)


def test_a_suffix_that_nobody_moved_to_is_as_rare_as_the_rarest_of_its_kind() -> None:
    habits = load_habits()
    assert "newword" not in habits.suffixes
    assert habits.general_share("newword") == min(
        habits.suffixes[each] for each in habits.suffixes if kind_of(each) == "new"
    )
    assert habits.general_share("com") == habits.suffixes["com"]
