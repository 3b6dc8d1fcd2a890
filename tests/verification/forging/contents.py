"""Lies of the content: a file is changed, removed or added, by somebody who can re-hash and even re-seal."""

import hashlib
import json
from collections.abc import Iterator

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_digest_file
from tests.factories.exhibits import DIGEST_FILE, MANIFEST, Files, Workshop, fit_manifest
from tests.verification.forging import flip

SEALED_CHANGE = "seal.complete"


def forge_changed_file(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """One bit of one file, hashes left as they were."""
    files = container.read_zip(sealed)
    for name, content in files.items():
        for place in (0, len(content) * 4, len(content) * 8 - 1):
            changed = workshop.zip(files | {name: flip(content, place)})
            code = "seal.sums seal.signature" if name.startswith("seal/") else "manifest.hashes"
            code = {"datapackage.json": "wacz.digest manifest.readable", DIGEST_FILE: "seal.statement wacz.digest"}.get(
                name, code
            )
            yield f"{name}, bit {place}", changed, f"{code} {SEALED_CHANGE} seal.key seal.statement"


def forge_rehashed_file(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """One file changed and the manifest made to fit; the old signatures are kept."""
    files = container.read_zip(sealed)
    for name in _listed(files):
        changed = files | {name: files[name] + b"\n"}
        changed[MANIFEST] = fit_manifest(changed)
        yield f"{name}, manifest fitted", workshop.zip(changed), "wacz.digest"
        digest = hashlib.sha256(changed[MANIFEST]).hexdigest()
        old = json.loads(files[DIGEST_FILE])["signedData"]
        changed[DIGEST_FILE] = write_digest_file(digest, old)
        yield f"{name}, digest fitted, old signature kept", workshop.zip(changed), "wacz.signature"
        changed[DIGEST_FILE] = write_digest_file(digest, old | {"hash": f"sha256:{digest}"})
        yield f"{name}, signed hash fitted too", workshop.zip(changed), "wacz.signature"
        changed[DIGEST_FILE] = write_digest_file(digest)
        yield f"{name}, signature dropped", workshop.zip(changed), "wacz.signature"


def forge_stranger(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """One file changed and everything made anew and sealed with a key of the forger's own."""
    files = container.read_zip(sealed)
    for name in _listed(files):
        package = workshop.package(files | {name: files[name] + b"\n"})
        for what, authorities in (("no timestamp", ()), ("a true timestamp", (workshop.authority,))):
            forged = workshop.seal(package, signer=workshop.stranger, authorities=authorities)
            yield f"{name}, sealed by a stranger, {what}", forged, "seal.key"
    yield "nothing changed, sealed by a stranger", workshop.sealed(signer=workshop.stranger), "seal.key"


def forge_removed_file(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """One file left out, without and with a manifest that fits, and by one who holds the true key."""
    files = container.read_zip(sealed)
    codes = {
        MANIFEST: "manifest.present",
        DIGEST_FILE: "wacz.digest",
        "seal/statement": "seal.present",
        "seal/signature": "seal.signature",
        "seal/public-key": "seal.key",
        "seal/sums": "seal.complete seal.sums",
        "seal/sums-signature": "seal.sums",
        "seal/timestamp-1": "timestamp.present",
        "seal/request-1": "timestamp.present timestamp.token",
        "seal/revocation-1": "seal.complete",
    }
    for name in files:
        rest = {other: content for other, content in files.items() if other != name}
        code = codes.get(name, "journal.present" if name.startswith("seal/journal") else "manifest.files")
        yield f"{name} left out", workshop.zip(rest), code
        if name in _listed(files):
            rest[MANIFEST] = fit_manifest(rest)
            yield f"{name} left out, manifest fitted", workshop.zip(rest), "manifest.files wacz.digest seal.statement"
    for name in _required(files):
        rest = {other: content for other, content in files.items() if other != name}
        yield f"{name} left out from inside", workshop.from_inside(rest), "manifest.files records.readable"
    seal = {name: content for name, content in files.items() if not name.startswith("seal/")}
    yield "the whole seal left out", workshop.zip(seal), "seal.present"


def forge_added_file(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """A file that the manifest does not list, wherever it may hide."""
    files = container.read_zip(sealed)
    names = (
        "README", "picture.png", "archive/more.warc.gz", "archive/noname", "evidence/note", "evidence/note.txt",
        "indexes/index.cdx.gz", "indexes/index.idx", "pages/extraPages.jsonl", "seal/extra", "seal/timestamp-2",
        "seal/timestamp-10", "seal/timestamp-0", "seal/journal-extra", "seal/request-2", "webarchive.yaml", "zz",
        "fuzzy/x", "seal/statement.bak", "signed/datapackage.json", "evidence/datapackage-digest.json",
        "seal/revocation-x", "seal/revocation-",
    )  # fmt: skip
    for name in names:
        yield f"{name} added", workshop.zip(files | {name: b"more"}), "manifest.files seal.complete"
    for name in ("README", "evidence/note", "seal/extra"):
        changed = files | {name: b"more"}
        lines = [
            f"{hashlib.sha256(content).hexdigest()}  {other}\n"
            for other, content in sorted(changed.items())
            if not other.startswith("seal/sums")
        ]
        changed["seal/sums"] = "".join(lines).encode()
        yield f"{name} added and put on the list", workshop.zip(changed), "seal.sums"
        changed["seal/sums-signature"] = workshop.signer.sign_seal(hashlib.sha256(changed["seal/sums"]).digest())
        yield f"{name} added from inside", workshop.zip(changed), "manifest.files"


def forge_manifest(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Manifests that readers may take in two ways, by one who holds the true key."""
    files = workshop.package_files()
    text = files[MANIFEST].decode()
    manifest = json.loads(text)
    first = manifest["resources"][0]
    hashes, form, readable = "manifest.hashes", "manifest.form", "manifest.readable"
    dumps = json.dumps
    changes = {
        "a resource twice": (dumps(manifest | {"resources": [*manifest["resources"], first]}), readable),
        "a resource left out": (dumps(manifest | {"resources": manifest["resources"][1:]}), "manifest.files"),
        "a resource that is not there": (
            dumps(manifest | {"resources": [*manifest["resources"], first | {"path": "evidence/gone"}]}),
            "manifest.files",
        ),
        "another length": (text.replace(f'"bytes": {first["bytes"]}', '"bytes": 1'), hashes),
        "a length as text": (text.replace(f'"bytes": {first["bytes"]}', '"bytes": "9"'), hashes),
        "a hash in capitals": (text.replace(first["hash"], first["hash"].upper()), hashes),
        "a hash of another kind": (text.replace(first["hash"], "md5:" + "0" * 32), hashes),
        "another name": (text.replace(f'"name": "{first["name"]}"', '"name": "other"'), hashes),
        "a further property": (dumps(manifest | {"extra": 1}), form),
        "a property missing": (dumps({k: v for k, v in manifest.items() if k != "software"}), form),
        "a key twice": (text.replace('"profile"', '"software": "other",\n "profile"', 1), readable),
        "another version": (text.replace("1.1.1", "1.2.0"), form),
        "another profile": (text.replace("data-package", "web-archive"), form),
        "a time of another form": (text.replace(manifest["created"], manifest["created"] + ".5"), form),
        "another time": (
            text.replace(f'"created": "{manifest["created"]}"', '"created": "2020-01-01T00:00:00Z"'),
            form,
        ),
        "resources as a table": (dumps(manifest | {"resources": {}}), readable),
        "no number": (text.replace(f'"bytes": {first["bytes"]}', '"bytes": NaN'), readable),
        "no text": ("\udcff", readable),
        "a list": ("[]", readable),
        "nothing": ("", readable),
        "too deep": ("[" * 100_000, readable),
    }
    for name, (changed, code) in changes.items():
        raw = changed.encode("utf-8", errors="surrogateescape")
        yield (
            name,
            _sealed_with_manifest(workshop, files, raw),
            f"{code} {'manifest.hashes' if code == hashes else code}",
        )


def _sealed_with_manifest(workshop: Workshop, files: Files, manifest: bytes) -> bytes:
    """Sealed from inside over a manifest that the sealing code itself would refuse."""
    changed = dict(files)
    good = workshop.seal(container.write_zip(changed, workshop.now), authorities=(), logged=False)
    sealed = container.read_zip(good)
    sealed[MANIFEST] = manifest
    digest = hashlib.sha256(manifest).hexdigest()
    signature, key = workshop.signer.sign_wacz(f"sha256:{digest}")
    signed = json.loads(sealed[DIGEST_FILE])["signedData"]
    signed |= {"hash": f"sha256:{digest}", "signature": signature, "publicKey": key}
    sealed[DIGEST_FILE] = write_digest_file(digest, signed)
    statement = json.loads(sealed["seal/statement"])
    statement |= {"manifest": digest, "digest_file": hashlib.sha256(sealed[DIGEST_FILE]).hexdigest()}
    return workshop.zip(sign_again(workshop, sealed, statement))


def sign_again(workshop: Workshop, files: Files, statement: object) -> Files:
    """`files` with another statement, signed and listed anew with the true key."""
    raw = statement if isinstance(statement, bytes) else _canonical(statement)
    changed = files | {"seal/statement": raw}
    changed["seal/signature"] = workshop.signer.sign_seal(hashlib.sha256(raw).digest())
    return list_again(workshop, changed)


def list_again(workshop: Workshop, files: Files) -> Files:
    """`files` with the list of all files made and signed anew with the true key."""
    lines = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
        if not name.startswith("seal/sums")
    )
    sums = "".join(lines).encode()
    return files | {
        "seal/sums": sums,
        "seal/sums-signature": workshop.signer.sign_seal(hashlib.sha256(sums).digest()),
    }


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _listed(files: Files) -> list[str]:
    return [item["path"] for item in json.loads(files[MANIFEST])["resources"]]


def _required(files: Files) -> list[str]:
    return [name for name in _listed(files) if name not in ("evidence/case-uco.jsonld", "evidence/capture-log.txt")]
