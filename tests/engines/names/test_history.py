"""What a site's former names tell: stems, series, affixes, suffixes and the days between moves."""

from datetime import date, timedelta

import pytest

from rempart.engines.names import WatchedSite, build_index
from rempart.engines.names.costs import LIKELIEST, missed_share, stem_costs
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.history import Affix, History, dearest_stems, history_words, tell_history
from rempart.engines.names.model import load_model
from rempart.engines.names.screening import screen_hostname
from rempart.engines.names.successors import forecast_names

START = date(2024, 1, 1)


def told(*domains: str, days: tuple[int, ...] = ()) -> History:
    dates: list[date | None] = [START + timedelta(days=day) for day in days]
    dates = dates or [None] * len(domains)
    return tell_history(domains, dates, load_model(), ("fr",))


def test_a_history_is_learned_from_the_names_alone() -> None:
    history = told(
        "orchidroom.example",
        "orchidroom2.example",
        "orchidroom4.test",
        "neworchidroom.test",
        "orchid-room6.test",
        days=(0, 10, 20, 50, 50),
    )
    first = history.stems[0]
    assert (first.shown, first.uses, len(first.days)) == ("orchidroom", 4, 4)
    assert first.decades > 6
    (series,) = history.series
    assert (series.template, series.numbers, series.step, series.next) == ("orchidroom#", (2, 4), 2, 6)
    assert history.affixes == (Affix("new", "before", 1),)
    assert history.suffixes == (("test", 3), ("example", 2))
    assert (history.gaps, history.usual_gap) == ((10, 10, 30), 10)
    assert (history.moves, history.kept_label, history.kept_suffix) == (4, 0, 3)


def test_the_words_name_what_comes_next() -> None:
    said = {reason.code: reason.text for reason in history_words(told("room7.test", "room8.test", days=(0, 9)))}
    assert "9 would come next" in said["dossier.series"]
    assert "within 9 days" in said["dossier.gaps"]
    assert "dossier.common_stem" in said


def test_what_is_rarer_than_was_counted_is_told_as_less_than_that() -> None:
    (said, *_) = history_words(told("violetorchidparlour.example"))
    assert said.text.endswith(" by chance less than 1 time in 1,000,000,000.")
    (said, *_) = history_words(told("violetorchidparlour.example", "violetorchidparlour.test", "tavern.example"))
    assert said.text.endswith("(by chance in less than 1 new name of 1,000,000,000).")
    (said, *_) = history_words(told("tavern.example"))
    assert " by chance 1 time in " in said.text


@pytest.mark.parametrize("domains", [(), ("orchidroom.example",), ("test",)])
def test_little_history_gives_few_words_and_no_error(domains: tuple[str, ...]) -> None:
    history = told(*domains)
    assert (history.moves, history.gaps, history.series) == (0, (), ())
    assert len(history_words(history)) <= 2


def test_numbers_that_go_down_or_stay_still_lead_on() -> None:
    (series,) = told("orchidroom9.test", "orchidroom7.test", "orchidroom7.example").series
    assert (series.step, series.next) == (-2, 10)


def test_one_letter_and_everyday_stems_are_told_with_what_they_cost_the_dearest_first() -> None:
    sites = [
        WatchedSite("rare", ("orchidroom.example",)),
        WatchedSite("word", ("forum.example",)),
        WatchedSite("letter", ("a.example",)),
    ]
    dear, total = dearest_stems(build_index(sites), 5)
    assert total == 2
    assert len(dearest_stems(build_index(sites), 1)[0]) == 1
    assert [site for site, _ in dear] == ["letter", "word"]
    assert "about 5 012 read so" in dear[0][1].text


@pytest.mark.longer
@pytest.mark.parametrize(
    ("domains", "least", "most"),
    [
        (("forum.example",), 10, 60),
        (("films.example", "films1.test"), 2, 60),
        (("a.example",), 10, 60),
        (("orchidroom.example", "orchidroom3.test"), 0, 0),
    ],
)
def test_what_an_everyday_word_costs_in_recall_is_what_the_screen_would_not_tell(
    domains: tuple[str, ...], least: int, most: int
) -> None:
    dossier, index = open_dossier("", domains), build_index([WatchedSite("", domains)])
    likely = forecast_names(dossier, LIKELIEST)
    untold = sum(each.probability for each in likely if not screen_hostname(each.hostname, index))
    share = 100 * missed_share(dossier, load_model())
    # The gate passes nearly all that the site may be called.
    assert share == pytest.approx(100 * untold / sum(each.probability for each in likely), abs=3)
    assert least <= share <= most
    assert [warning.values["missed"] for warning in told(*domains).warnings] == [f"{share:.0f}"] * (least > 0)


def test_a_warning_tells_how_common_a_stem_is_and_what_watching_it_costs() -> None:
    history = told("forum.example")
    (stem,) = history.stems
    assert stem.alike == pytest.approx(100_000 * 10**-stem.decades)
    (cost,) = stem_costs(open_dossier("", ["forum.example"]), load_model())
    (warning,) = history.warnings
    assert float(warning.values["alerts"]) == pytest.approx(cost.alerts, rel=0.5)
