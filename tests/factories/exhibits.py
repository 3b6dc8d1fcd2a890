"""Exhibits and what it takes to make them: keys, an authority, a small public log; and the same in wrong hands."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.cleaning import clean_capture
from rempart.adapters.exhibit.index import ARCHIVE_NAME, write_index
from rempart.adapters.exhibit.packaging import write_digest_file, write_package
from rempart.adapters.exhibit.records import list_records
from rempart.adapters.exhibit.sealing import seal_package
from rempart.adapters.exhibit.warc import Record, write_warc
from rempart.adapters.signer import PUBLIC_KEY, FileSigner
from rempart.engines import ledger
from rempart.kernel.clock import SystemClock
from rempart.ports.capturing import PageCapture
from rempart.ports.sealing import LogProof, TimestampAuthority
from rempart.verification import Trust, load_trust
from tests.factories.captures import make_capture
from tests.fakes.timestamps import OpenSslAuthority

ARCHIVE = f"archive/{ARCHIVE_NAME}"
INDEX = "indexes/index.cdx"
MANIFEST = "datapackage.json"
DIGEST_FILE = "datapackage-digest.json"
ORIGIN = "hotline.example/journal"
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class SmallLog:
    """A public log with other entries around ours. `act`, `claimed` and `entry_at` let it lie of our entry."""

    seed: bytes = bytes(range(32))
    origin: str = ORIGIN
    before: int = 4
    after: int = 6
    act: str = "captures.page_captured"
    claimed: int | None = None
    entry_at: str = "2026-11-22T03:00:02.000000+00:00"

    @property
    def key(self) -> str:
        return ledger.encode_verifier_key(self.origin, ledger.public_key_of(self.seed))

    def prove(self, manifest_sha256: str) -> LogProof:
        """The proof that this log holds an entry that names the manifest."""
        index = self.before if self.claimed is None else self.claimed
        told = {"act": self.act, "at": self.entry_at, "facts": {"manifest_sha256": manifest_sha256}, "index": index}
        entry = json.dumps(told, sort_keys=True, separators=(",", ":"))
        salt = hashlib.sha256(b"salt").digest()
        commitment = hashlib.sha256(salt + entry.encode()).hexdigest()
        leaf = json.dumps(
            {"act": self.act, "at": "2026-11-22T03:00:02+00:00", "commitment": commitment}, separators=(",", ":")
        ).encode()
        leaves = [f"before {n}".encode() for n in range(self.before)] + [leaf]
        leaves += [f"after {n}".encode() for n in range(self.after)]
        nodes: dict[tuple[int, int], bytes] = {}

        def node(level: int, position: int) -> bytes:
            return nodes[level, position]

        for size, item in enumerate(leaves):
            nodes.update(ledger.append(size, ledger.leaf_hash(item), node))
        head = ledger.Checkpoint(origin=self.origin, size=len(leaves), root=ledger.root(len(leaves), node))
        note = ledger.sign_checkpoint(head, self.origin, self.seed)
        hashes = tuple(ledger.inclusion_proof(self.before, len(leaves), node))
        text = ledger.encode_proof(ledger.InclusionRecord(index=self.before, hashes=hashes, checkpoint=note))
        return LogProof(entry=entry, salt=salt, leaf=leaf, proof=text, key=self.key)


class Workshop:
    """The sealing organisation: its keys, its authority, its log, one capture; `trust` is what a court would know."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = SystemClock().now().replace(microsecond=123456)
        self.signer = FileSigner(folder / "keys")
        self.stranger = FileSigner(folder / "strange-keys")
        self.authority = OpenSslAuthority(folder / "tsa", self.now)
        self.log = SmallLog()
        self.trust: Trust = load_trust(
            keys=[folder / "keys" / PUBLIC_KEY],
            roots=[self.authority.root_file],
            log_keys=[self.log.key],
            now=self.now,
        )
        self.capture: PageCapture = make_capture(started_at=self.now - timedelta(seconds=2), finished_at=self.now)

    def seal(
        self,
        package: bytes,
        *,
        signer: FileSigner | None = None,
        authorities: tuple[TimestampAuthority, ...] | None = None,
        log: SmallLog | None = None,
        logged: bool = True,
        now: datetime | None = None,
    ) -> bytes:
        """`package` with the seal of this organisation, or of `signer`, and a proof of its log, or of `log`."""
        manifest = hashlib.sha256(container.read_zip(package)[MANIFEST]).hexdigest()
        return seal_package(
            package,
            signer=signer or self.signer,
            authorities=(self.authority,) if authorities is None else authorities,
            log_proof=(log or self.log).prove(manifest) if logged else None,
            now=now or self.now,
        ).content

    def sealed(self, capture: PageCapture | None = None, **how: Any) -> bytes:
        """The sealed exhibit of `capture`, else of the one capture."""
        return self.seal(write_package(capture or self.capture).content, **how)

    def from_inside(self, files: Mapping[str, bytes]) -> bytes:
        """`files` under a manifest that fits them and our true key: only what they say can give them away."""
        return self.seal(self.package(files), authorities=(), logged=False)

    def package(self, files: Mapping[str, bytes]) -> bytes:
        """`files` (seal and digest file left out) under a manifest that fits them."""
        kept = {name: content for name, content in files.items() if not name.startswith("seal/")}
        manifest = fit_manifest(kept)
        kept[MANIFEST] = manifest
        kept[DIGEST_FILE] = write_digest_file(hashlib.sha256(manifest).hexdigest())
        return container.write_zip(kept, self.now)

    def package_files(self, records: Callable[[list[Record]], list[Record]] | None = None) -> Files:
        """The files of the unsealed exhibit, with the records changed where `records` says how."""
        files = container.read_zip(write_package(self.capture).content)
        if records is not None:
            archive, places = write_warc(records(list(list_records(clean_capture(self.capture)))))
            files |= {ARCHIVE: archive, INDEX: write_index(places)}
        return files

    def zip(self, files: Mapping[str, bytes]) -> bytes:
        """`files` as they are, in a container of the right form."""
        return container.write_zip(files, self.now)


def fit_manifest(files: Mapping[str, bytes]) -> bytes:
    """The manifest in `files`, listing the present hash of every other file."""
    manifest = json.loads(files[MANIFEST])
    outside = (MANIFEST, DIGEST_FILE)
    manifest["resources"] = [
        {
            "name": name.rsplit("/", 1)[-1].lower(),
            "path": name,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for name, content in sorted(files.items())
        if name not in outside and not name.startswith("seal/")
    ]
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def change_body(record: Record, body: bytes, **changes: Any) -> Record:
    """The HTTP record with another body, its digests to match."""
    head = record.block.split(b"\r\n\r\n", 1)[0]
    return replace(record, block=head + b"\r\n\r\n" + body, payload=body, **changes)
