"""The tree of RFC 9162 (hashes as in RFC 6962): appending to it, its roots, and its two kinds of proof.

A subtree ``(level, index)`` covers the leaves ``index * 2**level`` up to ``(index + 1) * 2**level``. Only complete
subtrees have a stored node, and a stored node never changes: that is why a log can be appended to for ever and
cached for ever.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

from rempart.kernel.errors import InputRejectedError

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""``node(level, index)``: the 32-byte hash of a complete subtree; level 0 holds the leaf hashes."""


class OutOfRangeError(InputRejectedError):
    """A proof was asked for a leaf or a size that the log does not have."""

    code = "ledger.out_of_range"
    template = "The log of {size} entries has no proof for {asked}. Ask for a smaller one."


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data). The prefix keeps a leaf from being passed off as a node (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def append(size: int, leaf: bytes, node: Node) -> tuple[tuple[tuple[int, int], bytes], ...]:
    """The nodes that a log of `size` entries gains with the leaf hash `leaf`, lowest level first.

    `node` is asked only for nodes that the log already has. The caller stores what is returned.
    """
    level, index, current = 0, size, leaf
    gained = [((level, index), current)]
    while index & 1:
        current = node_hash(node(level, index - 1), current)
        level, index = level + 1, index >> 1
        gained.append(((level, index), current))
    return tuple(gained)


def add_to_peaks(size: int, peaks: Sequence[bytes], leaf: bytes) -> tuple[bytes, ...]:
    """The peaks of a log of `size` entries once it has the leaf hash `leaf` too.

    Peaks are the hashes of the largest complete subtrees, from left to right: all that is needed to go on with a tree
    whose entries are not kept.
    """
    held, current = list(peaks), leaf
    while size & 1:
        current = node_hash(held.pop(), current)
        size >>= 1
    return (*held, current)


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of the log that has these peaks."""
    if not peaks:
        return EMPTY_ROOT
    *left, current = peaks
    for peak in reversed(left):
        current = node_hash(peak, current)
    return current


def root(size: int, node: Node) -> bytes:
    """The root of the first `size` entries."""
    return EMPTY_ROOT if size == 0 else _range_hash(0, size, node)


def inclusion_proof(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` to the root of the first `size` entries (RFC 9162, 2.1.3.1).

    Raises OutOfRangeError.
    """
    if not 0 <= index < size:
        raise OutOfRangeError(size=size, asked=f"entry {index}")
    begin, end = 0, size
    path = []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_range_hash(middle, end, node))
            end = middle
        else:
            path.append(_range_hash(begin, middle, node))
            begin = middle
    return tuple(reversed(path))


def consistency_proof(old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """The hashes that show that the first `old` of `new` entries have not changed (RFC 9162, 2.1.4.1).

    Empty where `old` is 0 or equal to `new`. Raises OutOfRangeError.
    """
    if not 0 <= old <= new:
        raise OutOfRangeError(size=new, asked=f"size {old}")
    if old in (0, new):
        return ()
    begin, end = 0, new
    path = []
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_range_hash(middle, end, node))
            end = middle
        else:
            path.append(_range_hash(begin, middle, node))
            begin = middle
    if begin:  # the verifier knows the whole old root only where the old log is one complete left subtree
        path.append(_range_hash(begin, end, node))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Whether `proof` leads from the leaf hash at `index` to `root_hash` of `size` entries (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, current = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH_SIZE:
            return False
        if position & 1 or position == last:
            current = node_hash(sibling, current)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and current == root_hash


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the log of `new` entries extends the one of `old` (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new or any(len(item) != HASH_SIZE for item in proof):
        return False
    if old == 0:  # every log extends the empty one
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    return proven_peaks(old, old_root, new, new_root, proof) is not None


def proven_peaks(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, ...] | None:
    """The peaks of the log of `old` entries, which every consistency proof to a larger one holds; None where it does
    not hold, or 0 < `old` < `new` is not so.
    """
    if not 0 < old < new or any(len(item) != HASH_SIZE for item in proof):
        return None
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    found = _walk_consistency(old - 1, new - 1, path) if path else None
    if found is None or found[1] != new_root or root_of_peaks(found[0]) != old_root:
        return None
    return found[0]


def _walk_consistency(position: int, last: int, path: Sequence[bytes]) -> tuple[tuple[bytes, ...], bytes] | None:
    """The old log's peaks and the new root that `path` leads to, or None where it has the wrong length.

    What lies left of the way up is of both logs: the complete subtrees of the old one.
    """
    while position & 1:
        position, last = position >> 1, last >> 1
    peaks, new_side = [path[0]], path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            peaks.append(sibling)
            new_side = node_hash(sibling, new_side)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_side = node_hash(new_side, sibling)
        position, last = position >> 1, last >> 1
    return (tuple(reversed(peaks)), new_side) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two below `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def _range_hash(begin: int, end: int, node: Node) -> bytes:
    """The hash of the leaves begin…end, `begin` being where the tree splits: a fold of complete subtrees."""
    size = end - begin
    right: bytes | None = None
    while size:  # complete subtrees from the right, smallest first
        width = size & -size
        size -= width
        complete = node(width.bit_length() - 1, (begin + size) // width)
        right = complete if right is None else node_hash(complete, right)
    if right is None:
        return EMPTY_ROOT
    return right
