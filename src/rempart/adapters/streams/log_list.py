"""The log list of the browsers (version 3): every log in it, of both protocols, and which of them are not read and why.

The list changes: logs open, retire, and are sharded by the year of expiry. It is read again each day, so that a new
shard is followed without anybody's doing, and a log that left the list is read to its end.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rempart.kernel.plain_text import plain
from rempart.kernel.stream_labels import LONGEST_LISTED
from rempart.ports.streams import ListedStream, StreamUnreadableError

STATIC, RFC6962 = "static-ct", "rfc6962"
# A retired or read-only log still holds what was logged before.
_LEFT_OUT = {
    "rejected": "the browsers have rejected it",
    "pending": "the browsers do not accept it yet",
    "unreadable": "its entry in the list lacks its address or its key",
    "boundless": "its merge delay in the list is none of at most seven days",
}
# A log that takes in nothing more need not sign anew.
_FROZEN = ("readonly", "retired")
# A shard whose certificates have all expired is read to its end first, also by a house that was down for a while.
GRACE = timedelta(days=7)
USUAL_MERGE_DELAY_S = 86400.0
# With an endless one, or none, a log could show an old state for ever.
_LONGEST_MERGE_DELAY_S = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class ListedLog:
    """One log: `kind` its protocol, `url` the prefix it is read below, `key` base64 of its public key.

    Within `merge_delay_s` it takes in what it is sent, and signs anew; 0 for one that takes in nothing more.
    """

    label: str
    kind: str
    url: str
    key: str
    state: str
    operator: str
    expires_before: datetime | None
    merge_delay_s: float

    @property
    def log_id(self) -> str:
        """SHA-256 of the key in hex; empty where the key is none."""
        try:
            return hashlib.sha256(base64.b64decode(self.key, validate=True)).hexdigest() if self.key else ""
        except ValueError:
            return ""

    def left_out(self, now: datetime) -> str:
        """Why nothing new that concerns anybody can come of it; empty for a log that is to be read."""
        if self.state in _LEFT_OUT:
            return _LEFT_OUT[self.state]
        if self.expires_before is not None and self.expires_before <= now - GRACE:
            return f"its certificates have all expired, the last on {self.expires_before:%Y-%m-%d}"
        return ""


def read_log_list(label: str, content: bytes, known: Iterable[ListedStream] = ()) -> tuple[ListedLog, ...]:
    """Every log of the list, in its order, each under a label of its own; what is `known` of it keeps its label.

    Raises StreamUnreadableError for what is no log list.
    """
    try:
        operators = json.loads(content)["operators"]
        logs = tuple(log for operator in operators for log in _logs_of(operator))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"this is no log list of version 3 ({error!r})") from error
    if logs and all(log.state == "unreadable" for log in logs):
        raise StreamUnreadableError(stream=label, problem="this is no log list of version 3 (no log has an address)")
    return _apart(logs, [replace(each, label=each.label.removeprefix(f"{label}: ")) for each in known])


def _apart(logs: Sequence[ListedLog], known: Sequence[ListedStream]) -> tuple[ListedLog, ...]:
    """The logs; a known one under the label that it has, whatever it is called by now: under another it would be read
    anew. A label that is too long, or that several bear, is cut and carries a mark of key and address.
    """
    kept = {(each.kind, each.log_id): each.label for each in known if each.log_id}
    # What an earlier version kept has no id: there the first of several had the label that it had alone.
    without_id = {each.label for each in known if not each.log_id}
    borne = Counter(log.label for log in logs)
    taken = set(kept.values())
    named = list[ListedLog]()
    for log in logs:
        label = kept.pop((log.kind, log.log_id), None)
        if label is None and log.label in without_id:
            without_id.remove(log.label)
            label = log.label
        if label is None:
            alone = len(log.label) <= LONGEST_LISTED and borne[log.label] == 1 and log.label not in taken
            label = log.label if alone else _marked(log)
        taken.add(label)
        named.append(replace(log, label=label))
    return tuple(named)


def _marked(log: ListedLog) -> str:
    mark = hashlib.sha256(f"{log.key} {log.url}".encode()).hexdigest()[:8]
    return f"{log.label[: LONGEST_LISTED - 9].rstrip()} {mark}"


def _logs_of(operator: dict[str, Any] | None) -> Iterator[ListedLog]:
    if operator is None:
        yield _unreadable(None, RFC6962, "url", {})
        return
    for kind, field, address in ((RFC6962, "logs", "url"), (STATIC, "tiled_logs", "monitoring_url")):
        for log in operator.get(field) or ():
            try:
                yield _read_log(log, kind, address, operator)
            except (ValueError, TypeError, AttributeError):
                # One entry that nobody can read keeps no other log from being followed, and is shown.
                yield _unreadable(log, kind, address, operator)


def _read_log(log: dict[str, Any], kind: str, address: str, operator: dict[str, Any]) -> ListedLog:
    if not (log.get(address) and log.get("key")):
        return _unreadable(log, kind, address, operator)
    interval = log.get("temporal_interval") or {}
    state = next(iter(log.get("state") or {"usable": {}}))
    if not all(isinstance(each, str) for each in (log[address], log["key"], state)):
        raise TypeError
    delay_s = 0.0 if state in _FROZEN else _merge_delay(log.get("mmd", USUAL_MERGE_DELAY_S))
    if delay_s is None and state not in _LEFT_OUT:
        state = "boundless"
    return ListedLog(
        label=_label(log, address, operator),
        kind=kind,
        url=log[address].rstrip("/"),
        key=log["key"],
        state=state,
        operator=str(operator.get("name", "")),
        expires_before=_moment(interval.get("end_exclusive")),
        merge_delay_s=delay_s or 0.0,
    )


def _unreadable(log: object, kind: str, address: str, operator: dict[str, Any]) -> ListedLog:
    known = log if isinstance(log, dict) else {}
    name = str(operator.get("name", ""))
    return ListedLog(_label(known, address, operator), kind, "", "", "unreadable", name, None, 0.0)


def _label(log: dict[str, Any], address: str, operator: dict[str, Any]) -> str:
    """What the log is called, however long that is."""
    said = (
        str(log.get("description") or ""),
        str(log.get(address) or ""),
        f"a log of {operator.get('name', 'an operator')}",
    )
    return next(filter(None, (plain(text, len(text)) for text in said)))


def _merge_delay(seconds: object) -> float | None:
    """A merge delay of the list in seconds; None for one that no log can keep."""
    if isinstance(seconds, int | float) and 0 < seconds <= _LONGEST_MERGE_DELAY_S:
        return float(seconds)
    return None


def _moment(text: str | None) -> datetime | None:
    """A moment of the list; without an offset it is in UTC, as all of the list is."""
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
