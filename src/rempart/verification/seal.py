"""The seal: who signed what. Statement, signatures, the list of all files, the signature of the WACZ itself."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from rempart.verification.documents import DocumentError, OtherVersionError, read_object
from rempart.verification.manifest import DIGEST_FILE, MANIFEST
from rempart.verification.report import Findings, Trust
from rempart.verification.said import Said

FORMAT = "rempart-seal/1"
_LATER = re.compile(r"rempart-seal/([2-9]|[1-9][0-9]{1,3})\Z")
_KEYS = frozenset({"authorities", "digest_file", "format", "log", "manifest", "public_key", "sealed_at"})
_DIGEST_KEYS = frozenset({"path", "hash", "signedData"})
_SIGNED_KEYS = frozenset({"hash", "created", "software", "signature", "publicKey"})
_P384_BYTES = 48
_HEX_KEY = re.compile(r"[0-9a-f]{64}\Z")


def check_digest_file(files: Mapping[str, bytes], manifest: Mapping[str, Any] | None, findings: Findings) -> None:
    """``datapackage-digest.json``: the manifest's hash and the anonymous signature of wacz-auth 0.1.0."""
    if DIGEST_FILE not in files or MANIFEST not in files:
        findings.failed("wacz.digest", Said("There is no {file}, or no manifest that it could name.", file=DIGEST_FILE))
        return
    try:
        content = read_object(files[DIGEST_FILE])
    except DocumentError as error:
        findings.failed("wacz.digest", Said("{file} cannot be used: {error}.", file=DIGEST_FILE, error=error))
        return
    expected = "sha256:" + hashlib.sha256(files[MANIFEST]).hexdigest()
    problems = []
    if content.get("path") != MANIFEST or not frozenset(content) <= _DIGEST_KEYS:
        problems.append(Said("{file} has another form than WACZ 1.1.1 gives it.", file=DIGEST_FILE))
    if content.get("hash") != expected:
        problems.append(
            Said("{file} states another hash than the manifest has: the manifest was changed.", file=DIGEST_FILE)
        )
    findings.judge("wacz.digest", problems, Said("The digest file names this manifest."))
    signed = content.get("signedData")
    if signed is None:
        findings.failed("wacz.signature", Said("{file} carries no signature.", file=DIGEST_FILE))
    elif not isinstance(signed, dict) or frozenset(signed) != _SIGNED_KEYS:
        findings.failed("wacz.signature", Said("The signature has another form than wacz-auth 0.1.0 gives it."))
    else:
        problems = _signature_problems(signed, expected, (manifest or {}).get("created"))
        findings.judge("wacz.signature", problems, Said("The WACZ is signed (wacz-auth, anonymous key, ECDSA P-384)."))


def read_statement(files: Mapping[str, bytes], findings: Findings) -> dict[str, Any] | None:
    """The sealed statement, or None where there is none or it cannot be used. Raises OtherVersionError."""
    content = files.get("seal/statement")
    if content is None:
        findings.failed("seal.present", Said("The exhibit is unsealed: there is no seal/statement."))
        return None
    try:
        statement = read_object(content)
    except DocumentError as error:
        findings.failed("seal.statement", Said("seal/statement cannot be used: {error}.", error=error))
        return None
    version = statement.get("format")
    if isinstance(version, str) and _LATER.match(version):
        raise OtherVersionError(
            Said(
                "a newer verifier: its seal is of the form {version}, this verifier knows {form}",
                version=version,
                form=FORMAT,
            )
        )
    canonical = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    # A lone surrogate can be written in JSON and not in UTF-8.
    one_form = canonical.encode("utf-8", errors="replace") == content
    if version != FORMAT or frozenset(statement) != _KEYS or not one_form or not _well_typed(statement):
        findings.failed("seal.statement", Said("seal/statement is not in the one form that a statement has."))
        return None
    return statement


