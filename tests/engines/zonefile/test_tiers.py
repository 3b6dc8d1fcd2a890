"""Three zones together say what one would, whatever is said in whatever order, and between any two rounds."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.zonefile import PASS, Answer, Entry
from rempart.engines.zonefile.tiers import COLD, FRESH, TITLES, Tiers, ZoneChange
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.hostname import Hostname
from tests.examples import examples

# A family of names above and below each other, and a stranger.
NAMES = [Hostname(name) for name in ("a.test", "b.a.test", "c.b.a.test", "d.a.test", "e.test")]
ASKED = [*NAMES, "x.a.test", "x.b.a.test", "y.x.c.b.a.test", "x.e.test", "f.test"]
ANSWERS = [Answer(), Answer("nodata"), Answer("address", "::1")]
ENTRY = st.builds(Entry, st.sampled_from(NAMES), st.booleans(), st.sampled_from(ANSWERS))
# Rounds often, and limits that let everything sink: what matters happens between the zones.
ACT = st.one_of(ENTRY, st.just(True), st.sampled_from(NAMES), st.sampled_from([True, True, False]))


def say_one(zone: WireZone, name: str) -> Entry | None:
    """What one policy zone says of a name: the name itself, else the wildcard of the closest name that is there,
    if only as a part of a longer one (RFC 4592)."""
    exact = zone.get(Hostname(name))
    if exact is not None:
        return exact
    there = {".".join(held.split(".")[at:]) for held in zone.names for at in range(held.count(".") + 1)}
    _, _, parent = name.partition(".")
    while parent not in there and parent:
        _, _, parent = parent.partition(".")
    found = zone.get(Hostname(parent))
    return found if found is not None and found.subdomains else None


def answer(zones: tuple[WireZone, ...], name: str) -> Answer | None:
    """What a resolver that looks through the zones in order answers, None: the truth."""
    found = next((entry for zone in zones if (entry := say_one(zone, name)) is not None), None)
    return None if found is None or found.answer == PASS else found.answer


def is_refused(wanted: Mapping[Hostname, Entry], name: str) -> bool:
    return any(
        name == entry.hostname or (entry.subdomains and name.endswith(f".{entry.hostname}"))
        for entry in wanted.values()
    )


def do(tiers: Tiers, wanted: dict[Hostname, Entry], act: Entry | Hostname | bool) -> tuple[ZoneChange, ...]:
    """A round, an order, or its end."""
    if isinstance(act, bool):
        return tiers.settle((0, 0), mass=act)
    hostname = act.hostname if isinstance(act, Entry) else act
    if isinstance(act, Entry):
        wanted[hostname] = act
    else:
        wanted.pop(hostname, None)
    return tiers.obey(hostname, wanted.get, [name for name in wanted if name.endswith(f".{hostname}")])


@examples(300)
@given(st.lists(ACT, max_size=30))
def test_three_zones_refuse_what_the_orders_say_and_nothing_else(acts: list[Entry | Hostname | bool]) -> None:
    tiers, wanted = Tiers("fresh.test", "hot.test", "cold.test"), dict[Hostname, Entry]()
    for act in acts:
        do(tiers, wanted, act)
        for name in ASKED:
            assert (answer(tiers.zones, name) is not None) == is_refused(wanted, name), (act, name)
        uncovered = {name: entry for name, entry in wanted.items() if not is_refused(without(wanted, name), name)}
        assert {name: tiers.get(name) for name in tiers.names()} == uncovered


def without(wanted: Mapping[Hostname, Entry], name: Hostname) -> dict[Hostname, Entry]:
    return {other: entry for other, entry in wanted.items() if other != name}


@examples(60)
@given(st.lists(ACT, max_size=25))
def test_the_changes_alone_make_the_same_zones_again(acts: list[Entry | Hostname | bool]) -> None:
    tiers, again = Tiers("fresh.test", "hot.test", "cold.test"), Tiers("fresh.test", "hot.test", "cold.test")
    wanted: dict[Hostname, Entry] = {}
    for act in acts:
        for change in do(tiers, wanted, act):
            assert again.change(change.zone, change.removed, change.added) == change
    assert [list(zone.whole()) for zone in again.zones] == [list(zone.whole()) for zone in tiers.zones]


def test_lifting_a_name_of_the_mass_leaves_the_mass_alone() -> None:
    tiers = Tiers("fresh.test", "hot.test", "cold.test")
    tiers.change(COLD, (), [Entry(NAMES[4])])
    (change,) = tiers.obey(NAMES[4], lambda _name: None)
    assert (change.zone, change.added) == (FRESH, (Entry(NAMES[4], True, PASS),))
    assert list(tiers.names()) == []


@pytest.mark.parametrize("rounds", [0, 1, 2, 3])
@pytest.mark.parametrize(("first", "then"), [("b.a.test", "a.test"), ("a.test", "b.a.test"), ("a.test", "c.b.a.test")])
def test_a_name_ordered_above_or_below_one_that_was_lifted_is_refused_whole(first: str, then: str, rounds: int) -> None:
    tiers, wanted = Tiers("fresh.test", "hot.test", "cold.test"), dict[Hostname, Entry]()
    acts: list[Entry | Hostname | bool] = [Entry(Hostname(first)), *[True] * rounds, Hostname(first)]
    acts += [Entry(Hostname(then)), True, True, True]
    for act in acts:
        do(tiers, wanted, act)
        for name in ASKED:
            assert (answer(tiers.zones, name) is not None) == is_refused(wanted, name), (act, name)


ORDER = st.one_of(ENTRY, st.sampled_from(NAMES))


@examples(200)
@given(st.lists(ACT, max_size=15), st.lists(ORDER, max_size=10), st.lists(ORDER, max_size=5))
def test_zones_that_begin_anew_each_say_all_that_is_refused_until_they_are_cleared(
    before: list[Entry | Hostname | bool], hidden: list[Entry | Hostname], after: list[Entry | Hostname]
) -> None:
    tiers, wanted = Tiers("fresh.test", "hot.test", "cold.test"), dict[Hostname, Entry]()
    for act in before:
        do(tiers, wanted, act)
    serials = [zone.serial for zone in tiers.zones]
    tiers.hide()
    for order in hidden:
        do(tiers, wanted, order)
    assert [zone.serial for zone in tiers.zones] == serials
    tiers.begin(77)
    uncovered = {name: entry for name, entry in wanted.items() if not is_refused(without(wanted, name), name)}
    for zone in tiers.zones:
        assert {name: zone.get(name) for name in zone.names} == uncovered
        assert (zone.serial, zone.changes_since(serials[0])) == (77, None)
    for order in after:
        do(tiers, wanted, order)
        assert_refused(tiers, wanted)
    tiers.clear()
    assert_refused(tiers, wanted)
    for _ in range(3):
        tiers.settle((0, 0))
        assert_refused(tiers, wanted)


def assert_refused(tiers: Tiers, wanted: Mapping[Hostname, Entry]) -> None:
    for name in ASKED:
        assert (answer(tiers.zones, name) is not None) == is_refused(wanted, name), name


def test_what_is_cleared_is_what_the_mass_says_too() -> None:
    tiers, wanted = Tiers("fresh.test", "hot.test", "cold.test"), {name: Entry(name) for name in NAMES[3:]}
    for name in wanted:
        tiers.obey(name, wanted.get)
    tiers.begin(77)
    later = Hostname("later.test")
    wanted[later] = Entry(later)
    do(tiers, wanted, later_order := wanted[later])
    do(tiers, wanted, NAMES[4])
    assert tiers.clear() == (80, 78)
    assert [set(zone.names) for zone in tiers.zones] == [{later, NAMES[4]}, set(), set(NAMES[3:])]
    assert (tiers.get(later), tiers.get(NAMES[4])) == (later_order, None)


def many(names: int) -> tuple[Tiers, dict[Hostname, Entry]]:
    entries = {Hostname(f"n{number}.example"): Entry(Hostname(f"n{number}.example")) for number in range(names)}
    return Tiers("fresh.rempart.test", "hot.rempart.test", "cold.rempart.test"), entries


def test_zones_of_many_names_begin_and_are_cleared_in_a_fraction_of_the_time_that_it_takes_to_hear_of_them() -> None:
    """An agent does nothing else meanwhile: it ends no term and obeys no order."""
    tiers, entries = many(20_000)
    tiers.hide()
    began = time.process_time()
    for name in entries:
        tiers.obey(name, entries.get)
    heard_s, began = time.process_time() - began, time.process_time()
    tiers.begin(5)
    assert [len(zone) for zone in tiers.zones] == 3 * [20_000]
    tiers.clear()
    spent_s = time.process_time() - began
    assert [len(zone) for zone in tiers.zones] == [0, 0, 20_000]
    assert spent_s < heard_s / 4


def test_many_names_settle_in_a_time_that_grows_no_faster_than_they_do() -> None:
    """An agent does nothing else in a round."""

    def settled_s(names: int) -> float:
        tiers, entries = many(names)
        for title in TITLES:
            tiers.change(title, (), entries.values())
        began = time.process_time()
        for _ in range(2):
            tiers.settle((500, 10_000))
        spent = time.process_time() - began
        assert [len(zone) for zone in tiers.zones] == [0, 0, names]
        return spent

    settled_s(500)
    assert settled_s(16_000) < 30 * settled_s(2_000) + 0.5
