"""The log list of the browsers (version 3): every log that takes certificates now, of both protocols.

The list changes: logs open, retire, and are sharded by the year of expiry. It is read again each day, so that a new
shard is followed without anybody's doing, and a log that left the list is read to its end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rempart.ports.streams import StreamUnreadableError

STATIC, RFC6962 = "static-ct", "rfc6962"
# A rejected log is not read; a retired or read-only one still holds what was logged before.
_USABLE = ("usable", "qualified", "readonly", "retired")


@dataclass(frozen=True, slots=True)
class ListedLog:
    """One log: `kind` its protocol, `url` the prefix it is read below, `key` base64 of its public key."""

    label: str
    kind: str
    url: str
    key: str
    state: str
    operator: str
    expires_from: datetime | None
    expires_before: datetime | None

    def takes(self, now: datetime) -> bool:
        """Whether certificates issued now can still be logged here (its interval of expiry is not over)."""
        return self.expires_before is None or self.expires_before > now


def read_log_list(label: str, content: bytes) -> tuple[ListedLog, ...]:
    """Every readable log of the list, in its order. Raises StreamUnreadableError for what is no log list."""
    try:
        operators = json.loads(content)["operators"]
        return tuple(log for operator in operators for log in _logs_of(operator))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"this is no log list of version 3 ({error!r})") from error


def _logs_of(operator: dict[str, Any]) -> Iterator[ListedLog]:
    for kind, field, address in ((RFC6962, "logs", "url"), (STATIC, "tiled_logs", "monitoring_url")):
        for log in operator.get(field, ()):
            state = next(iter(log.get("state", {"usable": {}})))
            if state not in _USABLE:
                continue
            interval = log.get("temporal_interval", {})
            yield ListedLog(
                label=log.get("description", log[address]),
                kind=kind,
                url=log[address].rstrip("/"),
                key=log["key"],
                state=state,
                operator=operator.get("name", ""),
                expires_from=_moment(interval.get("start_inclusive")),
                expires_before=_moment(interval.get("end_exclusive")),
            )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
