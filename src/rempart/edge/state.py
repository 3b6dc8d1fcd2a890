"""What the agent serves, kept on disk before it is served: a file of changes that only grows, and what it amounts to.

The same file is the history of the zones, so that a resolver gets changes, never a whole zone, also after a restart.
A last line that a power cut left half-written is cut off; anything else that cannot be read stops the start.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rempart.edge.deltas import Delta, Kind
from rempart.edge.receipts import Question
from rempart.engines.policy.mandates import Mandate
from rempart.engines.zonefile import PASS, Answer, Entry, is_newer, next_serial, parse_answer
from rempart.engines.zonefile.tiers import Tiers, ZoneChange, parents
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.kernel.hostname import Hostname

_OTHER_ZONES_AHEAD = 1 << 20
_FURTHEST = 1 << 30  # else a hub could name a serial after which the right ones are old ones (RFC 1982)


class StateUnreadableError(InputRejectedError):
    """The state file was damaged; serving less than before would open a hole."""

    code = "edge.state_unreadable"
    template = (
        "{path}, line {line}: {problem}. Move the file away and start again: all is fetched again, and the resolver "
        "keeps what it has until then. Restore no backup of it."
    )


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
    """Orders held, orders over (never served again), the last look at each that was signed for, the last sequence
    obeyed, and the zones.

    `hub` is the key, in hex, whose lines `sequence` counts. `before` is how far the lines of the keys before it went,
    until all that this one has said since its beginning was obeyed together; else -1. `lines` is how many the file has;
    `recent` is what of them may still want a receipt, as the file was loaded.
    """

    tiers: Tiers
    held: dict[str, Held] = field(default_factory=dict)
    over: dict[str, int] = field(default_factory=dict)
    looks: dict[str, datetime] = field(default_factory=dict)
    by_name: dict[Hostname, set[str]] = field(default_factory=dict)
    sequence: int = -1
    hub: str = ""
    before: int = -1
    lines: int = 0
    recent: list[Question] = field(default_factory=list)
    _below: defaultdict[str, dict[Hostname, None]] = field(default_factory=lambda: defaultdict(dict))  # oldest first

    @property
    def reached(self) -> int:
        """The last line obeyed of all, whoever's it was: what happens now happens after it."""
        return max(self.sequence, self.before)

    def follow(self, hub: str) -> bool:
        """From now on the lines under this key; how far another's went says nothing of them. Whether it is a new key.

        Whoever stole the other could sign a line so far ahead that no honest one would come after it.
        """
        if hub == self.hub:
            return False
        if self.hub:
            self.before, self.sequence = self.reached, -1
        self.hub = hub
        return True

    @property
    def shown(self) -> bool:
        """False while the resolver may know more than this state, which is new: then it keeps the zones that it has."""
        return self.tiers.shown

    def begin(self, serial: int) -> None:
        """All is known: show the zones, which begin right after `serial`."""
        self.tiers.begin(next_serial(serial))

    def obey(self, delta: Delta) -> Hostname | None:
        """Take one judged delta in; the name whose zone entry may change by it. Nothing is served yet."""
        self.sequence = delta.sequence
        if delta.looked_at is not None:
            self.looks[delta.order_id] = max(delta.looked_at, self.looks.get(delta.order_id, delta.looked_at))
        if delta.kind is Kind.SERVE and delta.mandate is not None:
            return self._take(delta.mandate)
        held = self.held.get(delta.order_id)
        if held is None:
            return None
        if delta.kind is Kind.END:
            return self.drop(delta.order_id)
        if delta.looked_at is not None:
            held.unchecked = held.unchecked and delta.looked_at <= held.looked_at  # an old look again is none
            held.looked_at = max(held.looked_at, delta.looked_at)
        else:
            held.suspended = delta.kind is Kind.SUSPEND
        return held.mandate.hostname

    def obey_anew(self, deltas: Iterable[Delta], sequence: int) -> list[Question]:
        """Take in together what a new key's lines said from the beginning until `sequence`; what may change by it."""
        named = [(delta.order_id, delta.sequence, self.obey(delta)) for delta in deltas]
        self.sequence, self.before = sequence, -1
        return [(order_id, at, name) for order_id, at, name in named if name]

    def is_new(self, mandate: Mandate) -> bool:
        """Whether it is a later mandate than any that was held for its order."""
        held = self.held.get(mandate.order_id)
        return mandate.number > max(self.over.get(mandate.order_id, -1), held.mandate.number if held else -1)

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
            for parent in parents(name):
                del self._below[parent][name]
                if not self._below[parent]:
                    del self._below[parent]
        return name

    def serve(self, name: Hostname) -> tuple[ZoneChange, ...]:
        """Make the zones say of the name what its orders say; what changed by it of zones that are shown."""
        changes = self.tiers.obey(name, self.wanted, tuple(self._below.get(name, ())))
        return changes if self.shown else ()

    def wanted(self, hostname: Hostname) -> Entry | None:
        """What shall be served for the name: the widest of its orders, answered as the oldest says."""
        orders = [self.held[order_id] for order_id in self.by_name.get(hostname, ())]
        mandates = sorted(
            (held.mandate for held in orders if held.serves),
            key=lambda one: (one.issued_at, one.order_id),
        )
        if not mandates:
            return None
        wide = any(mandate.subdomains for mandate in mandates)
        return Entry(hostname, subdomains=wide, answer=parse_answer(mandates[0].answer))

    def _take(self, mandate: Mandate) -> Hostname | None:
        if not self.is_new(mandate):
            return None  # an old mandate again: what was ended stays ended
        # A look may be signed for before the term is complete; and a state that was lost hears of it before the term.
        looked_at = max(mandate.issued_at, self.looks.get(mandate.order_id, mandate.issued_at))
        self.held[mandate.order_id] = Held(mandate, looked_at=looked_at)
        if mandate.hostname not in self.by_name:
            self.by_name[mandate.hostname] = set()
            for parent in parents(mandate.hostname):
                self._below[parent][mandate.hostname] = None
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
    return _order_facts(delta) | change_facts(changes)


