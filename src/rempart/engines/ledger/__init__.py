"""The Merkle log: append, roots, proofs, checkpoints, tiles.

In: entry bytes, and a callable ``node(level, index)`` that returns the hash of a complete subtree.
Out: hashes, proofs, and the texts and tiles of C2SP (tlog-checkpoint, signed-note, tlog-tiles, tlog-proof).
Never: storage, clock, randomness; whoever calls keeps the nodes and the keys.
"""

from rempart.engines.ledger.checkpoints import (
    Checkpoint,
    CheckpointRejectedError,
    parse_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from rempart.engines.ledger.notes import (
    NoteRejectedError,
    encode_verifier_key,
    key_id,
    parse_verifier_key,
    public_key_of,
    sign_note,
    verify_note,
)
from rempart.engines.ledger.openings import (
    OpeningCheck,
    OpeningUnreadableError,
    check_opening,
    encode_extra,
    public_leaf,
)
from rempart.engines.ledger.proofs import InclusionRecord, ProofRejectedError, encode_proof, parse_proof
from rempart.engines.ledger.tiles import (
    TILE_WIDTH,
    TileRejectedError,
    decode_entries,
    encode_entries,
    entries_path,
    list_tiles,
    node_from_tiles,
    tile_bytes,
    tile_path,
)
from rempart.engines.ledger.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    Node,
    OutOfRangeError,
    append,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "TILE_WIDTH",
    "Checkpoint",
    "CheckpointRejectedError",
    "InclusionRecord",
    "Node",
    "NoteRejectedError",
    "OpeningCheck",
    "OpeningUnreadableError",
    "OutOfRangeError",
    "ProofRejectedError",
    "TileRejectedError",
    "append",
    "check_opening",
    "consistency_proof",
    "decode_entries",
    "encode_entries",
    "encode_extra",
    "encode_proof",
    "encode_verifier_key",
    "entries_path",
    "inclusion_proof",
    "key_id",
    "leaf_hash",
    "list_tiles",
    "node_from_tiles",
    "node_hash",
    "parse_checkpoint",
    "parse_proof",
    "parse_verifier_key",
    "public_key_of",
    "public_leaf",
    "root",
    "sign_checkpoint",
    "sign_note",
    "tile_bytes",
    "tile_path",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
