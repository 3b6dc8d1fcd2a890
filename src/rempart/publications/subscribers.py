"""The catalogue of subscribers: what each edge agent was given, and what its signed receipts say came of it.

Nothing here calls a block effective but a receipt of the resolver itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from rempart.journal import queries as journal
from rempart.journal.contracts import JournalEntry
from rempart.kernel.actors import Actor
from rempart.people.permissions import require
from rempart.publications.contracts import ClockCompared, Subscriber, SubscriberState
from rempart.publications.feed import KINDS
from rempart.publications.models import ReceiptRow

ALARM_AFTER = timedelta(seconds=10)


@dataclass(slots=True)
class _Heard:
    """What one subscriber said: its latest word on each order (sequence, blocked), its serial, when."""

    latest: dict[UUID, tuple[int, bool]] = field(default_factory=dict)
    serial: int = 0
    at: datetime | None = None


def list_subscribers(*, names: Sequence[str], viewer: Actor, now: datetime) -> tuple[Subscriber, ...]:
    """Every subscriber of `names`, those with an alarm first."""
    require(viewer, "publications.view")
    lines = _latest_lines()
    heard = _heard(names)
    clocks = journal.find_latest_about(ClockCompared.act, names)
    apart = {name: int(str(entry.facts["ahead_s"])) for name, entry in clocks.items()}
    found = [_judge(name, heard.get(name, _Heard()), lines, now) for name in names]
    found = [_with_clock(one, apart.get(one.name, 0)) for one in found]
    return tuple(sorted(found, key=lambda one: (one.state is not SubscriberState.ALARM, one.name)))


def _latest_lines() -> dict[UUID, JournalEntry]:
    """The last line of the feed about each order that was ever to be served."""
    lines: dict[UUID, JournalEntry] = {}
    for entry in journal.list_of(*KINDS, limit=None):
        order_id = UUID(str(entry.facts["order_id"]))
        if KINDS[entry.act] == "serve" or order_id in lines:
            lines[order_id] = entry
    return lines


def _heard(names: Iterable[str]) -> dict[str, _Heard]:
    heard: dict[str, _Heard] = {}
    rows = ReceiptRow.objects.filter(subscriber__in=tuple(names)).order_by("sequence", "at")
    for row in rows.values_list("subscriber", "order_id", "sequence", "blocked", "serial", "at"):
        name, order_id, sequence, blocked, serial, at = row
        one = heard.setdefault(name, _Heard())
        one.latest[order_id] = (sequence, blocked)
        one.serial = max(one.serial, serial)
        one.at = max(one.at or at, at)
    return heard


def _judge(name: str, heard: _Heard, lines: dict[UUID, JournalEntry], now: datetime) -> Subscriber:
    waiting = [entry for order_id, entry in lines.items() if not _is_so(entry, heard.latest.get(order_id))]
    since = min((entry.at for entry in waiting), default=None)
    served = [order_id for order_id, entry in lines.items() if KINDS[entry.act] in _REFUSING]
    state = SubscriberState.UP_TO_DATE
    if since is not None:
        state = SubscriberState.ALARM if now - since > ALARM_AFTER else SubscriberState.BEHIND
    elif heard.at is None:
        state = SubscriberState.SILENT
    return Subscriber(
        name=name,
        state=state,
        orders=len(served),
        effective=sum(heard.latest.get(order_id, (0, False))[1] for order_id in served),
        waiting=len(waiting),
        waiting_since=since,
        serial=heard.serial,
        heard_at=heard.at,
    )


def _with_clock(one: Subscriber, ahead_s: int) -> Subscriber:
    """An agent whose clock is set wrong goes by ours for a time; its operator has to be told before that is over."""
    return replace(one, clock_ahead_s=ahead_s, state=SubscriberState.ALARM) if ahead_s else one


_REFUSING = frozenset({"serve", "resume", "recheck"})


def _is_so(entry: JournalEntry, word: tuple[int, bool] | None) -> bool:
    """Whether the subscriber's word on the order is what the line asks for; an older word that says the same will do,
    for the agent ends terms by itself."""
    if KINDS[entry.act] in _REFUSING:
        return word is not None and word[1]
    return word is None or not word[1]
