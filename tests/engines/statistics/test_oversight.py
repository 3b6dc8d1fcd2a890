"""The oversight report from a journal: figures that were published by an overseer, reproduced to the unit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from rempart.engines.statistics import change, count_years

OFFENCES = {"basis-a": "child-abuse", "basis-b": "terrorism"}


@dataclass(frozen=True)
class Entry:
    """One entry of an invented journal."""

    act: str
    at: datetime
    subject: str = ""
    account_id: object = "somebody"
    facts: Mapping[str, Any] = field(default_factory=dict)


# (removal by offence, removed, blocks, dereferencing, sittings); figures of the French overseer's reports. Of 2020 the
# sum of the last two is published; how it divides follows from the changes that were published for 2021.
PUBLISHED = {
    2017: ({"child-abuse": 35_110}, 0, 763, 3_115, 0),
    2020: ({"child-abuse": 50_448}, 0, 520, 4_137, 0),
    2021: ({"child-abuse": 118_407, "terrorism": 14_888}, 0, 439, 4_219, 37),
    2022: ({"child-abuse": 67_577, "terrorism": 15_177}, 73_685, 392, 2_951, 0),
}
BASES = {offence: basis for basis, offence in OFFENCES.items()}


def journal() -> Iterator[Entry]:
    """Orders that block, and notices that each rest on one of them."""
    ids = count()
    for year, (removal, removed, blocks, dereferencing, sittings) in PUBLISHED.items():
        at = datetime(year, 2, 1, tzinfo=UTC)
        order_of = {offence: f"order {next(ids)}" for offence in removal}
        further = [f"order {next(ids)}" for _ in range(blocks - len(order_of))]
        for order in (*order_of.values(), *further):
            offence = next((name for name, known in order_of.items() if known == order), "child-abuse")
            facts = {"order_id": order, "legal_basis": BASES[offence]}
            yield Entry("orders.order_in_force", at, order, facts=facts)
        left = removed
        for offence, number in removal.items():
            done = min(left, number)
            left -= done
            yield from notices("hoster", order_of[offence], number, done, at, ids)
        yield from notices("search", order_of["child-abuse"], dereferencing, 0, at, ids)
        for day in range(sittings):
            yield Entry("orders.order_recommended", at + timedelta(days=day), facts={"order_id": "x"})


def notices(recipient: str, order: str, number: int, removed: int, at: datetime, ids: Iterator[int]) -> Iterator[Entry]:
    for position in range(number):
        notice = str(next(ids))
        yield Entry("referrals.notice_prepared", at, notice, facts={"recipient": recipient, "order_id": order})
        yield Entry("referrals.notice_sent", at, notice)
        if position < removed:
            yield Entry("referrals.notice_answered", at, notice, facts={"kind": "removed"})


@pytest.mark.slow
def test_published_figures_are_reproduced_to_the_unit() -> None:
    years = count_years(journal(), OFFENCES)
    assert {year: found.total for year, found in years.items()} == {
        2017: 38_988,
        2020: 55_105,
        2021: 137_953,
        2022: 82_754 + 392 + 2_951,
    }
    assert {year: found.removal.total() for year, found in years.items()} == {
        2017: 35_110,
        2020: 50_448,
        2021: 133_295,
        2022: 82_754,
    }
    assert years[2021].removal == {"child-abuse": 118_407, "terrorism": 14_888}
    assert (years[2021].blocking.total(), years[2021].dereferencing.total()) == (439, 4_219)
    assert change(years[2020].blocking.total(), years[2021].blocking.total()) == -16
    assert change(years[2020].dereferencing.total(), years[2021].dereferencing.total()) == 2
    assert years[2021].sittings == 37
    assert (years[2022].blocking.total(), years[2022].dereferencing.total()) == (392, 2_951)
    assert years[2022].removed == 73_685


def story(*told: tuple[float, str, dict[str, Any]], account_id: object = "somebody") -> list[Entry]:
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    return [
        Entry(act, start + timedelta(seconds=after), "o", account_id, {"order_id": "o"} | facts)
        for after, act, facts in told
    ]


def test_objections_that_were_followed_and_the_times_that_nobody_publishes() -> None:
    entries = story(
        (0, "orders.order_in_force", {"legal_basis": "basis-a"}),
        (1.5, "probes.probe_finished", {"outcome": "not-effective"}),
        (2, "probes.probe_finished", {"outcome": "effective"}),
        (9, "probes.probe_finished", {"outcome": "effective"}),
        (20, "orders.order_objected", {}),
        (30, "orders.order_revoked", {}),
        (31, "probes.probe_finished", {"outcome": "lifted"}),
    )
    (found,) = count_years(entries, OFFENCES).values()
    assert (found.objections, found.followed, found.open_objections) == (1, 1, 0)
    assert (found.time_to_effect.median_s, found.time_to_lift.median_s) == (2.0, 1.0)
    assert (found.sittings, found.examined) == (1, 1)


def test_an_emergency_that_the_overseer_stopped_is_looked_at_and_suspended_and_one_that_a_signer_ended_is_not() -> None:
    by_overseer = story((0, "orders.order_revoked", {"stopped": True}))
    by_signer = story((0, "orders.order_revoked", {"stopped": False}), (1, "orders.order_revoked", {}))
    (found,) = count_years([*by_overseer, *by_signer], OFFENCES).values()
    assert (found.sittings, found.examined, found.suspensions) == (1, 1, 1)


def test_a_suspension_by_the_system_is_no_sitting() -> None:
    by_system = story((0, "orders.order_suspended", {}), account_id=None)
    by_overseer = story((0, "orders.order_suspended", {}))
    (found,) = count_years([*by_system, *by_overseer], OFFENCES).values()
    assert (found.sittings, found.examined, found.suspensions) == (1, 1, 1)


def test_an_unknown_basis_is_counted_under_its_own_code() -> None:
    entries = story((0, "orders.order_in_force", {"legal_basis": "new"}))
    assert count_years(entries, OFFENCES)[2026].blocking == {"new": 1}


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert change(0, 5) is None
