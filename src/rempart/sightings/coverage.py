"""How far every stream of hostnames was read. A stream that is configured and not read is shown, never silent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from rempart.kernel.actors import Actor
from rempart.kernel.stream_labels import BY_HAND_KIND, OWN_LABELS
from rempart.people.permissions import require
from rempart.sightings.contracts import Coverage, StreamDay, StreamState
from rempart.sightings.models import StreamDayRow, StreamRow

# A stream that nobody asked for so long, and for three times its usual pause, is not being read.
UNREAD_AFTER_S = 900.0
# One that is silent for less comes back by itself more often than not.
SILENT_FOR = timedelta(hours=1)
NOT_CONFIGURED = "it is not in this machine's rempart.toml; if nobody is to read it any more, retire it"


def list_coverage(
    *, viewer: Actor, now: datetime, expected: Iterable[tuple[str, str]] | None = None, days: int = 30
) -> tuple[Coverage, ...]:
    """Every stream that was ever asked or is `expected` (label, kind), those with a problem first, those that a list
    names and nobody reads last. One that nobody reads and that `expected`, where it is given, has no more says so.

    Each with its latest `days` days, oldest first; days on which nothing was read are left out.
    """
    require(viewer, "sightings.view_coverage")
    since = now.date() - timedelta(days=days - 1)
    latest: dict[str, list[StreamDay]] = {}
    for row in StreamDayRow.objects.filter(day__gte=since).order_by("day"):
        latest.setdefault(row.stream_id, []).append(_day(row))
    asked = {row.label: _coverage(row, tuple(latest.get(row.label, ())), now) for row in StreamRow.objects.all()}
    if expected is not None:
        expected = tuple(expected)
        labels = {label for label, _ in expected} | OWN_LABELS
        lists = tuple(f"{label}: " for label, _ in expected)
        asked = {
            label: stream if label in labels or label.startswith(lists) else _unexpected(stream)
            for label, stream in asked.items()
        }
    never = {label: _never_asked(label, kind) for label, kind in expected or () if label not in asked}
    return tuple(sorted((asked | never).values(), key=lambda stream: (_weight(stream.state), stream.label)))


def _unexpected(stream: Coverage) -> Coverage:
    # Another machine may follow it: only one that is read by none is told to be in no configuration.
    return replace(stream, problem=NOT_CONFIGURED) if stream.state is StreamState.UNREAD else stream


def list_troubled(
    *, viewer: Actor, now: datetime, expected: Iterable[tuple[str, str]] | None = None
) -> tuple[Coverage, ...]:
    """The streams of `list_coverage` that a person should look into: all with a problem, but for those that are silent
    since less than SILENT_FOR.
    """
    found = list_coverage(viewer=viewer, now=now, expected=expected, days=1)
    return tuple(each for each in found if each.state in _TROUBLED and not _may_come_back(each, now))


def _may_come_back(stream: Coverage, now: datetime) -> bool:
    lately = stream.read_at is not None and now - stream.read_at < SILENT_FOR
    return stream.state is StreamState.SILENT and lately


_TROUBLED = (
    StreamState.SILENT,
    StreamState.DISTRUSTED,
    StreamState.DOUBTED,
    StreamState.STALE,
    StreamState.UNREAD,
    StreamState.NEW,
    StreamState.TRUSTED,
)
_PUT_ASIDE = (StreamState.LEFT_OUT, StreamState.RETIRED)


def _weight(state: StreamState) -> int:
    """What needs a person comes first, what is left out on purpose last."""
    return 0 if state in _TROUBLED else 2 if state in _PUT_ASIDE else 1


def add_up(streams: Iterable[Coverage]) -> tuple[StreamDay, ...]:
    """What all streams together brought on each day, oldest first; the lag is that of the slowest."""
    by_day: dict[date, list[StreamDay]] = {}
    for stream in streams:
        for day in stream.days:
            by_day.setdefault(day.day, []).append(day)
    return tuple(
        StreamDay(
            day=day,
            entries=sum(each.entries for each in found),
            names=sum(each.names for each in found),
            lost=sum(each.lost for each in found),
            sighted=sum(each.sighted for each in found),
            duplicates=sum(each.duplicates for each in found),
            failures=sum(each.failures for each in found),
            worst_lag_s=max((each.worst_lag_s for each in found if each.worst_lag_s is not None), default=None),
        )
        for day, found in sorted(by_day.items())
    )


def _day(row: StreamDayRow) -> StreamDay:
    return StreamDay(
        day=row.day,
        entries=row.entries,
        names=row.names,
        lost=row.lost,
        sighted=row.sighted,
        duplicates=row.duplicates,
        failures=row.failures,
        worst_lag_s=row.worst_lag_s,
    )


def _coverage(row: StreamRow, days: tuple[StreamDay, ...], now: datetime) -> Coverage:
    return Coverage(
        label=row.label,
        kind=row.kind,
        state=_state(row, now),
        entries=row.entries,
        names=row.names,
        certificates=row.certificates,
        lost=row.lost,
        behind=row.behind,
        skipped=row.skipped,
        sighted=row.sighted,
        duplicates=row.duplicates,
        failures=row.failures,
        lag_s=row.lag_s,
        newest_at=row.newest_at,
        read_at=row.read_at,
        asked_at=row.asked_at,
        problem=row.problem,
        days=days,
    )


def heard_lately(row: StreamRow, now: datetime) -> bool | None:
    """Whether somebody has asked a stream within its patience; None where it was never asked."""
    heard_at = max((moment for moment in (row.asked_at, row.read_at) if moment), default=None)
    patience = timedelta(seconds=max(UNREAD_AFTER_S, 3 * row.every_s))
    return None if heard_at is None else now - heard_at <= patience


def _state(row: StreamRow, now: datetime) -> StreamState:
    lasting = row.state in (StreamState.DISTRUSTED, *_PUT_ASIDE) or row.kind == BY_HAND_KIND
    return StreamState.UNREAD if not lasting and heard_lately(row, now) is False else StreamState(row.state)


def _never_asked(label: str, kind: str) -> Coverage:
    return Coverage(
        label=label,
        kind=kind,
        state=StreamState.NEW,
        entries=0,
        names=0,
        certificates=0,
        lost=0,
        behind=0,
        skipped=0,
        sighted=0,
        duplicates=0,
        failures=0,
        lag_s=None,
        newest_at=None,
        read_at=None,
        asked_at=None,
        problem="",
        days=(),
    )
