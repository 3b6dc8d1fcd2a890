"""The journal's proof: the entry that names this manifest lies in a public log whose head the log's key signed.

Written from the specifications alone (RFC 6962 hashing, C2SP tlog-proof, tlog-checkpoint, signed-note).
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rempart.verification.documents import DocumentError, read_object
from rempart.verification.manifest import MANIFEST
from rempart.verification.report import Findings, Trust
from rempart.verification.said import Said

_FILES = ("seal/journal-entry", "seal/journal-salt", "seal/journal-leaf", "seal/journal-proof")
_HEADER = "c2sp.org/tlog-proof@v1"
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,17})\Z")
_FRACTION = re.compile(r"(?<=:[0-9]{2})\.[0-9]{1,6}")
_SALT = re.compile(rb"[0-9a-f]{64}\Z")
CAPTURED = "captures.page_captured"
LOG_KEY = b"\x01"
WITNESS_KEY = b"\x04"


class ProofError(Exception):
    """The proof does not hold; the message says why."""


@dataclass(frozen=True, slots=True)
class _Proof:
    index: int
    hashes: list[bytes]
    text: str
    origin: str
    size: int
    root: bytes
    signatures: list[tuple[str, bytes]]


def check_journal(
    files: Mapping[str, bytes], statement: Mapping[str, Any], trust: Trust, findings: Findings, act: str = CAPTURED
) -> None:
    """Entry (of `act`), commitment, place in the log, and the signature of the log's head."""
    present = [name for name in _FILES if name in files]
    if statement["log"] is None:
        if present:
            findings.failed(
                "journal.present", Said("There is a journal proof that the sealed statement does not announce.")
            )
        else:
            findings.not_possible("journal.present", Said("No journal proof: no public log names this exhibit."))
        for witness in trust.witness_keys:
            _miss_witness(witness.partition("+")[0], findings)
        return
    if len(present) != len(_FILES):
        findings.failed("journal.present", Said("The statement announces a journal proof; parts of it are missing."))
        return
    try:
        _check_commitment(files, act)
        findings.passed(
            "journal.entry", Said("The journal's entry names this manifest and opens its public commitment.")
        )
        proof = _parse(files["seal/journal-proof"])
        if read_object(files["seal/journal-entry"]).get("index") != proof.index:
            raise ProofError(Said("the entry says it lies elsewhere in the log"))
        _check_place(hashlib.sha256(b"\x00" + files["seal/journal-leaf"]).digest(), proof)
        _check_signature(proof, statement["log"])
    except (ProofError, DocumentError) as error:
        findings.failed("journal.proof", Said("The journal proof does not hold: {error}.", error=error))
        return
    findings.passed(
        "journal.proof",
        Said(
            "Entry {index} of the log {origin} ({size} entries) is this one.",
            index=proof.index,
            origin=proof.origin,
            size=proof.size,
        ),
    )
    if not trust.log_keys:
        findings.not_possible(
            "journal.key", Said("Whose log {origin} is: no trusted log key was given.", origin=proof.origin)
        )
    elif statement["log"] not in trust.log_keys:
        findings.failed(
            "journal.key", Said("The head of {origin} is signed with a key that you do not trust.", origin=proof.origin)
        )
    else:
        findings.passed("journal.key", Said("The log's head is signed with a key that you trust."))
    for witness in trust.witness_keys:
        _check_witness(proof, witness, findings)


def _check_commitment(files: Mapping[str, bytes], act: str) -> None:
    entry, leaf = read_object(files["seal/journal-entry"]), read_object(files["seal/journal-leaf"])
    if not _SALT.match(files["seal/journal-salt"]):
        raise ProofError(Said("the salt is not 32 bytes in the one form that they have"))
    salt = bytes.fromhex(files["seal/journal-salt"].decode("ascii"))
    if leaf.get("commitment") != hashlib.sha256(salt + files["seal/journal-entry"]).hexdigest():
        raise ProofError(Said("the entry does not open the commitment in the log"))
    if leaf.get("act") != entry.get("act") or entry.get("act") != act:
        raise ProofError(Said("entry and leaf speak of different acts, or of another act than this exhibit tells of"))
    if leaf.get("at") != _FRACTION.sub("", str(entry.get("at"))):
        raise ProofError(Said("entry and leaf state different times"))
    facts = entry.get("facts")
    manifest = hashlib.sha256(files.get(MANIFEST, b"")).hexdigest()
    if not isinstance(facts, dict) or facts.get("manifest_sha256") != manifest:
        raise ProofError(Said("the entry names another manifest than the one that is here"))