def anew_facts(deltas: Iterable[Delta], sequence: int, changes: Iterable[ZoneChange]) -> dict[str, Any]:
    """One line of the file, for a power cut to take all or nothing of it: what `EdgeState.obey_anew` took in."""
    return {"anew": [_order_facts(delta) for delta in deltas], "sequence": sequence} | change_facts(changes)


def _order_facts(delta: Delta) -> dict[str, Any]:
    facts: dict[str, Any] = {"sequence": delta.sequence, "kind": delta.kind, "order_id": delta.order_id}
    if delta.mandate is not None:
        facts["mandate"] = delta.mandate.to_json()
    if delta.looked_at is not None:
        facts["looked_at"] = delta.looked_at.isoformat()
    return facts


def hub_facts(hub: str) -> dict[str, Any]:
    """One line of the file: whose lines come after it."""
    return {"hub": hub, "changes": []}


def hidden_facts() -> dict[str, Any]:
    """One line of the file: from here on no zone is shown until `begun_facts`."""
    return {"hidden": True, "changes": []}


def begun_facts(serial: int) -> dict[str, Any]:
    """One line of the file: the zones begin after this serial and say all that is held.

    What that is stands above it. It has no changes, so that a program that looks for them there (it would show empty
    zones) cannot read the file.
    """
    return {"begun": serial}


def cleared_facts(serials: Iterable[int]) -> dict[str, Any]:
    """One line of the file: what the mass says too was taken out of the other zones, which have these serials now."""
    return {"cleared": list(serials)}


def first_serial(now: datetime, zones: Iterable[WireZone], confirmed: int = 0) -> int:
    """Where the zones begin whose former serials may be lost: the seconds since 1970.

    An earlier state began in the same way, and it would have to have changed a zone oftener than once a second from
    then until now to come as far; one that began at 1, without a hub, is behind until January 2038. The zones may be
    ahead of it themselves, and so may what a hub that remembers their receipts calls `confirmed` (0: none): that of one
    zone, which changes about as often as the others.
    """
    serial = int(now.timestamp()) % (1 << 32) or 1
    further = (confirmed + _OTHER_ZONES_AHEAD) % (1 << 32) or 1
    if confirmed and (further - serial) % (1 << 32) < _FURTHEST:
        serial = further
    for zone in zones:
        if zone.serial > 1 and not is_newer(serial, zone.serial):  # at 1 nothing was ever said
            serial = next_serial(zone.serial)
    return serial


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
            questions = _replay(state, json.loads(line))
            if settled is not None and number > settled:
                state.recent.extend(questions)
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


def _replay(state: EdgeState, facts: dict[str, Any]) -> list[Question]:
    """Take the line in again; each order, sequence and name that it was about."""
    if "begun" in facts:
        state.begin(facts["begun"])  # the changes that stand there in files of before amount to the same
        return []
    if "cleared" in facts:
        _require_serial(facts["cleared"], [*state.tiers.clear()])
        return []
    questions = _obey_again(state, facts)
    for change in facts["changes"]:
        _serve_again(state, change)
    for name in () if state.shown else {name for _, _, name in questions}:
        state.serve(name)
    return questions


def _obey_again(state: EdgeState, facts: dict[str, Any]) -> list[Question]:
    order_id: str = facts.get("expired") or facts.get("unchecked") or facts.get("order_id", "")
    name = None
    if "expired" in facts:
        name = state.drop(order_id)
    elif "unchecked" in facts:
        name = state.miss_recheck(order_id)
    elif "hub" in facts:
        state.follow(facts["hub"])
    elif "hidden" in facts:
        state.tiers.hide()
    elif "anew" in facts:
        return state.obey_anew([_read_order(one) for one in facts["anew"]], facts["sequence"])
    elif "order_id" in facts:
        name = state.obey(_read_order(facts))
    return [(order_id, facts.get("sequence", state.reached), name)] if name else []


def _read_order(facts: dict[str, Any]) -> Delta:
    mandate = Mandate.from_json(facts["mandate"]) if "mandate" in facts else None
    looked_at = datetime.fromisoformat(facts["looked_at"]) if "looked_at" in facts else None
    return Delta(facts["sequence"], Kind(facts["kind"]), facts["order_id"], mandate, looked_at)


def _serve_again(state: EdgeState, facts: dict[str, Any]) -> None:
    added = [Entry(Hostname(name), wide, _read_answer(answer)) for name, wide, answer in facts["added"]]
    change = state.tiers.change(facts["zone"], [Hostname(name) for name in facts["removed"]], added)
    _require_serial(facts["serial"], change.serial)


def _require_serial(said: object, found: object) -> None:
    if said != found:
        raise ValueError(f"serial {said} where {found} should come")


def _read_answer(text: str) -> Answer:
    return PASS if text == PASS.kind else parse_answer(text)


def _change_facts(change: ZoneChange) -> dict[str, Any]:
    return {
        "zone": change.zone,
        "serial": change.serial,
        "removed": list(change.removed),
        "added": [[one.hostname, one.subdomains, one.answer.text] for one in change.added],
    }
