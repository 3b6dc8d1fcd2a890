"""The tree against the vectors of RFC 6962's reference log and against the plain recursion of RFC 9162."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.ledger import (
    EMPTY_ROOT,
    Node,
    OutOfRangeError,
    add_to_peaks,
    append,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    proven_peaks,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = tuple(
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def node_of(entries: Sequence[bytes]) -> Node:
    """A log that was appended to entry by entry, as the journal does it."""
    nodes: dict[tuple[int, int], bytes] = {}
    for size, entry in enumerate(entries):
        for place, value in append(size, leaf_hash(entry), lambda level, index: nodes[level, index]):
            assert place not in nodes, "a stored node never changes"
            nodes[place] = value
    return lambda level, index: nodes[level, index]


def plain_root(entries: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: the slow reference."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return leaf_hash(entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return node_hash(plain_root(entries[:split]), plain_root(entries[split:]))


def plain_path(index: int, entries: Sequence[bytes]) -> tuple[bytes, ...]:
    """RFC 9162, 2.1.3.1, word for word."""
    if len(entries) == 1:
        return ()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    if index < split:
        return (*plain_path(index, entries[:split]), plain_root(entries[split:]))
    return (*plain_path(index - split, entries[split:]), plain_root(entries[:split]))


def plain_consistency(old: int, entries: Sequence[bytes], whole: bool = True) -> tuple[bytes, ...]:
    """RFC 9162, 2.1.4.1, word for word."""
    if old == len(entries):
        return () if whole else (plain_root(entries),)
    split = 1
    while split * 2 < len(entries):
        split *= 2
    if old <= split:
        return (*plain_consistency(old, entries[:split], whole), plain_root(entries[split:]))
    return (*plain_consistency(old - split, entries[split:], False), plain_root(entries[:split]))


def numbered(size: int) -> tuple[bytes, ...]:
    return tuple(b"entry %d" % number for number in range(size))


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_log(size: int) -> None:
    assert root(size, node_of(LEAVES[:size])).hex() == ROOTS[size]


def test_old_roots_can_be_recomputed_from_a_longer_log() -> None:
    node = node_of(LEAVES)
    assert [root(size, node).hex() for size in range(9)] == list(ROOTS)


@given(st.integers(1, 150))
def test_the_root_is_that_of_the_plain_recursion(size: int) -> None:
    assert root(size, node_of(numbered(size))) == plain_root(numbered(size))


@given(st.data())
def test_an_inclusion_proof_is_that_of_the_plain_recursion_and_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 150))
    index = data.draw(st.integers(0, size - 1))
    entries = numbered(size)
    proof = inclusion_proof(index, size, node_of(entries))
    assert proof == plain_path(index, entries)
    assert verify_inclusion(leaf_hash(entries[index]), index, size, proof, plain_root(entries))


@given(st.data())
def test_a_consistency_proof_is_that_of_the_plain_recursion_and_holds(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 150))
    old = data.draw(st.integers(1, new))
    entries = numbered(new)
    proof = consistency_proof(old, new, node_of(entries))
    assert proof == plain_consistency(old, entries)
    assert verify_consistency(old, plain_root(entries[:old]), new, plain_root(entries), proof)


@given(st.data())
def test_a_consistency_proof_holds_the_peaks_of_the_smaller_log(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 150))
    old = data.draw(st.integers(1, new - 1))
    entries = numbered(new)
    proof = consistency_proof(old, new, node_of(entries))
    roots = plain_root(entries[:old]), plain_root(entries)
    peaks: tuple[bytes, ...] = ()
    for size in range(old):
        peaks = add_to_peaks(size, peaks, leaf_hash(entries[size]))
    assert proven_peaks(old, roots[0], new, roots[1], proof) == peaks
    assert proven_peaks(old, roots[1], new, roots[1], proof) is None
    assert proven_peaks(old, roots[0], new, roots[0], proof) is None
    assert proven_peaks(old, roots[0], new, roots[1], (*proof, roots[0])) is None


@given(st.data())
def test_a_proof_holds_for_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    index = data.draw(st.integers(0, size - 1))
    entries = numbered(size)
    head = plain_root(entries)
    proof = inclusion_proof(index, size, node_of(entries))
    leaf = leaf_hash(entries[index])
    assert not verify_inclusion(leaf_hash(b"never logged"), index, size, proof, head)
    assert not verify_inclusion(leaf, (index + 1) % size, size, proof, head)
    assert not verify_inclusion(leaf, index, size, (*proof, leaf), head)
    assert not verify_inclusion(leaf, index, size, proof[:-1], head)
    assert not verify_inclusion(leaf, size, size, proof, head)


@given(st.data())
def test_a_rewritten_history_has_no_consistency_proof(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, new - 1))
    honest = numbered(new)
    rewritten = (b"changed afterwards", *honest[1:])
    forged = consistency_proof(old, new, node_of(rewritten))
    assert not verify_consistency(old, plain_root(honest[:old]), new, plain_root(rewritten), forged)
    honest_proof = consistency_proof(old, new, node_of(honest))
    assert not verify_consistency(old, plain_root(honest[:old]), new, plain_root(rewritten), honest_proof)


def test_every_log_extends_the_empty_one_and_itself() -> None:
    head = plain_root(numbered(5))
    assert verify_consistency(0, EMPTY_ROOT, 5, head, ())
    assert verify_consistency(5, head, 5, head, ())
    assert not verify_consistency(5, head, 4, plain_root(numbered(4)), ())
    assert not verify_consistency(0, head, 5, head, ())
    assert not verify_consistency(3, plain_root(numbered(3)), 5, head, ())


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_a_proof_for_an_entry_that_is_not_there_is_refused(index: int, size: int) -> None:
    with pytest.raises(OutOfRangeError):
        inclusion_proof(index, size, node_of(numbered(5)))


def test_a_consistency_proof_into_the_future_is_refused() -> None:
    with pytest.raises(OutOfRangeError):
        consistency_proof(6, 5, node_of(numbered(5)))