def _parse(content: bytes) -> _Proof:
    try:
        head, separator, note = content.decode("utf-8").partition("\n\n")
    except UnicodeDecodeError as error:
        raise ProofError(Said("it is no text")) from error
    lines = head.split("\n")
    if not separator or len(lines) < 2 or lines[0] != _HEADER or not lines[1].startswith("index "):
        raise ProofError(Said("it does not begin as {form} does", form=_HEADER))
    text, separator, tail = note.rpartition("\n\n")
    body = text.split("\n")
    if not separator or len(body) != 3 or not tail.endswith("\n"):
        raise ProofError(Said("its checkpoint is not three lines, a blank one, and signatures"))
    index, size = lines[1].removeprefix("index "), body[1]
    if not _DECIMAL.match(index) or not _DECIMAL.match(size):
        raise ProofError(Said("index or size is no plain number"))
    signatures = []
    for line in tail.removesuffix("\n").split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "\u2014":
            raise ProofError(Said("a signature line is malformed"))
        signatures.append((words[1], _decode(words[2])))
    hashes = [_decode(line) for line in lines[2:]]
    return _Proof(int(index), hashes, text + "\n", body[0], int(size), _decode(body[2]), signatures)


def _check_place(leaf: bytes, proof: _Proof) -> None:
    # RFC 9162, 2.1.3.2.
    if proof.index >= proof.size:
        raise ProofError(Said("the entry lies beyond the end of the log"))
    number, last, value = proof.index, proof.size - 1, leaf
    for sibling in proof.hashes:
        if last == 0:
            raise ProofError(Said("the path is longer than the tree is high"))
        if number & 1 or number == last:
            value = hashlib.sha256(b"\x01" + sibling + value).digest()
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + sibling).digest()
        number, last = number >> 1, last >> 1
    if last or value != proof.root:
        raise ProofError(Said("the path does not lead from the entry to the root"))


def _check_signature(proof: _Proof, key: str) -> None:
    name, public_key, identifier = read_key(key, LOG_KEY)
    if name != proof.origin:
        raise ProofError(Said("the log's key belongs to another log"))
    for signer, signature in proof.signatures:
        if signer == name and signature[:4] == identifier:
            try:
                public_key.verify(signature[4:], proof.text.encode())
            except InvalidSignature as error:
                raise ProofError(Said("the signature of the log's head does not hold")) from error
            return
    raise ProofError(Said("the log's head is not signed by its key"))


def _check_witness(proof: _Proof, key: str, findings: Findings) -> None:
    """Whether the witness cosigned this head (C2SP tlog-cosignature): it saw that the log only grew."""
    try:
        name, public_key, identifier = read_key(key, WITNESS_KEY)
    except ProofError as error:
        findings.failed("journal.witness", Said("{key} is no key of a witness: {error}.", key=key, error=error))
        return
    for signer, signature in proof.signatures:
        if signer == name and signature[:4] == identifier:
            at = int.from_bytes(signature[4:12], "big")
            try:
                public_key.verify(signature[12:], f"cosignature/v1\ntime {at}\n{proof.text}".encode())
            except InvalidSignature:
                findings.failed("journal.witness", Said("The cosignature of {name} does not hold.", name=name))
            else:
                findings.passed("journal.witness", Said("{name} witnessed the log's head.", name=name))
            return
    _miss_witness(name, findings)


def _miss_witness(name: str, findings: Findings) -> None:
    findings.failed(
        "journal.witness", Said("{name}, which you named as a witness, did not cosign the log's head.", name=name)
    )


def read_key(key: str, kind: bytes) -> tuple[str, Ed25519PublicKey, bytes]:
    """Name, key and key id of a key in C2SP form. Raises ProofError."""
    parts = key.split("+", 2)
    raw = _decode(parts[2]) if len(parts) == 3 else b""
    if len(raw) != 33 or raw[:1] != kind:
        raise ProofError(Said("it is no Ed25519 key of this kind"))
    identifier = hashlib.sha256(parts[0].encode() + b"\n" + raw).digest()[:4]
    if identifier.hex() != parts[1]:
        raise ProofError(Said("the key id does not belong to its key"))
    return parts[0], Ed25519PublicKey.from_public_bytes(raw[1:]), identifier


def _decode(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProofError(Said("a line is no base64")) from error
    if base64.b64encode(content).decode() != text:
        raise ProofError(Said("a line is not the one base64 form of its bytes"))
    return content
