"""The unsealed exhibit: archive, index, pages, facts, plain words, and the manifest that lists every one of them."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC

from rempart.adapters.exhibit.case_uco import write_case_bundle
from rempart.adapters.exhibit.check_script import CHECK_SCRIPT
from rempart.adapters.exhibit.cleaning import clean_capture
from rempart.adapters.exhibit.container import write_zip
from rempart.adapters.exhibit.facts import write_facts, write_log
from rempart.adapters.exhibit.index import ARCHIVE_NAME, write_index, write_pages
from rempart.adapters.exhibit.plain_words import write_plain_words
from rempart.adapters.exhibit.records import list_records
from rempart.adapters.exhibit.warc import write_warc
from rempart.ports.capturing import PageCapture
from rempart.ports.sealing import Package

MANIFEST = "datapackage.json"
DIGEST_FILE = "datapackage-digest.json"
SOFTWARE = "Rempart"


def write_package(capture: PageCapture) -> Package:
    """The exhibit of `capture` without a seal: the same capture gives the same bytes."""
    capture = clean_capture(capture)
    files = _list_files(capture)
    manifest = _write_manifest(capture, files)
    digest = hashlib.sha256(manifest).hexdigest()
    files[MANIFEST] = manifest
    files[DIGEST_FILE] = write_digest_file(digest)
    return Package(content=write_zip(files, capture.finished_at), manifest_sha256=digest)


def write_digest_file(manifest_sha256: str, signed_data: Mapping[str, str] | None = None) -> bytes:
    """``datapackage-digest.json`` (WACZ 1.1.1), with the signature of wacz-auth where there is one."""
    content: dict[str, object] = {"path": MANIFEST, "hash": f"sha256:{manifest_sha256}"}
    if signed_data is not None:
        content["signedData"] = dict(signed_data)
    return (json.dumps(content, indent=1) + "\n").encode()


def _list_files(capture: PageCapture) -> dict[str, bytes]:
    archive, places = write_warc(list_records(capture))
    return {
        f"archive/{ARCHIVE_NAME}": archive,
        "indexes/index.cdx": write_index(places),
        "pages/pages.jsonl": write_pages(capture),
        "evidence/facts.json": write_facts(capture),
        "evidence/case-uco.jsonld": write_case_bundle(capture, archive),
        "evidence/capture-log.txt": write_log(capture),
        "evidence/check.sh": CHECK_SCRIPT.encode(),
        **{f"evidence/{name}": text.encode() for name, text in write_plain_words(capture).items()},
    }


def _write_manifest(capture: PageCapture, files: Mapping[str, bytes]) -> bytes:
    url = capture.final_url or capture.url
    at = capture.finished_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    content = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": capture.title or url,
        "created": at,
        "software": SOFTWARE,
        "mainPageUrl": url,
        "mainPageDate": at,
        "resources": [describe_resource(name, files[name]) for name in sorted(files)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def describe_resource(path: str, content: bytes) -> dict[str, object]:
    """A file as the manifest lists it."""
    return {
        "name": path.rsplit("/", 1)[-1].lower(),
        "path": path,
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "bytes": len(content),
    }
