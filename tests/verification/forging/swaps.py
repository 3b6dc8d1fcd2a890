"""Lies made of true parts: seals, tokens and proofs of other exhibits, other authorities, other acts."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_package
from rempart.verification.der import Value, read_value
from tests.factories.exhibits import Workshop
from tests.factories.tokens import encode, rebuild, signed_anew
from tests.verification.forging.contents import list_again, sign_again

_SHA256, _SHA3_256 = bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040208")
_CONTENT = (1, 1, 0, 2, 1, 0)
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")


def forge_swap(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Parts of another sound exhibit of the same organisation, in every set that could pass for one seal."""
    files = container.read_zip(sealed)
    other = container.read_zip(workshop.sealed(replace(workshop.capture, title="Another")))
    sets = {
        "the whole seal": ("seal/",),
        "statement and signature": ("seal/statement", "seal/signature"),
        "statement, signature and list": ("seal/statement", "seal/signature", "seal/sums"),
        "timestamp and request": ("seal/timestamp", "seal/request"),
        "the journal's proof": ("seal/journal-",),
        "the seal and the digest file": ("seal/", "datapackage-digest.json"),
        "the digest file": ("datapackage-digest.json",),
        "manifest, digest file and seal": ("datapackage", "seal/"),
        "archive and index": ("archive/", "indexes/"),
        "what lies beside": ("evidence/",),
    }
    for name, prefixes in sets.items():
        swapped = files | {name: content for name, content in other.items() if name.startswith(prefixes)}
        yield name, workshop.zip(swapped), "seal.complete seal.statement manifest.hashes wacz.digest"
        if "list" in name:
            continue
        yield (
            f"{name}, listed anew",
            workshop.zip(list_again(workshop, swapped)),
            ("seal.statement seal.signature manifest.hashes wacz.digest timestamp.token journal.proof"),
        )


def forge_authority(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Tokens by an authority that you trust, which is not the one that the statement names; digests of other kinds."""
    files = container.read_zip(sealed)
    statement = json.loads(files["seal/statement"])
    named = statement["authorities"][0]
    for name, roots in {
        "other roots": ["0" * 64],
        "no roots": [],
        "roots in capitals": [named["roots"][0].upper()],
    }.items():
        changed = sign_again(workshop, files, statement | {"authorities": [named | {"roots": roots}]})
        token = workshop.authority.stamp(hashlib.sha256(changed["seal/statement"]).digest())
        changed |= {"seal/timestamp-1": token.response, "seal/request-1": token.request}
        yield name, workshop.zip(list_again(workshop, changed)), "timestamp.chain"
    key = load_pem_private_key(workshop.authority.key_file.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    downgraded = _of_another_digest(files["seal/timestamp-1"], key)
    request = files["seal/request-1"].replace(_SHA256, _SHA3_256)
    for name, change in {
        "a digest of another kind": {"seal/timestamp-1": downgraded},
        "a question about another kind": {"seal/request-1": request},
        "question and answer of another kind": {"seal/timestamp-1": downgraded, "seal/request-1": request},
    }.items():
        yield name, workshop.zip(list_again(workshop, files | change)), "timestamp.token"


def forge_entry(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Entries of the true log, under its true key, that are not what they are passed off as."""
    package = write_package(workshop.capture).content
    logs = {
        "an entry about another act": replace(workshop.log, act="captures.exhibit_viewed"),
        "an entry that says it lies elsewhere": replace(workshop.log, claimed=9),
        "an entry of another time than its leaf": replace(workshop.log, entry_at="2020-01-01T00:00:00+00:00"),
        "an entry of the same time by another clock": replace(
            workshop.log, entry_at="2026-11-22T03:00:02.000000+09:00"
        ),
    }
    for name, log in logs.items():
        yield name, workshop.seal(package, authorities=(), log=log), "journal.proof"


def _of_another_digest(response: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The token with SHA3-256 for the kind of its imprint, signed anew by the true key."""
    content = read_value(response)
    for number in _CONTENT:
        content = content.child(number)
    told = content.content.replace(_SHA256, _SHA3_256)
    assert told != content.content

    def change(path: tuple[int, ...], _: Value) -> bytes | None:
        return encode(0x04, told) if path == _CONTENT else None

    digest = encode(0x30, _MESSAGE_DIGEST + encode(0x31, encode(0x04, hashlib.sha256(told).digest())))
    return signed_anew(
        rebuild(read_value(response), change),
        key,
        lambda attributes: [one for one in attributes if _MESSAGE_DIGEST not in one] + [digest],
    )
