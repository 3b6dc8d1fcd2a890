"""What the agent serves, kept on disk before it is served: a file of changes that only grows, and what it amounts to.

The same file is the history of the zones, so that a resolver gets changes, never a whole zone, also after a restart.
A last line that a power cut left half-written is cut off; anything else that cannot be read stops the start.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rempart.edge.deltas import Delta, Kind
from rempart.edge.receipts import Question
from rempart.engines.policy.mandates import Mandate
from rempart.engines.zonefile import PASS, Answer, Entry, parse_answer
from rempart.engines.zonefile.tiers import Tiers, ZoneChange, parents
from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.kernel.hostname import Hostname


class StateUnreadableError(InputRejectedError):
    """The state file was damaged; serving less than before would open a hole."""

    code = "edge.state_unreadable"
    template = "{path}, line {line}: {problem}. Restore the file from a backup, or move it away to fetch all again."


@dataclass(slots=True)
class Held:
    """One order that the agent knows: its mandate, whether it is suspended, and when somebody last looked."""

    mandate: Mandate
    looked_at: datetime
    suspended: bool = False
    unchecked: bool = False

    @property
    def serves(self) -> bool:
        """Whether it is neither suspended nor overdue for a look."""
        return not self.suspended and not self.unchecked

    @property
    def recheck_due_at(self) -> datetime:
        """Until when the order is served without another look."""
        return self.looked_at + timedelta(days=self.mandate.recheck_days)

    @property
    def ends_at(self) -> datetime:
        """When something has to be done about it next: its re-check is due, or its term is over."""
        return self.mandate.expires_at if self.unchecked else min(self.mandate.expires_at, self.recheck_due_at)


@dataclass(slots=True)
class EdgeState:
    """Orders held, orders over (never served again), the last sequence obeyed, and the zones.

    `hub` is the key, in hex, whose lines `sequence` counts. `lines` is how many the file has; `recent` is what of them
    may still want a receipt, as the file was loaded.
    """

    tiers: Tiers
    held: dict[str, Held] = field(default_factory=dict)
    over: dict[str, int] = field(default_factory=dict)
    by_name: dict[Hostname, set[str]] = field(default_factory=dict)
    sequence: int = -1
    hub: str = ""
    lines: int = 0
    recent: list[Question] = field(default_factory=list)
    _names_below: Counter[str] = field(default_factory=Counter)

    def follow(self, hub: str) -> bool:
        """From now on the lines under this key; how far another's went says nothing of them. Whether it is a new key.

        Whoever stole the other could sign a line so far ahead that no honest one would come after it.
        """
        if hub == self.hub:
            return False
        self.sequence = -1 if self.hub else self.sequence
        self.hub = hub
        return True

    def obey(self, delta: Delta) -> Hostname | None:
        """Take one judged delta in; the name whose zone entry may change by it. Nothing is served yet."""
        self.sequence = delta.sequence
        if delta.kind is Kind.SERVE and delta.mandate is not None:
            return self._take(delta.mandate)
        held = self.held.get(delta.order_id)
        if held is None:
            return None
        if delta.kind is Kind.END:
            return self.drop(delta.order_id)
        if delta.looked_at is not None:
            held.looked_at = max(held.looked_at, delta.looked_at)
            held.unchecked = False
        else:
            held.suspended = delta.kind is Kind.SUSPEND
        return held.mandate.hostname

    def miss_recheck(self, order_id: str) -> Hostname:
        """Nobody looked at the order again in time: it is not served until somebody did."""
        held = self.held[order_id]
        held.unchecked = True
        return held.mandate.hostname

    def drop(self, order_id: str) -> Hostname:
        """The order is over, for ever: a renewal is a mandate of a higher number."""
        held = self.held.pop(order_id)
        name = held.mandate.hostname
        self.over[order_id] = held.mandate.number
        orders = self.by_name[name]
        orders.discard(order_id)
        if not orders:
            del self.by_name[name]
            self._names_below.subtract(parents(name))
        return name

    def serve(self, name: Hostname) -> tuple[ZoneChange, ...]:
        """Make the zones say of the name what its orders say."""
        below = [other for other in self.by_name if other.endswith(f".{name}")] if self._names_below[name] > 0 else []
        return self.tiers.obey(name, self.wanted, below)

    def wanted(self, hostname: Hostname) -> Entry | None:
        """What shall be served for the name: the widest of its orders, answered as the oldest says."""
        orders = [self.held[order_id] for order_id in self.by_name.get(hostname, ())]
        mandates = sorted(
            (held.mandate for held in orders if held.serves),
            key=lambda one: one.issued_at,
        )
        if not mandates:
            return None
        wide = any(mandate.subdomains for mandate in mandates)
        return Entry(hostname, subdomains=wide, answer=parse_answer(mandates[0].answer))

    def _take(self, mandate: Mandate) -> Hostname | None:
        ended = self.over.get(mandate.order_id, -1)
        held = self.held.get(mandate.order_id)
        newest = max(ended, held.mandate.number if held else -1)
        if mandate.number <= newest:
            return None  # an old mandate again: what was ended stays ended
        self.held[mandate.order_id] = Held(mandate, looked_at=mandate.issued_at)
        if mandate.hostname not in self.by_name:
            self.by_name[mandate.hostname] = set()
            self._names_below.update(parents(mandate.hostname))
        self.by_name[mandate.hostname].add(mandate.order_id)
        return mandate.hostname


class StateFile:
    """The file behind the state. Every line is on disk before `append` returns; many lines wait for it together."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = path.open("ab")

    def append(self, lines: Iterable[dict[str, Any]]) -> None:
        """Write lines and wait until the disk has them."""
        self._file.write(b"".join(json.dumps(facts, separators=(",", ":")).encode() + b"\n" for facts in lines))
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def delta_facts(delta: Delta, changes: Iterable[ZoneChange]) -> dict[str, Any]:
    """One line of the file: the delta that was obeyed and the zone changes that it led to."""
    facts: dict[str, Any] = {"sequence": delta.sequence, "kind": delta.kind, "order_id": delta.order_id}
    if delta.mandate is not None:
        facts["mandate"] = delta.mandate.to_json()
    if delta.looked_at is not None:
        facts["looked_at"] = delta.looked_at.isoformat()
    return facts | change_facts(changes)


