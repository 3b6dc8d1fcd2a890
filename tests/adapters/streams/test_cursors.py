"""Where reading goes on in a log that a person trusts again."""

import pytest

from rempart.ports.streams import Batch
from tests.fakes.ct_logs import LogServer
from tests.fakes.log_readers import Open, expected, names_in, protocols, read_all


@protocols
@pytest.mark.parametrize("smaller", [650, 600, 500, 1])
def test_a_smaller_tree_that_is_trusted_is_read_from_its_start_when_asked(
    server: LogServer, open_log: Open, smaller: int
) -> None:
    """What was read of it comes no second time, and nothing is asked for that it has not."""
    log = open_log(server)
    log.from_start = False  # type: ignore[attr-defined]
    server.stated_size = 600
    cursor = read_all(log)[-1].cursor
    server.stated_size = 700
    cursor = read_all(log, cursor)[-1].cursor
    server.stated_size = smaller
    cursor, found = log.forgive(cursor), list[Batch]()
    found += read_all(open_log(server), cursor)
    assert names_in(found) == expected(0, min(600, smaller))
    assert sum(batch.entries for batch in found) == min(600, smaller)
    assert (found[-1].behind, found[-1].skipped) == (0, 0)
    server.stated_size = 700
    assert names_in(read_all(open_log(server), found[-1].cursor)) == expected(smaller, 700)
