"""The ports that make an exhibit of a capture: a signer that sees hashes only, timestamps, a store, a format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.ports.capturing import PageCapture


@dataclass(frozen=True, slots=True)
class TimestampToken:
    """An RFC 3161 answer: the whole TimeStampResp in DER, checked against pinned roots when it was received.

    `request` is the TimeStampReq that was sent, in DER: it holds the nonce. `revocation` is what was told at that
    moment of the certificates behind the token: CRL and OCSP answers in PEM, empty where nobody was asked.
    """

    authority: str
    response: bytes
    stamped_at: datetime
    request: bytes = b""
    revocation: bytes = b""


class TimestampUnavailableError(OutsideUnavailableError):
    """The authority did not answer, or its answer does not verify."""

    code = "captures.timestamp_unavailable"
    template = "The timestamp authority {authority} gave no usable token: {problem}. The exhibit is retried."


class TimestampAuthority(Protocol):
    """A service of RFC 3161."""

    @property
    def name(self) -> str:
        """What the operator calls it."""
        ...

    def root_fingerprints(self) -> tuple[str, ...]:
        """SHA-256 in hex of each pinned root certificate (DER), sorted."""
        ...

    def stamp(self, sha256: bytes) -> TimestampToken:
        """A token over the 32-byte digest. Raises TimestampUnavailableError."""
        ...


class Signer(Protocol):
    """A process that holds the sealing keys and is shown nothing but hashes."""

    def sign_seal(self, sha256: bytes) -> bytes:
        """Ed25519 signature (64 bytes) over the 32-byte digest."""
        ...

    def seal_public_key(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        ...

    def sign_wacz(self, text: str) -> tuple[str, str]:
        """wacz-auth anonymous form over the ASCII text ``sha256:<hex>``: (signature, public key), both base64.

        ECDSA P-384 with SHA-256; signature is raw r||s, the key is SPKI DER.
        """
        ...


class SignerUnavailableError(OutsideUnavailableError):
    """The signer process does not answer, or its key files cannot be used."""

    code = "captures.signer_unavailable"
    template = "The signer cannot sign: {problem}. Check the key files in the data folder; see `rempart doctor`."


class ExhibitMissingError(InputRejectedError):
    """The store holds no exhibit of that digest."""

    code = "captures.exhibit_missing"
    template = "No exhibit {sha256} is in the store. Restore it from a backup; its digest is in the journal."


class ExhibitLockedError(InputRejectedError):
    """What lies in the store does not open with the key, or is not what was stored."""

    code = "captures.exhibit_locked"
    template = "Exhibit {sha256} does not open: {problem}. Use the key file it was stored with, or restore a backup."


class StoreFullError(OutsideUnavailableError):
    """The store could not take the exhibit whole; nothing half-written is left."""

    code = "captures.store_full"
    template = "The exhibit could not be stored: {problem}. Free space; the capture is tried again."


class ExhibitStore(Protocol):
    """Keeps exhibits by digest, encrypted at rest; writes whole or not at all."""

    def put(self, content: bytes) -> str:
        """Store and return the SHA-256 in hex. Storing the same content twice is no error. Raises StoreFullError, and
        ExhibitLockedError where what is held of it does not open."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The exhibit's bytes. Raises ExhibitMissingError or ExhibitLockedError."""
        ...

    def list_digests(self) -> tuple[str, ...]:
        """Every digest held, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class LogProof:
    """Where the journal's public log holds the entry that names an exhibit's manifest.

    `entry` is the internal entry in canonical JSON, `salt` what blinds it, `leaf` the exact bytes in the public
    log (they hold SHA-256(salt || entry)), `proof` a c2sp.org/tlog-proof@v1 text, `key` the log's verifier key
    in C2SP form (``name+hash+base64``).
    """

    entry: str
    salt: bytes
    leaf: bytes
    proof: str
    key: str


@dataclass(frozen=True, slots=True)
class Package:
    """An exhibit without its seal. `manifest_sha256` (hex) is what signer, authorities and journal commit to."""

    content: bytes
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """A sealed exhibit: `authorities` gave tokens, the earliest at `stamped_at` (None without any)."""

    content: bytes
    statement_sha256: str
    authorities: tuple[str, ...]
    stamped_at: datetime | None


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """One answer of a server as the exhibit holds it: address, status line, headers in their order."""

    url: str
    status: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """What a reader may look at: text, structure and facts; `screenshot` is a PNG with grey boxes for media.

    `facts` is the exhibit's ``evidence/facts.json``; `bodies` the decoded texts of HTML, CSS and scripts by URL;
    `frames` address and HTML after load of each frame in the page; `answers` what servers said, in order;
    `certificate_names` what the certificates cover that were shown for the page's own name.
    """

    url: str
    final_url: str
    title: str
    text: str
    dom: str
    screenshot: bytes
    facts: Mapping[str, object] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    frames: tuple[tuple[str, str], ...] = ()
    answers: tuple[PageAnswer, ...] = ()
    certificate_names: tuple[str, ...] = ()


class NotAnExhibitError(InputRejectedError):
    """The bytes are no exhibit that this version can read."""

    code = "captures.not_an_exhibit"
    template = "This is no exhibit that can be read: {problem}. Check it with `rempart verify`."


class ExhibitFormat(Protocol):
    """Turns a capture into a file that others can verify, and reads it back."""

    def package(self, capture: PageCapture) -> Package:
        """The exhibit without a seal; the same capture gives the same bytes."""
        ...

    def package_comparison(self, record: bytes, pages: Mapping[str, bytes], *, title: str, at: datetime) -> Package:
        """The exhibit of a comparison without a seal: its record, and HTML pages of it by language; made `at`."""
        ...

    def seal(self, package: bytes, *, log_proof: LogProof | None, now: datetime) -> SealedPackage:
        """Sign, timestamp at every configured authority, add the journal's proof.

        Raises SignerUnavailableError, TimestampUnavailableError (nothing is sealed then) or NotAnExhibitError.
        """
        ...

    def read(self, content: bytes) -> ExhibitPage:
        """What is inside, sealed or not. Raises NotAnExhibitError."""
        ...


@dataclass(frozen=True, slots=True)
class Sealing:
    """All that a seal takes: how it is made, where the files are, the journal's signed log as it stands and the log's
    verifier key in C2SP form."""

    exhibit_format: ExhibitFormat
    store: ExhibitStore
    checkpoint: Callable[[], str]
    journal_key: str
