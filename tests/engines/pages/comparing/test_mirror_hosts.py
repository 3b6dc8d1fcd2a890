"""Hosts of mirrors, where the name itself is taken."""

import pytest

from rempart.engines.pages import Trades
from rempart.engines.pages.comparing.mirror_hosts import may_be_a_mirrors, names_nobody
from rempart.engines.verdict.calibration import calibration_of

TRADES = calibration_of("19").comparison.trades


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("velmoralogin.example", "velmora"),
        ("velmoraloginit.example", "velmora"),
        ("casino-velmora-it.example", "velmora"),
        ("velmra24.test", "velmora"),
        ("vlemora.test", "velmora"),
        ("valmora-casino.test", "velmora"),
        ("wenlink.test", "venlink"),
        ("best-slots-24.example", "velmora"),
        ("casino-ru-7.example", "lantern"),
        ("lanternscommesseit.example", "lantern"),
    ],
)
def test_a_host_that_says_the_name_or_nobodys_may_be_a_mirrors(host: str, name: str) -> None:
    assert may_be_a_mirrors(host, frozenset({name}), TRADES)
    assert not may_be_a_mirrors(host, frozenset({name}), Trades(words=TRADES.words, joined=TRADES.joined))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("velmora-ashby.example", "velmora"),
        ("velmorahotel.test", "velmora"),
        ("velmora-reviews.example", "velmora"),
        ("lanterns.example", "lantern"),
        ("lanternit.example", "lantern"),
        ("lantern-uk.example", "lantern"),
        ("shop-ashby.example", "lantern"),
        ("best-shop24.example", "lantern"),
        ("login-24.example", "lantern"),
        ("best-slots.pages.test", "lantern"),
        ("ostravel.example", "velmora"),
        ("", "velmora"),
    ],
)
def test_a_host_that_says_another_or_an_owners_word_is_none(host: str, name: str) -> None:
    assert not may_be_a_mirrors(host, frozenset({name}), TRADES)


def test_a_label_below_a_host_that_names_nobody_is_a_services_to_give() -> None:
    assert names_nobody("best-casino-24.example", TRADES)
    assert not names_nobody("user7.best-casino-24.example", TRADES)
