"""Tree heads of certificate logs: forks, earlier and smaller trees, wrong keys, dates."""

from collections.abc import Callable, Iterator

import pytest

from rempart.adapters.streams.signatures import HEAD_GRACE_S, load_key
from rempart.ports.streams import Batch, StreamBusyError, StreamDistrustedError, StreamStaleError
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer
from tests.fakes.log_readers import Open, expected, names_in, protocols, read_all


@protocols
def test_a_log_that_forgets_is_caught(server: LogServer, open_log: Open) -> None:
    server.stated_size = 300
    cursor = read_all(open_log(server))[-1].cursor
    server.log, server.stated_size = forked(server.log, 400), 400
    with pytest.raises(StreamDistrustedError, match="fork"):
        read_all(open_log(server), cursor)


@protocols
def test_two_roots_of_one_size_are_caught(server: LogServer, open_log: Open) -> None:
    server.stated_size = 3
    cursor = read_all(open_log(server))[-1].cursor
    server.log = forked(server.log, 3)
    with pytest.raises(StreamDistrustedError, match="two roots"):
        read_all(open_log(server), cursor)


@protocols
def test_a_head_signed_by_another_key_is_refused(server: LogServer, open_log: Open) -> None:
    log = open_log(server)
    log.key = load_key("log", CertificateLog().public_key)  # type: ignore[attr-defined]
    with pytest.raises(StreamDistrustedError, match=r"not signed by its key|no signature of its key"):
        read_all(log)


@protocols
def test_an_older_head_out_of_a_cache_is_no_fork(server: LogServer, open_log: Open) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    server.stated_size = 500
    assert read_all(open_log(server), cursor) == []


@protocols
@pytest.mark.parametrize("with_key", [True, False])
def test_an_earlier_head_that_is_not_the_beginning_of_what_was_verified_is_a_fork(
    server: LogServer, open_log: Open, with_key: bool
) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    log = open_log(server)
    log.key = log.key if with_key else None  # type: ignore[attr-defined]
    server.faults = earlier(server, 500)  # of a front end that knows the later tree too: else nobody can tell
    assert read_all(log, cursor) == []
    asked = len(server.requests)
    assert read_all(log, cursor) == []
    assert len(server.requests) == asked + 1, "each earlier head is asked about once"
    server.log = forked(server.log, 700)
    server.faults = earlier(server, 500)
    with pytest.raises(StreamDistrustedError, match=r"a fork|do not add up"):
        read_all(log, cursor)
    shown = earlier(server, 400)
    server.faults = lambda path: shown(path) or (404, {}, b"")
    assert read_all(log, cursor) == []


def forked(log: CertificateLog, size: int) -> CertificateLog:
    """A log of other entries under the same key, its tree heads signed as of the same time."""
    other = CertificateLog()
    other.key, other.signed_ms = log.key, log.signed_ms
    for number in range(size):
        other.add(f"other{number}.example")
    return other


def earlier(server: LogServer, size: int) -> Callable[[str], Answer | None]:
    """What `server` shows as its head where that is the one of so many entries."""
    server.stated_size = size
    heads = {path: server.answer(path) for path in ("checkpoint", "ct/v1/get-sth")}
    server.stated_size = None
    return heads.get


@protocols
def test_a_log_that_shows_less_than_before_for_long_is_told_as_stale(server: LogServer, open_log: Open) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    server.stated_size = 500
    log = open_log(server)
    log.key = None  # type: ignore[attr-defined]
    log.merge_delay_s = 0.0  # type: ignore[attr-defined]
    log.wall = lambda: server.log.signed_ms / 1000 + HEAD_GRACE_S  # type: ignore[attr-defined]
    assert read_all(log, cursor) == []
    log.wall = lambda: server.log.signed_ms / 1000 + HEAD_GRACE_S + 2  # type: ignore[attr-defined]
    with pytest.raises(StreamStaleError, match="it has 500 entries, and had 700; its tree head was signed on 20"):
        read_all(log, cursor)
    server.log.signed_ms, signed_ms = -500, server.log.signed_ms  # RFC 6962: the date 0
    note = server.log.checkpoint(500).replace(f"— {CertificateLog.origin}", "— another.example").encode()
    server.faults = lambda path: (200, {}, note) if path == "checkpoint" else None
    try:
        with pytest.raises(StreamStaleError, match="it has 500 entries, and had 700; its tree heads have no date"):
            read_all(log, cursor)
    finally:
        server.log.signed_ms = signed_ms


@protocols
@pytest.mark.parametrize("with_key", [True, False])
def test_a_log_that_does_not_sign_anew_is_read_and_then_told_as_stale(
    server: LogServer, open_log: Open, with_key: bool
) -> None:
    signed_at = server.log.signed_ms / 1000
    log = open_log(server)
    log.merge_delay_s = 60.0  # type: ignore[attr-defined]
    log.key = log.key if with_key else None  # type: ignore[attr-defined]

    def read_after(seconds: float, cursor: str | None) -> Iterator[Batch]:
        log.wall = lambda: signed_at + seconds  # type: ignore[attr-defined]
        return log.read(cursor)

    cursor = list(read_after(60.0 + HEAD_GRACE_S, None))[-1].cursor
    found: list[Batch] = []
    for begun in (None, cursor):
        with pytest.raises(StreamStaleError, match=r"its tree head was signed on 20\d\d-"):
            found.extend(read_after(62.0 + HEAD_GRACE_S, begun))
    assert names_in(found) == expected(0, 700)
    with pytest.raises(StreamBusyError, match="a time to come; this machine's clock may be slow"):
        list(read_after(-HEAD_GRACE_S, cursor))
    log.merge_delay_s = 0.0  # type: ignore[attr-defined]
    assert list(read_after(1e9, cursor)) == []


@protocols
def test_a_smaller_tree_that_is_signed_later_is_no_cache(server: LogServer, open_log: Open) -> None:
    cursor = read_all(open_log(server))[-1].cursor
    server.stated_size = 500
    server.log.later_ms = 1000
    try:
        with pytest.raises(StreamDistrustedError, match="signed 700 entries, and later only 500"):
            read_all(open_log(server), cursor)
    finally:
        server.log.later_ms = 0
