"""What every seal takes, whatever it is of: a capture here, a comparison further down.

The authorities are asked before the transaction opens; the file is stored within it (`store_sealed`).
"""

from datetime import datetime
from typing import Protocol, TypedDict

from rempart.captures.contracts import Seal
from rempart.engines import ledger
from rempart.journal.leaves import canonical, leaf
from rempart.journal.queries import get_entry, get_inclusion_proof
from rempart.ports.sealing import ExhibitStore, LogProof, SealedPackage, Sealing


class SealColumns(TypedDict):
    """The columns of a seal, beside the key of what it seals."""

    sha256: str
    statement_sha256: str
    authorities: list[str]
    stamped_at: datetime | None
    sealed_at: datetime
    size: int


class _SealRow(Protocol):
    """A row with these columns."""

    @property
    def sha256(self) -> str: ...
    @property
    def statement_sha256(self) -> str: ...
    @property
    def authorities(self) -> list[str]: ...
    @property
    def stamped_at(self) -> datetime | None: ...
    @property
    def sealed_at(self) -> datetime: ...
    @property
    def size(self) -> int: ...


def seal_stored(package_sha256: str, log_index: int, *, sealing: Sealing, now: datetime) -> SealedPackage:
    """Sign, timestamp and prove a package of the store whose manifest the journal's entry `log_index` commits to.

    Raises SignerUnavailableError, TimestampUnavailableError, ExhibitMissingError, ExhibitLockedError.
    """
    with sealing.store.open(package_sha256) as file:
        package = file.read()
    proof = _prove_entry(log_index, sealing.checkpoint(), sealing.journal_key)
    return sealing.exhibit_format.seal(package, log_proof=proof, now=now)


def store_sealed(sealed: SealedPackage, store: ExhibitStore, now: datetime) -> SealColumns:
    """Put a sealed file in the store; the columns of its row. Called where that row is written, and nobody else can
    write it meanwhile, so that the store holds no file that no row names. Raises StoreFullError.
    """
    return {
        "sha256": store.put(sealed.content),
        "statement_sha256": sealed.statement_sha256,
        "authorities": list(sealed.authorities),
        "stamped_at": sealed.stamped_at,
        "sealed_at": now,
        "size": len(sealed.content),
    }


def read_seal(row: _SealRow | None, log_index: int) -> Seal | None:
    """The seal of a row, None where there is none yet."""
    if row is None:
        return None
    return Seal(
        sha256=row.sha256,
        statement_sha256=row.statement_sha256,
        authorities=tuple(row.authorities),
        stamped_at=row.stamped_at,
        sealed_at=row.sealed_at,
        log_index=log_index,
        size=row.size,
    )


def _prove_entry(index: int, checkpoint: str, journal_key: str) -> LogProof:
    """Where the log of `checkpoint` holds entry `index`, with what opens its commitment."""
    entry = get_entry(index)
    size = ledger.parse_checkpoint(checkpoint).size
    hashes = get_inclusion_proof(index, size)
    text = ledger.encode_proof(ledger.InclusionRecord(index=index, hashes=hashes, checkpoint=checkpoint))
    return LogProof(entry=canonical(entry).decode(), salt=entry.salt, leaf=leaf(entry), proof=text, key=journal_key)
