"""A new state says nothing before the hub has said all, keeps that over restarts, and does not wait for ever."""

import asyncio
import contextlib
import json
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rempart.edge.agent import Agent
from rempart.edge.deltas import sign_line
from rempart.edge.receipts import ReceiptFile
from rempart.edge.state import EdgeState, StateFile, StateUnreadableError, first_serial, hidden_facts, load_state
from rempart.engines.zonefile import is_newer
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, NOW, ZONES, Hub, mandate
from tests.edge.test_settling import SetClock
from tests.factories.agents import make_agent

Start = Callable[..., tuple[Agent, EdgeState]]
BEGUN = int(NOW.timestamp())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Each call is a start of the agent from what is on disk."""
    path, files = tmp_path / "changes.jsonl", []

    def begin(at: datetime = NOW, **other: Any) -> tuple[Agent, EdgeState]:
        state = load_state(path, ZONES)
        files.append(StateFile(path))
        if not state.lines:
            state.tiers.hide()
            files[-1].append([hidden_facts()])
        clock = SetClock()
        clock.at = at
        return make_agent(state, files[-1], clock=clock, **other), state

    yield begin
    for file in files:
        file.close()


def names_of(state: EdgeState) -> list[set[str]]:
    return [set(zone.names) for zone in state.tiers.zones]


def test_its_zones_are_hidden_over_a_restart_until_all_is_said_and_each_says_all_then(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, f"{name}.example")), HUB) for name in ("one", "two", "three"))
    agent, state = start()
    assert (state.shown, agent.sequence) == (False, 2)
    agent.obey([sign_line(hub.say("end", "two"), HUB)])
    agent.catch_up()
    for seen in (state, start()[1]):
        assert (seen.shown, names_of(seen)) == (True, 3 * [{"one.example", "three.example"}])
        assert [zone.serial for zone in seen.tiers.zones] == 3 * [BEGUN + 1]
        assert seen.tiers.fresh.changes_since(1) is None  # fetched whole
    agent.catch_up()  # the hub says each two seconds that it has no more
    assert state.tiers.fresh.serial == BEGUN + 1


def test_only_the_mass_keeps_the_names_after_two_rounds(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
    agent.catch_up()
    agent.settle()
    agent.settle()
    assert names_of(state) == [set(), set(), {"one.example"}]


def test_the_upper_zones_are_cleared_over_a_restart_once_the_mass_was_served_for_a_whole_round(start: Start) -> None:
    hub, (agent, _) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
    agent.catch_up()
    agent.settle()
    agent, _ = start()
    agent.settle()
    agent.obey([sign_line(hub.serve(mandate("two", "two.example")), HUB)])
    agent.settle()
    state = start()[1]
    assert names_of(state) == [{"two.example"}, set(), {"one.example"}]
    assert [zone.serial - BEGUN for zone in state.tiers.zones] == [3, 2, 1]


def test_what_a_file_of_before_says_that_the_zones_began_with_is_served(start: Start, tmp_path: Path) -> None:
    """It listed all of it for each zone, in a line that took seconds to write."""
    hub, (agent, state) = Hub(), start()
    agent.obey(sign_line(hub.serve(mandate(name, f"{name}.example")), HUB) for name in ("one", "two"))
    added = [[f"{name}.example", True, "nxdomain"] for name in ("one", "two")]
    changes = [
        {"zone": title, "serial": BEGUN + 1, "removed": [], "added": added} for title in ("cold", "hot", "fresh")
    ]
    removed = {"zone": "fresh", "serial": BEGUN + 2, "removed": ["one.example", "two.example"], "added": []}
    with (tmp_path / "changes.jsonl").open("a") as file:
        file.writelines(
            json.dumps(line) + "\n" for line in ({"begun": BEGUN, "changes": changes}, {"changes": [removed]})
        )
    state = start()[1]
    assert names_of(state) == [set(), {"one.example", "two.example"}, {"one.example", "two.example"}]
    assert [zone.serial - BEGUN for zone in state.tiers.zones] == [2, 1, 1]


@pytest.mark.parametrize("serials", [[BEGUN + 2, BEGUN + 3], []])
def test_a_file_whose_zones_were_cleared_at_other_serials_is_not_served(
    start: Start, tmp_path: Path, serials: list[int]
) -> None:
    agent, _ = start()
    agent.catch_up()
    with (tmp_path / "changes.jsonl").open("a") as file:
        file.write(json.dumps({"cleared": serials}) + "\n")
    with pytest.raises(StateUnreadableError):
        start()


@pytest.mark.parametrize("restarted", [False, True])
def test_no_resolver_is_asked_of_what_it_is_not_shown_yet(start: Start, tmp_path: Path, restarted: bool) -> None:
    """Its word on the zones of before would be no receipt of these."""

    async def questions() -> tuple[int, int]:
        hub, (agent, state) = Hub(), start()
        receipts = ReceiptFile(tmp_path / "receipts.jsonl", state.lines)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
            resolver.bind(("127.0.0.1", 0))
            resolver.setblocking(False)
            where = {"resolver": Endpoint(*resolver.getsockname())}
            agent = start(receipts=receipts, **where)[0]
            agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
            if restarted:
                await agent.stop()
                receipts.close()
                agent = start(receipts=ReceiptFile(tmp_path / "receipts.jsonl", state.lines), **where)[0]
            assert len(agent.receipts.owed) == 1
            hidden = waiting(resolver)
            agent.catch_up()
            shown = waiting(resolver)
            await agent.stop()
            agent.receipts.close()
        return hidden, shown

    assert asyncio.run(questions()) == (0, 1)


def waiting(listening: socket.socket) -> int:
    """How many datagrams came."""
    count = 0
    with contextlib.suppress(BlockingIOError):
        while listening.recv(4096):
            count += 1
    return count


def test_what_the_resolver_had_is_answered_after_a_day_without_a_hub(start: Start) -> None:
    agent, state = start()
    for _ in range(24 * 60 - 1):
        agent.settle()
    assert not state.shown
    agent.settle()
    assert (state.shown, state.tiers.fresh.serial) == (True, BEGUN + 1)


def test_a_term_that_is_over_before_all_is_said_is_never_shown(start: Start) -> None:
    hub, (agent, _) = Hub(), start()
    brief = mandate("brief", "brief.example", expires_at=NOW + timedelta(hours=1))
    agent.obey([sign_line(hub.serve(brief), HUB)])
    agent, _ = start(NOW + timedelta(hours=1))
    agent.end_terms()
    agent.catch_up()
    assert names_of(start()[1]) == [set(), set(), set()]


def test_it_begins_after_any_serial_that_it_has_itself(start: Start) -> None:
    _, state = start()
    for serial in (1, BEGUN - 1, BEGUN, BEGUN + 5):
        for zone in state.tiers.zones:
            zone.begin(serial)
        assert is_newer(first_serial(NOW, state.tiers.zones), serial)


@pytest.mark.parametrize("year", [2037, 2038, 2039, 2105, 2106, 2107])
@pytest.mark.parametrize("years", [0, 1, 60])
def test_zones_begin_after_those_of_a_lost_state_whatever_the_seconds_since_1970_have_come_to(
    start: Start, year: int, years: int
) -> None:
    """Serial numbers go round (RFC 1982): the seconds do in February 2106, and are half-way in January 2038."""
    zones = start()[1].tiers.zones
    lost_at = datetime(year, 1, 1, tzinfo=UTC)
    lost, then = (first_serial(at, zones) for at in (lost_at, lost_at.replace(year=year + years, month=12)))
    assert is_newer(then, lost)
    assert is_newer(lost, first_serial(lost_at - timedelta(days=1), zones))


@pytest.mark.parametrize("confirmed", [BEGUN - (1 << 20), BEGUN, BEGUN + 5, BEGUN + (1 << 29)])
def test_it_begins_after_any_serial_that_the_hub_has_receipts_of(start: Start, confirmed: int) -> None:
    agent, state = start()
    agent.compare_state(3, confirmed)
    agent.catch_up()
    assert is_newer(state.tiers.fresh.serial, confirmed)
    assert is_newer(confirmed + (1 << 21), state.tiers.fresh.serial)


@pytest.mark.parametrize("confirmed", [1, BEGUN - (1 << 21), BEGUN + (1 << 30), (1 << 32) - 1])
def test_no_hub_names_a_serial_from_which_the_right_ones_look_old(start: Start, confirmed: int) -> None:
    assert first_serial(NOW, start()[1].tiers.zones, confirmed) == BEGUN


def two_names_and_a_backup(start: Start, tmp_path: Path) -> tuple[Hub, Agent, EdgeState]:
    """The agent that was started from a backup of when it knew `one.example` alone."""
    hub, (agent, _) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
    agent.catch_up()
    backup = (tmp_path / "changes.jsonl").read_bytes()
    agent.obey([sign_line(hub.serve(mandate("two", "two.example")), HUB)])
    (tmp_path / "changes.jsonl").write_bytes(backup)
    return hub, *start()


@pytest.mark.parametrize(("reached", "serial"), [(1, 0), (0, BEGUN + 2)])
def test_an_older_state_that_was_put_back_shows_nothing_until_the_hub_has_said_all(
    start: Start, tmp_path: Path, reached: int, serial: int
) -> None:
    hub, agent, state = two_names_and_a_backup(start, tmp_path)
    agent.compare_state(reached, serial)
    assert not state.shown
    agent, state = start()
    assert not state.shown
    agent.obey([sign_line(hub.serve(mandate("two", "two.example")), HUB)])
    agent.compare_state(reached, serial)
    agent.catch_up()
    for seen in (state, start()[1]):
        assert (seen.shown, names_of(seen)) == (True, 3 * [{"one.example", "two.example"}])
        assert is_newer(seen.tiers.fresh.serial, max(serial, BEGUN + 1))


def test_a_hub_that_says_again_and_again_that_the_state_is_old_has_it_begin_anew_once(
    start: Start, tmp_path: Path
) -> None:
    _, agent, state = two_names_and_a_backup(start, tmp_path)
    for _ in range(3):
        agent.compare_state(1 << 40, (1 << 32) - 1)
        agent.catch_up()
    assert state.lines == 5  # hidden, one, begun, and hidden and begun again


def test_a_state_that_knows_all_of_its_receipts_goes_on(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
    agent.catch_up()
    agent.compare_state(0, BEGUN + 1)
    assert state.shown


def test_an_order_that_is_suspended_is_not_shown_before_the_line_that_says_so(start: Start) -> None:
    hub, (agent, state) = Hub(), start()
    agent.obey([sign_line(hub.serve(mandate("one", "one.example")), HUB)])
    assert not state.shown
    agent.obey([sign_line(hub.say("suspend", "one"), HUB)])
    agent.catch_up()
    assert names_of(state) == [set(), set(), set()]
