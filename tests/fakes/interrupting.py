"""Kill parts of a whole installation at random moments while orders begin and end, and look at what is left."""

import time
from dataclasses import dataclass
from random import Random
from typing import Any

import dns.exception
import dns.query
import dns.rdatatype

from tests.edge.test_agent import ZONES
from tests.fakes.whole import Whole
from tests.waiting import PATIENCE_S

PARTS = ("worker", "edge", "feed", "primary", "database")


@dataclass
class Left:
    """What is there when everything is quiet again."""

    kills: dict[str, int]
    orders: set[str]
    in_force_by_journal: set[str]
    refused_at_edge: set[str]
    check: dict[str, Any]
    doubled: int
    seconds: float


def interrupt(whole: Whole, points: int, seed: int) -> Left:
    """Sign and revoke orders at random, killing one part at `points` moments; then wait until all is quiet."""
    chance = Random(seed)
    started = time.monotonic()
    kills = dict.fromkeys(PARTS, 0)
    for point in range(points):
        part = PARTS[point % len(PARTS)]
        for number in range(2 * point, 2 * point + 2):
            whole.tell("sign", number)
            if chance.random() < 0.3:
                whole.tell("revoke", chance.randrange(number + 1))
        time.sleep(chance.random() * 0.06)
        kill(whole, part)
        kills[part] += 1
        time.sleep(chance.random() * 0.05)
        start(whole, part)
    return _look(whole, kills, started)


def kill(whole: Whole, part: str) -> None:
    if part == "primary":
        whole.names.kill()
    elif part == "database":
        assert whole.database is not None
        whole.database.kill()
    else:
        whole.kill(part)


def start(whole: Whole, part: str) -> None:
    if part == "primary":
        whole.names.start()
    elif part == "database":
        assert whole.database is not None
        whole.database.start_again()
    else:
        whole.start(part)


def _look(whole: Whole, kills: dict[str, int], started: float) -> Left:
    """The installation's own words, and what the agent serves, once both stand still."""
    deadline = time.monotonic() + 2 * PATIENCE_S
    while True:
        state, check = whole.tell("state"), whole.tell("check")
        refused = _served(whole.agent_port)
        orders = set(state.get("blocked", ()))
        settled = not any(check.get(word, 1) for word in ("missing", "surplus", "altered"))
        if (settled and refused == orders) or time.monotonic() > deadline:
            journal = set(state.get("in_force", ()))
            seconds = time.monotonic() - started
            return Left(kills, orders, journal, refused, check, state.get("doubled", -1), seconds)
        time.sleep(0.3)


def _served(port: int) -> set[str]:
    """The names that the agent's zones refuse together."""
    found: dict[str, bool] = {}
    for zone in ZONES:
        try:
            for message in dns.query.xfr("127.0.0.1", zone, port=port, timeout=20, relativize=True):
                for rrset in message.answer:
                    if rrset.rdtype == dns.rdatatype.CNAME:
                        name = rrset.name.to_text().removeprefix("*.")
                        found.setdefault(name, rrset[0].target.to_text() != "rpz-passthru.")
        except (dns.exception.DNSException, OSError, EOFError):
            return set()
    return {name for name, refused in found.items() if refused}
