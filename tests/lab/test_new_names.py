"""The sources of new names that the demo follows, read as any operator's would be."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.name_list import NameList
from rempart.adapters.streams.signatures import load_key
from rempart.adapters.streams.static_ct import StaticLog
from rempart.lab.new_names import NewNames
from rempart.ports.streams import Batch, HostnameStream


@pytest.fixture
def sources() -> Iterator[NewNames]:
    with NewNames() as running:
        yield running


def read(stream: HostnameStream, cursor: str | None) -> tuple[list[str], list[Batch]]:
    batches = list(stream.read(cursor))
    return [name for batch in batches for name in batch.lines.decode().split()], batches


def test_what_is_logged_is_signed_dated_and_read_from_data_tiles_that_are_proven(sources: NewNames) -> None:
    fetcher = Fetcher("log", sources.log_url, Budget(rate=1000.0))
    log = StaticLog("log", fetcher, load_key("log", sources.log.public_key), merge_delay_s=60.0, partial_wait_s=0.0)
    _, (learned,) = read(log, None)
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    sources.log_names(f"name{number}.example" for number in range(300))
    names, batches = read(log, learned.cursor)
    assert names == [f"name{number}.example" for number in range(300)]
    assert before <= (batches[-1].newest_at or before) <= datetime.now(UTC)
    assert sum(batch.lost for batch in batches) == 0
    assert not log._names_tiles
    log.close()


def test_a_list_is_read_when_it_has_changed(sources: NewNames) -> None:
    stream = NameList("list", Fetcher("list", "/".join(sources.list_url.split("/")[:-1]), Budget(rate=1000.0)))
    stream.path = sources.list_url.rpartition("/")[2]
    assert read(stream, None)[0] == []
    cursor = read(stream, None)[1][-1].cursor
    assert read(stream, cursor) == ([], [])
    sources.put_list(["one.example", "two.example"])
    assert read(stream, cursor)[0] == ["one.example", "two.example"]
    stream.close()
