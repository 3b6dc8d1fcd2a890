"""What a log shows against what it signed: every entry that is read must be in the tree."""

import copy
import gzip
import json

import pytest

from rempart.engines import ledger
from rempart.ports.streams import Batch, StreamDistrustedError
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer
from tests.fakes.log_readers import (
    expected,
    names_in,
    open_rfc6962,
    open_static,
    read_all,
)


def test_a_data_tile_that_the_tree_does_not_hold_is_distrusted(server: LogServer) -> None:
    server.names_tiles = False
    swapped = [server.log.tile_leaves[1], server.log.tile_leaves[0], *server.log.tile_leaves[2:256]]
    server.faults = lambda path: (200, {}, gzip.compress(b"".join(swapped))) if path == "tile/data/000" else None
    found: list[Batch] = []
    with pytest.raises(StreamDistrustedError, match="data tile 0 is not what the tree holds"):
        found.extend(open_static(server).read(None))
    assert sorted(names_in(found)) == sorted(expected(0, 256)), "what it shows is looked at all the same"


@pytest.mark.parametrize("at", [3, 300, 650])
def test_an_entry_that_is_in_the_hash_tiles_but_not_in_the_signed_tree_is_caught(
    server: LogServer, full_log: CertificateLog, at: int
) -> None:
    """The lowest tile may agree with a forged entry: what counts is the root that the log signed."""
    server.names_tiles = False
    other, forged = CertificateLog(), copy.copy(full_log)
    other.add("forged.example")
    forged.tile_leaves = [*full_log.tile_leaves[:at], *other.tile_leaves, *full_log.tile_leaves[at + 1 :]]
    forged.nodes = full_log.nodes | {(0, at): other.nodes[0, 0]}
    server.faults = lambda path: (
        (200, {}, forged.tile(path, 700) or b"") if path.startswith(("tile/data/", "tile/0/")) else None
    )
    with pytest.raises(StreamDistrustedError, match=r"not what the tree holds|do not add up"):
        read_all(open_static(server))


@pytest.mark.parametrize("backward", [False, True])
def test_a_fork_is_caught_that_shows_of_a_tile_within_the_tree_the_hashes_of_the_other(
    server: LogServer, full_log: CertificateLog, *, backward: bool
) -> None:
    """Both trees have the first 256 entries; 500 or 700 were verified, and tile/0/001 is what fits the other tree."""
    fork = CertificateLog()
    fork.key = full_log.key
    for number in range(256, 700):
        fork.add(f"other{number}.example")
    forked = copy.copy(full_log)
    forked.leaves, forked.nodes = (
        full_log.leaves[:256],
        {(level, index): node for (level, index), node in full_log.nodes.items() if (index + 1) << level <= 256},
    )
    for leaf in fork.leaves:
        added = ledger.append(forked.size, ledger.leaf_hash(leaf), lambda *at: forked.nodes[at])
        forked.nodes.update(added)
        forked.leaves.append(leaf)
    server.stated_size = 700 if backward else 500
    cursor = read_all(open_static(server))[-1].cursor
    if backward:
        shown = {"checkpoint": forked.checkpoint(500).encode(), "tile/0/001": forked.tile("tile/0/001", 700) or b""}
    else:
        server.log, server.stated_size = forked, 700
        begin = full_log.tile("tile/0/001.p/244", 500) or b""
        shown = {"tile/0/001": begin + (forked.tile("tile/0/001", 700) or b"")[len(begin) :]}
    server.faults = lambda path: (200, {}, shown[path]) if path in shown else None
    with pytest.raises(StreamDistrustedError, match="tile/0/001 is not what the tree holds"):
        read_all(open_static(server), cursor)


def test_data_tiles_are_proven_with_one_hash_tile_for_many(server: LogServer) -> None:
    server.names_tiles = False
    read_all(open_static(server))
    hash_tiles = [path for path in server.requests if path.startswith(("tile/0/", "tile/1/"))]
    assert sorted(hash_tiles) == ["tile/0/002.p/188", "tile/1/000.p/2"]


def test_every_entry_of_an_older_log_is_hashed_on_to_its_tree_head(server: LogServer) -> None:
    server.stated_size = 600
    log = open_rfc6962(server)
    log.from_start = False
    cursor = read_all(log)[-1].cursor
    server.stated_size = 640
    cursor = read_all(open_rfc6962(server), cursor)[-1].cursor
    assert len([path for path in server.requests if "sth-consistency" in path]) == 1, "that proof is all it takes"
    server.stated_size = 700
    usual = server.answer

    def forge(path: str) -> Answer | None:
        if not path.startswith("ct/v1/get-entries?start=640"):
            return None
        value = json.loads(usual(path)[2])
        value["entries"][3], value["entries"][4] = value["entries"][4], value["entries"][3]
        return 200, {}, json.dumps(value).encode()

    server.faults = forge
    found: list[Batch] = []
    with pytest.raises(StreamDistrustedError, match="do not add up to its tree head"):
        found.extend(open_rfc6962(server).read(cursor))
    assert sorted(names_in(found)) == sorted(expected(640, 700)), "what it shows is looked at all the same"
    server.faults = lambda _path: None
    assert names_in(read_all(open_rfc6962(server), cursor)) == expected(640, 700)


@pytest.mark.parametrize("size", [1, 255, 256, 600])
def test_an_entry_is_caught_wherever_the_reading_of_its_log_began(server: LogServer, size: int) -> None:
    server.stated_size = size
    log = open_rfc6962(server)
    log.from_start = False
    cursor = read_all(log)[-1].cursor
    server.stated_size = 640
    usual = server.answer

    def forge(path: str) -> Answer | None:
        if not path.startswith("ct/v1/get-entries"):
            return None
        value = json.loads(usual(path)[2])
        value["entries"][0] = json.loads(usual("ct/v1/get-entries?start=0&end=0")[2])["entries"][0]
        return 200, {}, json.dumps(value).encode()

    server.faults = forge
    with pytest.raises(StreamDistrustedError, match="do not add up to its tree head"):
        read_all(log, cursor)


def test_a_cursor_of_an_earlier_version_comes_to_be_proven(server: LogServer) -> None:
    server.stated_size = 600
    kept = json.loads(read_all(open_rfc6962(server))[-1].cursor)
    del kept["peaks"]
    server.stated_size = 640
    log = open_rfc6962(server)
    log.from_start = False
    batches = read_all(log, json.dumps(kept))
    assert names_in(batches) == expected(600, 640)
    assert "peaks" in json.loads(batches[-1].cursor)
    whole = names_in(read_all(open_rfc6962(server), batches[-1].cursor))
    assert whole == expected(0, 640), "it did not say where reading began"