def hub_facts(hub: str) -> dict[str, Any]:
    """One line of the file: whose lines come after it."""
    return {"hub": hub, "changes": []}


def expiry_facts(order_id: str, changes: Iterable[ZoneChange]) -> dict[str, Any]:
    """One line of the file: a term that ended here, hub or no hub."""
    return {"expired": order_id} | change_facts(changes)


def unchecked_facts(order_id: str, changes: Iterable[ZoneChange]) -> dict[str, Any]:
    """One line of the file: an order that nobody looked at again in time."""
    return {"unchecked": order_id} | change_facts(changes)


def change_facts(changes: Iterable[ZoneChange]) -> dict[str, Any]:
    """Zone changes as they stand in a line of the file."""
    return {"changes": [_change_facts(change) for change in changes]}


def load_state(path: Path, zones: tuple[str, str, str], settled: int | None = None) -> EdgeState:
    """The state that the file amounts to, with the zones' whole history; `zones` are the names of fresh, hot and cold.

    What the lines after `settled` changed is in `recent` (None: nothing). Raises StateUnreadableError.
    """
    state = EdgeState(Tiers(*zones))
    if not path.exists():
        return state
    whole = _cut_half_line(path)
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            question = _replay(state, json.loads(line))
            if question and settled is not None and number > settled:
                state.recent.append(question)
            state.lines = number
        except (ValueError, KeyError, TypeError, RempartError) as error:
            raise StateUnreadableError(path=path, line=number, problem=str(error)) from error
    return state


def _cut_half_line(path: Path) -> bytes:
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    if end != len(content):  # a power cut in the middle of a line that was never obeyed
        with path.open("r+b") as file:
            file.truncate(end)
            os.fsync(file.fileno())
    return content[:end]


def _replay(state: EdgeState, facts: dict[str, Any]) -> Question | None:
    """Take the line in again; the order, sequence and name that it was about, if it was about one."""
    order_id: str = facts.get("expired") or facts.get("unchecked") or facts.get("order_id", "")
    name = None
    if "expired" in facts:
        name = state.drop(order_id)
    elif "unchecked" in facts:
        name = state.miss_recheck(order_id)
    elif "hub" in facts:
        state.follow(facts["hub"])
    elif "order_id" in facts:
        mandate = Mandate.from_json(facts["mandate"]) if "mandate" in facts else None
        looked_at = datetime.fromisoformat(facts["looked_at"]) if "looked_at" in facts else None
        name = state.obey(Delta(facts["sequence"], Kind(facts["kind"]), order_id, mandate, looked_at))
    for change in facts["changes"]:
        _serve_again(state, change)
    return (order_id, state.sequence, name) if name else None


def _serve_again(state: EdgeState, facts: dict[str, Any]) -> None:
    added = [Entry(Hostname(name), wide, _read_answer(answer)) for name, wide, answer in facts["added"]]
    change = state.tiers.change(facts["zone"], [Hostname(name) for name in facts["removed"]], added)
    if change.serial != facts["serial"]:
        raise ValueError(f"serial {facts['serial']} where {change.serial} should come")


def _read_answer(text: str) -> Answer:
    return PASS if text == PASS.kind else parse_answer(text)


def _change_facts(change: ZoneChange) -> dict[str, Any]:
    return {
        "zone": change.zone,
        "serial": change.serial,
        "removed": list(change.removed),
        "added": [[one.hostname, one.subdomains, one.answer.address or one.answer.kind] for one in change.added],
    }
