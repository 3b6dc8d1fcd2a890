"""Lies of the seal: statement, signatures, timestamps, journal."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_digest_file, write_package
from rempart.engines import ledger
from rempart.verification import verify_exhibit
from tests.factories.captures import make_capture
from tests.factories.exhibits import DIGEST_FILE, MANIFEST, Files, SmallLog, Workshop
from tests.factories.tokens import ESS_V2, encode, make_signer, name_certificate, signed_anew
from tests.fakes.timestamps import OpenSslAuthority
from tests.verification.forging import flip
from tests.verification.forging.contents import list_again, sign_again

_P384, _EC_KEY = bytes.fromhex("06052b81040022"), bytes.fromhex("06072a8648ce3d0201")
_ESS_V1 = bytes.fromhex("060b2a864886f70d010910020c")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")


def forge_statement(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Another statement, unsigned, or signed from inside in a form that a statement never has."""
    files = container.read_zip(sealed)
    statement = json.loads(files["seal/statement"])
    values: dict[str, object] = {
        "authorities": [],
        "digest_file": "0" * 64,
        "format": "rempart-seal/0",
        "log": None,
        "manifest": "0" * 64,
        "public_key": workshop.stranger.seal_public_key().hex(),
        "sealed_at": "2020-01-01T00:00:00Z",
    }
    for key, value in values.items():
        changed = json.dumps(statement | {key: value}, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        yield f"{key} changed", workshop.zip(files | {"seal/statement": changed}), "seal.signature seal.statement"
        rest = {other: item for other, item in statement.items() if other != key}
        yield f"{key} left out, signed", workshop.zip(sign_again(workshop, files, rest)), "seal.statement"
    forms = {
        "spaces": json.dumps(statement, sort_keys=True).encode() + b"\n",
        "another order": json.dumps(dict(reversed(statement.items())), separators=(",", ":")).encode() + b"\n",
        "a key twice": files["seal/statement"].replace(b"{", b'{"log":null,', 1),
        "a further key": json.dumps(statement | {"zz": 1}, sort_keys=True, separators=(",", ":")).encode() + b"\n",
        "no line break": files["seal/statement"].rstrip(),
        "a lone surrogate": files["seal/statement"].replace(b'"Authority T"', b'"\\ud800"'),
        "no JSON": b"sealed!\n",
        "a number for a text": files["seal/statement"].replace(f'"{statement["manifest"]}"'.encode(), b"1"),
        "nothing": b"",
    }
    for name, raw in forms.items():
        yield f"{name}, signed", workshop.zip(sign_again(workshop, files, raw)), "seal.statement"
    other = {"manifest": "0" * 64}, {"digest_file": "0" * 64}
    for change in other:
        yield (
            f"{next(iter(change))} changed, signed",
            workshop.zip(sign_again(workshop, files, statement | change)),
            "seal.statement",
        )


def forge_signature(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Signatures of others, of other things, or none."""
    files = container.read_zip(sealed)
    other = container.read_zip(workshop.sealed(replace(workshop.capture, title="another"), authorities=()))
    for name, code in (("signature", "seal.signature"), ("sums-signature", "seal.sums")):
        path = f"seal/{name}"
        subject = files["seal/statement" if name == "signature" else "seal/sums"]
        strange = workshop.stranger.sign_seal(hashlib.sha256(subject).digest())
        for what, value in (
            ("of another exhibit", other[path]),
            ("of a stranger", strange),
            ("empty", b""),
            ("of zeros", bytes(64)),
            ("too short", files[path][:63]),
            ("too long", files[path] + b"\0"),
            ("over the text instead of its hash", workshop.signer._seal.sign(subject)),
            ("with S + L", _with_order_added(files[path])),
        ):
            yield f"{name} {what}", workshop.zip(files | {path: value}), code
        for bit in range(0, 512, 64):
            yield f"{name}, bit {bit}", workshop.zip(files | {path: flip(files[path], bit)}), code
    for what, pem in (
        (
            "a stranger's",
            container.read_zip(workshop.sealed(signer=workshop.stranger, authorities=()))["seal/public-key"],
        ),
        ("with a line behind", files["seal/public-key"] + b"\n"),
        ("empty", b""),
    ):
        changed = list_again(workshop, files | {"seal/public-key": pem})
        yield f"public key {what}", workshop.zip(changed), "seal.key"


def forge_list(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Lists of files that leave something out or name it twice, signed from inside."""
    files = container.read_zip(sealed)
    lines = files["seal/sums"].splitlines(keepends=True)
    lists = {f"without {line[66:].decode().strip()}": b"".join(x for x in lines if x != line) for line in lines}
    lists |= {
        "in another order": b"".join(reversed(lines)),
        "with a line twice": b"".join([lines[0], *lines]),
        "with a file that is not there": b"".join([*lines, b"0" * 64 + b"  seal/zz\n"]),
        "with binary marks": files["seal/sums"].replace(b"  ", b" *"),
        "in capitals": files["seal/sums"].upper(),
        "empty": b"",
    }
    for name, raw in lists.items():
        signature = workshop.signer.sign_seal(hashlib.sha256(raw).digest())
        changed = files | {"seal/sums": raw, "seal/sums-signature": signature}
        yield name, workshop.zip(changed), "seal.complete"


def forge_wacz_signature(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """The signature of the WACZ in forms that some readers take, sealed from inside."""
    files = container.read_zip(sealed)
    manifest = hashlib.sha256(files[MANIFEST]).hexdigest()
    signed = json.loads(files[DIGEST_FILE])["signedData"]
    raw = base64.b64decode(signed["signature"])
    der = encode_dss_signature(int.from_bytes(raw[:48], "big"), int.from_bytes(raw[48:], "big"))
    small = ec.generate_private_key(ec.SECP256R1())
    small_key = small.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    small_signature = small.sign(signed["hash"].encode(), ec.ECDSA(hashes.SHA256()))
    strange, strange_key = workshop.stranger.sign_wacz("sha256:" + "0" * 64)
    changes = {
        "a DER signature": {"signature": _base64(der)},
        "P-256": {"signature": _base64(small_signature), "publicKey": _base64(small_key)},
        "a curve that nobody knows": {"publicKey": _base64(_other_key(signed, _P384, b"\x06\x05\x2b\x81\x04\x00\x63"))},
        "a kind of key that nobody knows": {"publicKey": _base64(_other_key(signed, _EC_KEY, _EC_KEY[:-1] + b"\x09"))},
        "a stranger's key": {"publicKey": strange_key},
        "a stranger's signature": {"signature": strange},
        "a signature over another hash": {"signature": strange, "publicKey": strange_key},
        "another hash": {"hash": "sha256:" + "0" * 64},
        "another time": {"created": "2020-01-01T00:00:00Z"},
        "a space in the base64": {"signature": signed["signature"][:8] + " " + signed["signature"][8:]},
        "no base64": {"signature": "!"},
        "an empty signature": {"signature": ""},
        "an empty key": {"publicKey": ""},
        "r and s of zero": {"signature": _base64(bytes(96))},
        "a further property": {"timeSignature": "x"},
        "a domain without its proof": {"domain": "hotline.example"},
    }
    for name, change in changes.items():
        yield name, _with_digest_file(workshop, files, write_digest_file(manifest, signed | change)), "wacz.signature"
    for key in signed:
        rest = {other: value for other, value in signed.items() if other != key}
        yield f"without {key}", _with_digest_file(workshop, files, write_digest_file(manifest, rest)), "wacz.signature"
    text = files[DIGEST_FILE].decode()
    for name, changed, code in (
        ("another path", text.replace(MANIFEST, "other.json"), "wacz.digest"),
        ("a further property outside", text.replace('"path"', '"more": 1,\n "path"'), "wacz.digest"),
        ("a key twice", text.replace('"path"', '"path": "x",\n "path"'), "wacz.digest"),
        ("no JSON", "{", "wacz.digest"),
    ):
        yield name, _with_digest_file(workshop, files, changed.encode()), code


def forge_timestamp(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Tokens of others, over other things, damaged, or by self-made authorities; listed anew from inside."""
    files = container.read_zip(sealed)
    token, request = "seal/timestamp-1", "seal/request-1"
    digest = hashlib.sha256(files["seal/statement"]).digest()
    other = workshop.authority.stamp(bytes(32))
    again = workshop.authority.stamp(digest)
    with TemporaryDirectory() as folder:
        selfmade = OpenSslAuthority(Path(folder) / "own", workshop.now)
        own = selfmade.stamp(digest)
    replaced = {
        "over another digest": ({token: other.response}, "timestamp.token"),
        "over another digest, with its request": (
            {token: other.response, request: other.request},
            "timestamp.token",
        ),
        "of another question": ({token: again.response}, "timestamp.token"),
        "with another question": ({request: again.request}, "timestamp.token"),
        "of a self-made authority": ({token: own.response, request: own.request}, "timestamp.chain"),
        "a refusal": ({token: bytes.fromhex("30053003020102")}, "timestamp.token"),
        "empty": ({token: b""}, "timestamp.token"),
        "no token": ({token: b"0\x80"}, "timestamp.token"),
        "no request": ({request: b""}, "timestamp.token"),
        "with a byte behind": ({token: files[token] + b"\0"}, "timestamp.token"),
        "a second one": ({"seal/timestamp-2": again.response, "seal/request-2": again.request}, "timestamp.present"),
    }
    for name, (change, code) in replaced.items():
        yield name, workshop.zip(list_again(workshop, files | change)), f"{code} timestamp.token"
    raw = files[token]
    for place in range(0, len(raw) * 8, len(raw) // 4):
        changed = list_again(workshop, files | {token: flip(raw, place + 3)})
        outside = workshop.zip(files | {token: flip(raw, place + 3)})
        yield f"bit {place} turned", outside, "seal.complete"
        if place > len(raw) * 6:  # signer info: every bit there is signed or is the signature
            yield f"bit {place} turned, listed", workshop.zip(changed), "timestamp.token timestamp.chain"


def forge_token(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Tokens signed anew: by certificates that are not for stamping, or that nothing signed names."""
    files = container.read_zip(sealed)
    response = files["seal/timestamp-1"]
    true_key = load_pem_private_key(workshop.authority.key_file.read_bytes(), password=None)
    assert isinstance(true_key, ec.EllipticCurvePrivateKey)
    own_key = ec.generate_private_key(ec.SECP256R1())
    stamping, signing = ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING
    true_name = [name_certificate(workshop.authority.signer)]
    strange = make_signer(own_key, workshop.now, [stamping])

    assert _token_problems(workshop, files, signed_anew(response, true_key, partial(_named, naming=true_name))) == []
    for name, naming in {
        "no certificate named": [],
        "another certificate named": [name_certificate(strange)],
        "two names": true_name * 2,
        "a name that names nothing": [_name_nothing(ESS_V2)],
        "a name of the older kind that names nothing": [_name_nothing(_ESS_V1)],
    }.items():
        changed = signed_anew(response, true_key, partial(_named, naming=naming))
        yield name, workshop.zip(list_again(workshop, files | {"seal/timestamp-1": changed})), "timestamp.token"
    for name, usages, critical in (
        ("a signer for code too", [stamping, signing], True),
        ("a signer for code", [signing], True),
        ("a signer for stamping, not critical", [stamping], False),
        ("a signer for anything", [], True),
    ):
        certificate = make_signer(own_key, workshop.now, usages, critical=critical)
        naming = [name_certificate(certificate)]
        changed = signed_anew(response, own_key, partial(_named, naming=naming), certificate)
        yield name, workshop.zip(list_again(workshop, files | {"seal/timestamp-1": changed})), "timestamp.token"
    naming = [name_certificate(strange)]
    changed = signed_anew(response, own_key, partial(_named, naming=naming), strange)
    yield (
        "a signer of its own",
        workshop.zip(list_again(workshop, files | {"seal/timestamp-1": changed})),
        ("timestamp.chain"),
    )
    changed = signed_anew(response, true_key, lambda a: [x for x in a if _MESSAGE_DIGEST not in x])
    yield (
        "no digest signed",
        workshop.zip(list_again(workshop, files | {"seal/timestamp-1": changed})),
        ("timestamp.token"),
    )


def forge_clock(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Times that cannot all be true, from inside."""
    for hours in (1, 24, -1, -24, 24 * 365):
        sealed = container.read_zip(workshop.sealed())
        moment = workshop.now + timedelta(hours=hours)
        statement = json.loads(sealed["seal/statement"]) | {"sealed_at": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
        yield f"sealed {hours} hours off", _stamped_again(workshop, sealed, statement), "timestamp.clock"
    later = make_capture(started_at=workshop.now, finished_at=workshop.now + timedelta(hours=2))
    files = container.read_zip(workshop.sealed(later))
    yield "captured after it was stamped", container.write_zip(files, later.finished_at), "timestamp.clock"
    backwards = make_capture(started_at=workshop.now, finished_at=workshop.now - timedelta(seconds=5))
    files = container.read_zip(workshop.sealed(backwards))
    yield "ended before it began", container.write_zip(files, backwards.finished_at), "facts.agree"
    sealed = container.read_zip(workshop.sealed())
    statement = json.loads(sealed["seal/statement"]) | {"sealed_at": "yesterday"}
    yield "sealed at no time", _stamped_again(workshop, sealed, statement), "seal.statement"
    unstamped = container.read_zip(workshop.sealed(later, authorities=(), logged=False))
    yield "captured after it was sealed", container.write_zip(unstamped, later.finished_at), "timestamp.clock"
    bare = container.read_zip(workshop.sealed(authorities=(), logged=False))
    for days in (1, 365, 365 * 70):
        to_come = (workshop.now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        statement = json.loads(bare["seal/statement"]) | {"sealed_at": to_come}
        yield f"sealed {days} days from now", workshop.zip(sign_again(workshop, bare, statement)), "timestamp.clock"
    for text in ("2026-11-26T03:00:60Z", "2026-11-26T3:00:00Z", "2026-11-26T03:00:00+00:00"):
        statement = json.loads(bare["seal/statement"]) | {"sealed_at": text}
        yield f"sealed at {text}", workshop.zip(sign_again(workshop, bare, statement)), "seal.statement"


def forge_journal(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Proofs of other entries, in other logs, under other heads; sealed or listed anew from inside."""
    files = container.read_zip(sealed)
    proof = files["seal/journal-proof"].decode()
    foreign = workshop.log.prove("0" * 64)
    other_log = replace(workshop.log, seed=bytes(range(1, 33)))
    strange = other_log.prove(hashlib.sha256(files[MANIFEST]).hexdigest())
    lines = proof.split("\n")
    changes: dict[str, dict[str, bytes]] = {
        "the entry of another exhibit": {
            "seal/journal-entry": foreign.entry.encode(),
            "seal/journal-leaf": foreign.leaf,
            "seal/journal-proof": foreign.proof.encode(),
        },
        "the proof of another exhibit": {"seal/journal-proof": foreign.proof.encode()},
        "another leaf": {"seal/journal-leaf": foreign.leaf},
        "another entry": {"seal/journal-entry": foreign.entry.encode()},
        "another salt": {"seal/journal-salt": b"0" * 64},
        "a salt that is no number": {"seal/journal-salt": b"salt"},
        "an entry that is no JSON": {"seal/journal-entry": b"{"},
        "a proof under another key": {"seal/journal-proof": strange.proof.encode()},
        "another index": {"seal/journal-proof": proof.replace(lines[1], "index 5").encode()},
        "an index beyond the end": {"seal/journal-proof": proof.replace(lines[1], "index 99").encode()},
        "an index with a zero before": {"seal/journal-proof": proof.replace(lines[1], "index 04").encode()},
        "another size": {"seal/journal-proof": proof.replace("\n11\n", "\n12\n").encode()},
        "another origin": {"seal/journal-proof": proof.replace(workshop.log.origin, "other.example/journal").encode()},
        "a hash left out": {"seal/journal-proof": "\n".join(lines[:2] + lines[3:]).encode()},
        "a hash more": {"seal/journal-proof": "\n".join([*lines[:3], *lines[2:]]).encode()},
        "another header": {"seal/journal-proof": proof.replace("@v1", "@v2").encode()},
        "no signature": {"seal/journal-proof": proof[: proof.index("\u2014")].encode()},
        "no text": {"seal/journal-proof": b"\xff"},
        "nothing": {"seal/journal-proof": b""},
    }
    for name, change in changes.items():
        yield name, workshop.zip(list_again(workshop, files | change)), "journal.proof"
    raw = files["seal/journal-proof"]
    for place in range(30 * 8, len(raw) * 8, len(raw) // 3):
        changed = workshop.zip(list_again(workshop, files | {"seal/journal-proof": flip(raw, place)}))
        yield f"bit {place} of the proof turned", changed, "journal.proof"
    bare = container.read_zip(workshop.sealed(authorities=(), logged=False))
    added = {name: files[name] for name in files if name.startswith("seal/journal")}
    yield "a proof that was not announced", workshop.zip(list_again(workshop, bare | added)), "journal.present"
    package = write_package(workshop.capture).content
    log = SmallLog(seed=bytes(range(2, 34)))
    theirs = replace(workshop.log, seed=log.seed)
    yield "a log of the forger's own", workshop.seal(package, authorities=(), log=theirs), "journal.key"
    head = ledger.Checkpoint(origin=workshop.log.origin, size=11, root=bytes(32))
    note = ledger.sign_checkpoint(head, workshop.log.origin, workshop.log.seed)
    text = proof.split("\n\n")[0] + "\n\n" + note
    beheaded = list_again(workshop, files | {"seal/journal-proof": text.encode()})
    yield "a true head of another tree", workshop.zip(beheaded), "journal.proof"


def _named(attributes: list[bytes], naming: list[bytes]) -> list[bytes]:
    return [attribute for attribute in attributes if ESS_V2 not in attribute] + naming


def _name_nothing(kind: bytes) -> bytes:
    """The signed attribute of this kind with a name of a certificate in which no part is."""
    return encode(0x30, kind + encode(0x31, encode(0x30, encode(0x30, encode(0x30, b"")))))


def _token_problems(workshop: Workshop, files: Files, token: bytes) -> list[str]:
    """What the verifier has against a token signed anew by the true key: nothing, or these tests prove nothing."""
    report = verify_exhibit(workshop.zip(list_again(workshop, files | {"seal/timestamp-1": token})), workshop.trust)
    return [check.text for check in report.list_failed()]


def _with_digest_file(workshop: Workshop, files: Files, digest_file: bytes) -> bytes:
    statement = json.loads(files["seal/statement"])
    statement["digest_file"] = hashlib.sha256(digest_file).hexdigest()
    return workshop.zip(sign_again(workshop, files | {DIGEST_FILE: digest_file}, statement))


def _stamped_again(workshop: Workshop, files: Files, statement: dict[str, object]) -> bytes:
    changed = sign_again(workshop, files, statement)
    token = workshop.authority.stamp(hashlib.sha256(changed["seal/statement"]).digest())
    changed |= {"seal/timestamp-1": token.response, "seal/request-1": token.request}
    return workshop.zip(list_again(workshop, changed))


def _other_key(signed: dict[str, str], old: bytes, new: bytes) -> bytes:
    key = base64.b64decode(signed["publicKey"])
    assert key.count(old) == 1
    return key.replace(old, new)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _with_order_added(signature: bytes) -> bytes:
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(signature[32:], "little") + order
    return signature[:32] + scalar.to_bytes(32, "little")
