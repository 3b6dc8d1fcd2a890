"""Tiles: paths as in the specification, and a log that can be checked from its tiles alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.ledger import (
    Node,
    TileRejectedError,
    append,
    consistency_proof,
    decode_entries,
    encode_entries,
    entries_path,
    inclusion_proof,
    leaf_hash,
    list_tiles,
    node_from_tiles,
    root,
    tile_bytes,
    tile_path,
    verify_consistency,
    verify_inclusion,
)
from tests.examples import examples


def log_of(size: int) -> Node:
    nodes: dict[tuple[int, int], bytes] = {}
    for number in range(size):
        leaf = leaf_hash(number.to_bytes(4, "big"))
        nodes.update(append(number, leaf, lambda level, index: nodes[level, index]))
    return lambda level, index: nodes[level, index]


LONG_LOG = log_of(66_000)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (tile_path(0, 0), "tile/0/000"),
        (tile_path(0, 1234067), "tile/0/x001/x234/067"),
        (tile_path(1, 5, 17), "tile/1/005.p/17"),
        (entries_path(273, 112), "tile/entries/273.p/112"),
        (entries_path(1000), "tile/entries/x001/000"),
    ],
)
def test_paths_are_those_of_the_specification(path: str, expected: str) -> None:
    assert path == expected


def test_a_log_of_70000_entries_has_the_tiles_that_the_specification_counts() -> None:
    tiles = list(list_tiles(70_000))
    assert len([tile for tile in tiles if tile[0] == 0]) == 274
    assert (0, 273, 112) in tiles
    assert [tile for tile in tiles if tile[0] == 1] == [(1, 0, 256), (1, 1, 17)]
    assert [tile for tile in tiles if tile[0] == 2] == [(2, 0, 1)]


@given(st.data())
@examples(30)
def test_everything_can_be_checked_from_tiles_alone(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 66_000))
    index = data.draw(st.integers(0, size - 1))
    files: dict[str, bytes] = {}

    def read(*asked: int) -> bytes:
        path = tile_path(*asked)
        if path not in files:
            (tile,) = (tile for tile in list_tiles(size) if tile == asked)
            files[path] = tile_bytes(*tile, LONG_LOG)
        return files[path]

    node = node_from_tiles(read, size)
    head = root(size, node)
    assert head == root(size, LONG_LOG)
    leaf = leaf_hash(index.to_bytes(4, "big"))
    assert verify_inclusion(leaf, index, size, inclusion_proof(index, size, node), head)
    proof = consistency_proof(index + 1, size, node)
    assert verify_consistency(index + 1, root(index + 1, LONG_LOG), size, head, proof)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_only_tiles_that_are_new_are_listed_after_growth(first: int, second: int) -> None:
    old, new = sorted((first, second))
    assert set(list_tiles(new, old)) == set(list_tiles(new)) - set(list_tiles(old))


def test_a_tile_that_was_cut_off_is_refused() -> None:
    node = node_from_tiles(lambda *_tile: b"short", 10)
    with pytest.raises(TileRejectedError, match=r"tile/0/000\.p/10"):
        root(10, node)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_an_entry_bundle_comes_back_whole(entries: list[bytes]) -> None:
    assert decode_entries(encode_entries(entries)) == tuple(entries)


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x02a", b"\x00\x00" * 257])
def test_a_broken_entry_bundle_is_refused(bundle: bytes) -> None:
    with pytest.raises(TileRejectedError):
        decode_entries(bundle)


def test_an_entry_too_long_for_the_log_is_refused() -> None:
    with pytest.raises(TileRejectedError):
        encode_entries([bytes(65_536)])