def check_seal(files: Mapping[str, bytes], statement: Mapping[str, Any], trust: Trust, findings: Findings) -> None:
    """What the statement names, who signed it, and that the signed list covers every file."""
    problems = []
    if statement["manifest"] != hashlib.sha256(files.get(MANIFEST, b"")).hexdigest():
        problems.append(Said("The sealed statement names another manifest than the one that is here."))
    if statement["digest_file"] != hashlib.sha256(files.get(DIGEST_FILE, b"")).hexdigest():
        problems.append(Said("The sealed statement names another {file} than the one that is here.", file=DIGEST_FILE))
    findings.judge("seal.statement", problems, Said("The sealed statement names this manifest."))
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(statement["public_key"]))
    except ValueError:
        findings.failed("seal.signature", Said("The statement's public key is no Ed25519 key."))
        return
    for code, name, signature in (
        ("seal.signature", "statement", "signature"),
        ("seal.sums", "sums", "sums-signature"),
    ):
        holds = _holds(key, files.get(f"seal/{signature}", b""), files.get(f"seal/{name}", b""))
        problem = (
            []
            if holds
            else [
                Said(
                    "seal/{signature} is no signature of the sealing key over seal/{name}.",
                    signature=signature,
                    name=name,
                )
            ]
        )
        findings.judge(code, problem, Said("The sealing key signed the {name}.", name=name))
    findings.judge("seal.complete", _sums_problems(files), Said("The signed list names every file with its hash."))
    _check_key(files, key, trust, findings)


def _check_key(files: Mapping[str, bytes], key: Ed25519PublicKey, trust: Trust, findings: Findings) -> None:
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    raw = key.public_bytes_raw()
    if files.get("seal/public-key") != pem:
        findings.failed("seal.key", Said("seal/public-key is another key than the statement's."))
    elif not trust.seal_keys:
        findings.not_possible(
            "seal.key",
            Said("Whose key {key}… is: no trusted key was given. Get it from the organisation.", key=raw.hex()[:16]),
        )
    elif raw not in trust.seal_keys:
        findings.failed(
            "seal.key", Said("The exhibit was sealed with the key {key}…, which you do not trust.", key=raw.hex()[:16])
        )
    else:
        findings.passed("seal.key", Said("The sealing key {key}… is one that you trust.", key=raw.hex()[:16]))


def _sums_problems(files: Mapping[str, bytes]) -> list[Said]:
    named = ((name, content) for name, content in sorted(files.items()) if not name.startswith("seal/sums"))
    expected = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in named).encode()
    if files.get("seal/sums") == expected:
        return []
    listed = set(files.get("seal/sums", b"").decode(errors="replace").splitlines())
    wanted = expected.decode().splitlines()
    odd = [line[66:] for line in wanted if line not in listed] + sorted(line[66:] for line in listed.difference(wanted))
    return [
        Said("seal/sums and the files differ: {names}.", names=", ".join(dict.fromkeys(odd)) or Said("order or form"))
    ]


def _signature_problems(signed: Mapping[str, Any], expected: str, created: object) -> list[Said]:
    problems = []
    if signed["hash"] != expected:
        problems.append(Said("The signature is over the hash of another manifest."))
    if signed["created"] != created:
        problems.append(Said("The signature and the manifest state different times."))
    try:
        raw, public = _decode(signed["signature"]), load_der_public_key(_decode(signed["publicKey"]))
        if not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != "secp384r1":
            raise ValueError(Said("the key is not on the curve P-384"))
        if len(raw) != 2 * _P384_BYTES:
            raise ValueError(Said("the signature is not r and s of 48 bytes each"))
        r, s = int.from_bytes(raw[:_P384_BYTES], "big"), int.from_bytes(raw[_P384_BYTES:], "big")
        public.verify(encode_dss_signature(r, s), str(signed["hash"]).encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        problems.append(Said("The WACZ's signature does not hold."))
    except (ValueError, UnsupportedAlgorithm) as error:
        problems.append(Said("The WACZ's signature cannot be used: {error}.", error=error))
    return problems


def _decode(text: object) -> bytes:
    try:
        content = base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError(Said("it is no base64")) from error
    if base64.b64encode(content).decode() != text:
        raise ValueError(Said("its base64 is not the one form that these bytes have"))
    return content


def _holds(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, hashlib.sha256(content).digest())
    except InvalidSignature:
        return False
    return bool(content)


def _well_typed(statement: Mapping[str, Any]) -> bool:
    authorities = statement["authorities"]
    return (
        all(isinstance(statement[key], str) for key in ("digest_file", "manifest", "public_key", "sealed_at"))
        and (statement["log"] is None or isinstance(statement["log"], str))
        and isinstance(authorities, list)
        and len(authorities) < 10
        and all(isinstance(a, dict) and frozenset(a) == {"name", "roots"} for a in authorities)
        and all(isinstance(a["name"], str) and isinstance(a["roots"], list) for a in authorities)
        and all(isinstance(root, str) for a in authorities for root in a["roots"])
        and _HEX_KEY.match(statement["public_key"]) is not None
        and _is_moment(statement["sealed_at"])
    )


def _is_moment(text: str) -> bool:
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") == text
