"""Captures made on another host: a table of PostgreSQL between those who ask and the workers who look.

In: an address and a policy on one side, a capturer on the other. Out: what the worker saw, read as plain data.
Never: a right of the worker to anything but this table; `write_grants` says what it gets, and the database holds it
to that. A worker cannot read what others brought back, nor change an outcome once it is there.
"""

import logging
import re
import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg

from rempart.adapters.chromium.capturer import GRACE_S, check_address, settle
from rempart.adapters.chromium.jobs import Ending, Outcome
from rempart.adapters.chromium.messages import read_message, write_message
from rempart.kernel.errors import InputRejectedError
from rempart.ports.capturing import (
    BrowserMissingError,
    CapturePolicy,
    CaptureRefusedError,
    Flag,
    PageCapture,
    PageCapturer,
    PageUnreachableError,
)

TABLE = "captures_errand"  # made by the migrations of captures
LARGEST_OUTCOME = 64_000_000
ATTEMPTS = 3
POLL_S = 0.25
RECONNECT_S = 1.0
_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")
_CLAIM = f"""
UPDATE {TABLE} SET attempts = attempts + 1, lease_until = now() + make_interval(secs => %s)
WHERE id = (
    SELECT id FROM {TABLE}
    WHERE NOT done AND attempts < %s AND (lease_until IS NULL OR lease_until < now())
    ORDER BY asked_at FOR UPDATE SKIP LOCKED LIMIT 1
) RETURNING id, url, policy
"""  # noqa: S608 (a table's name of our own)
_LENGTH = f"SELECT octet_length(outcome) FROM {TABLE} WHERE id = %s AND done"  # noqa: S608
_OUTCOME = f"SELECT outcome FROM {TABLE} WHERE id = %s"  # noqa: S608

logger = logging.getLogger("rempart.captures")


class RoleNameError(InputRejectedError):
    """The name cannot be a role of PostgreSQL without quoting."""

    code = "captures.role_name"
    template = "{role!r} is no plain role name. Use lower-case letters, digits and underscores."


def write_grants(role: str) -> str:
    """The statements that let `role` do a capture worker's work and nothing else. Raises RoleNameError."""
    if not _ROLE.match(role):
        raise RoleNameError(role=role)
    return f"""\
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
REVOKE CREATE ON SCHEMA public FROM {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT (id, url, policy, asked_at, lease_until, attempts, done) ON {TABLE} TO {role};
GRANT UPDATE (lease_until, attempts, outcome, done) ON {TABLE} TO {role};
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS errands_are_read ON {TABLE};
CREATE POLICY errands_are_read ON {TABLE} FOR SELECT USING (true);
DROP POLICY IF EXISTS errands_are_done_once ON {TABLE};
CREATE POLICY errands_are_done_once ON {TABLE} FOR UPDATE USING (NOT done) WITH CHECK (true);
"""


@dataclass(frozen=True, slots=True)
class QueuedCapturer:
    """The `PageCapturer` port of whoever asks: leaves an errand and waits for its outcome.

    `database` is a connection string; `patience_s` how long a free worker may take to turn up.
    """

    database: str
    patience_s: float = 120.0

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        """As `PageCapturer.capture`."""
        url = check_address(url, policy)
        errand = uuid4()
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(
                f"INSERT INTO {TABLE} (id, url, policy, asked_at, attempts, done) VALUES (%s, %s, %s, now(), 0, false)",  # noqa: S608
                (errand, url, write_message(policy).decode()),
            )
            try:
                raw = _wait(connection, errand, time.monotonic() + self.patience_s + policy.limits.total_s + GRACE_S)
            finally:
                connection.execute(f"DELETE FROM {TABLE} WHERE id = %s", (errand,))  # noqa: S608
        return settle(url, _read(raw))


def _wait(connection: "psycopg.Connection[tuple[object, ...]]", errand: UUID, deadline_s: float) -> bytes:
    """The outcome as it was left. Raises BrowserMissingError where none came in time."""
    while time.monotonic() < deadline_s:
        found = connection.execute(_LENGTH, (errand,)).fetchone()
        if found is not None:
            if not isinstance(found[0], int) or found[0] > LARGEST_OUTCOME:
                raise BrowserMissingError(problem="the capture worker left no outcome, or one beyond all measure")
            kept = connection.execute(_OUTCOME, (errand,)).fetchone()
            return bytes(kept[0]) if kept and isinstance(kept[0], bytes) else b""
        time.sleep(POLL_S)
    raise BrowserMissingError(problem="no capture worker brought an outcome; is `rempart capture-worker` running?")


def _read(raw: bytes) -> Outcome:
    try:
        return read_message(Outcome, raw)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrowserMissingError(problem=f"the capture worker's outcome cannot be read ({error})") from error


@dataclass(slots=True)
class CaptureWorker:
    """The other side: takes errands one by one. `lease_s` is how long one may take before another worker has a try."""

    database: str
    capturer: PageCapturer
    lease_s: float = 120.0

    def run(self, over: Flag) -> None:
        """Work until `over` is set; a database that is away is asked again."""
        while not over.is_set():
            try:
                with psycopg.connect(self.database, autocommit=True) as connection:
                    while not over.is_set():
                        if not self.do_one(connection):
                            over.wait(POLL_S)
            except psycopg.OperationalError as error:
                logger.warning("the queue did not answer: %s", error)
                over.wait(RECONNECT_S)

    def do_one(self, connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
        """Take one errand and bring its outcome; False where there is none."""
        row = connection.execute(_CLAIM, (self.lease_s, ATTEMPTS)).fetchone()
        if row is None:
            return False
        errand, url, policy = row
        outcome = self._attempt(str(url), str(policy))
        connection.execute(
            f"UPDATE {TABLE} SET outcome = %s, done = true WHERE id = %s AND NOT done",  # noqa: S608
            (write_message(outcome), errand),
        )
        return True

    def _attempt(self, url: str, policy: str) -> Outcome:
        try:
            return Outcome(
                Ending.CAPTURED, capture=self.capturer.capture(url, read_message(CapturePolicy, policy.encode()))
            )
        except CaptureRefusedError as error:
            return _fail(Ending.REFUSED, error)
        except PageUnreachableError as error:
            return _fail(Ending.UNREACHABLE, error)
        except BrowserMissingError as error:
            return _fail(Ending.BROWSER_MISSING, error)


def _fail(ending: Ending, error: CaptureRefusedError | PageUnreachableError | BrowserMissingError) -> Outcome:
    seen = error.fields.get("capture")
    return Outcome(ending, str(error.fields.get("problem")), seen if isinstance(seen, PageCapture) else None)
