"""The manifest and the files: every file is listed, every listed file is there, every hash holds."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rempart.verification.container import Container
from rempart.verification.documents import DocumentError, read_object
from rempart.verification.report import Findings

MANIFEST = "datapackage.json"
DIGEST_FILE = "datapackage-digest.json"
ARCHIVE = "archive/data.warc.gz"
INDEX = "indexes/index.cdx"
PAGES = "pages/pages.jsonl"
FACTS = "evidence/facts.json"
# What the manifest lists, no more and no less: a further archive or page list would be read by replay tools unchecked.
_LISTED = frozenset(
    {ARCHIVE, INDEX, PAGES, FACTS, "evidence/check.sh", "evidence/README.en.html", "evidence/README.fr.html"}
    | {"evidence/case-uco.jsonld", "evidence/capture-log.txt"}
)
_SEAL_NAMES = re.compile(
    r"seal/(statement|public-key|signature|sums|sums-signature|(timestamp|request|revocation)-[1-9]|journal-(entry|salt|leaf|proof))\Z"
)
_KEYS = frozenset(
    {"profile", "wacz_version", "title", "created", "software", "mainPageUrl", "mainPageDate", "resources"}
)
_RESOURCE_KEYS = frozenset({"name", "path", "hash", "bytes"})


@dataclass(frozen=True, slots=True)
class Form:
    """What a manifest of one kind of exhibit says and lists."""

    words: str
    fixed: Mapping[str, str]
    keys: frozenset[str]
    listed: frozenset[str]


CAPTURE = Form("WACZ 1.1.1", {"profile": "data-package", "wacz_version": "1.1.1"}, _KEYS, _LISTED)


def check_manifest(container: Container, findings: Findings, form: Form = CAPTURE) -> dict[str, Any] | None:
    """The manifest, or None where it cannot be used. A missing one is failed here."""
    content = container.files.get(MANIFEST)
    if content is None:
        findings.failed("manifest.present", f"There is no {MANIFEST}: nothing says what belongs to the exhibit.")
        return None
    try:
        manifest = read_object(content)
        resources = _read_resources(manifest)
    except DocumentError as error:
        findings.failed("manifest.readable", f"{MANIFEST} cannot be used: {error}.")
        return None
    findings.judge(
        "manifest.form", _form_problems(manifest, container, form), f"The manifest has the form of {form.words}."
    )
    findings.judge(
        "manifest.files", _file_problems(container.files, resources, form.listed), "Files and manifest name the same."
    )
    findings.judge(
        "manifest.hashes", _hash_problems(container.files, resources), f"{len(resources)} files have their hashes."
    )
    return manifest


def _read_resources(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    listed = manifest.get("resources")
    if not isinstance(listed, list):
        raise DocumentError("it has no list of resources")
    resources: dict[str, dict[str, Any]] = {}
    for item in listed:
        if not isinstance(item, dict) or frozenset(item) != _RESOURCE_KEYS or not isinstance(item["path"], str):
            raise DocumentError("a resource has other properties than name, path, hash and bytes")
        if item["path"] in resources:
            raise DocumentError(f"{item['path']} is listed twice")
        resources[item["path"]] = item
    return resources


def _form_problems(manifest: Mapping[str, Any], container: Container, form: Form) -> list[str]:
    problems = []
    if any(manifest.get(name) != value for name, value in form.fixed.items()):
        problems.append(f"The manifest is not of {', '.join(f'{k} {v}' for k, v in form.fixed.items())}.")
    if unknown := sorted(set(manifest) ^ form.keys):
        problems.append(f"The manifest has unknown or missing properties: {', '.join(unknown)}.")
    stated = re.match(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z\Z", str(manifest.get("created")))
    if not stated:
        problems.append("The manifest's `created` is no time in UTC.")
    else:
        *day, second = (int(part) for part in stated.groups())
        if (*day, second - second % 2) != container.at:
            problems.append("The container carries another time than the manifest.")
    return problems


def _file_problems(files: Mapping[str, bytes], resources: Mapping[str, Any], wanted: frozenset[str]) -> list[str]:
    problems = [
        f"{name} is required and missing." for name in sorted(wanted) if name not in files or name not in resources
    ]
    problems += [f"{name} is listed, and no part of an exhibit." for name in sorted(resources) if name not in wanted]
    for name in sorted(files):
        outside = name in (MANIFEST, DIGEST_FILE) or _SEAL_NAMES.match(name)
        if name not in resources and not outside:
            problems.append(f"{name} is in the file, and the manifest does not list it.")
        if name in resources and outside:
            problems.append(f"{name} is listed in the manifest, where it cannot be.")
    problems += [f"{name} is listed in the manifest and missing." for name in sorted(resources) if name not in files]
    return problems


def _hash_problems(files: Mapping[str, bytes], resources: Mapping[str, dict[str, Any]]) -> list[str]:
    problems = []
    for name, item in resources.items():
        if name not in files:
            continue
        if item["hash"] != "sha256:" + hashlib.sha256(files[name]).hexdigest():
            problems.append(f"{name} does not have the hash that the manifest states: it was changed.")
        if item["bytes"] != len(files[name]) or isinstance(item["bytes"], bool):
            problems.append(f"{name} does not have the length that the manifest states.")
        if item["name"] != name.rsplit("/", 1)[-1].lower():
            problems.append(f"The manifest calls {name} {item['name']!r}.")
    return problems
