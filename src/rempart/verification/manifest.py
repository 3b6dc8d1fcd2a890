"""The manifest and the files: every file is listed, every listed file is there, every hash holds."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rempart.verification.container import Container
from rempart.verification.documents import DocumentError, read_object
from rempart.verification.report import Findings
from rempart.verification.said import Said

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
        findings.failed(
            "manifest.present", Said("There is no {file}: nothing says what belongs to the exhibit.", file=MANIFEST)
        )
        return None
    try:
        manifest = read_object(content)
        resources = _read_resources(manifest)
    except DocumentError as error:
        findings.failed("manifest.readable", Said("{file} cannot be used: {error}.", file=MANIFEST, error=error))
        return None
    findings.judge(
        "manifest.form",
        _form_problems(manifest, container, form),
        Said("The manifest has the form of {form}.", form=form.words),
    )
    findings.judge(
        "manifest.files",
        _file_problems(container.files, resources, form.listed),
        Said("Files and manifest name the same."),
    )
    findings.judge(
        "manifest.hashes",
        _hash_problems(container.files, resources),
        Said("{count} files have their hashes.", count=len(resources)),
    )
    return manifest


def _read_resources(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    listed = manifest.get("resources")
    if not isinstance(listed, list):
        raise DocumentError(Said("it has no list of resources"))
    resources: dict[str, dict[str, Any]] = {}
    for item in listed:
        if not isinstance(item, dict) or frozenset(item) != _RESOURCE_KEYS or not isinstance(item["path"], str):
            raise DocumentError(Said("a resource has other properties than name, path, hash and bytes"))
        if item["path"] in resources:
            raise DocumentError(Said("{name} is listed twice", name=item["path"]))
        resources[item["path"]] = item
    return resources


def _form_problems(manifest: Mapping[str, Any], container: Container, form: Form) -> list[Said]:
    problems = []
    if any(manifest.get(name) != value for name, value in form.fixed.items()):
        problems.append(
            Said("The manifest is not of {form}.", form=", ".join((f"{k} {v}" for k, v in form.fixed.items())))
        )
    if unknown := sorted(set(manifest) ^ form.keys):
        problems.append(Said("The manifest has unknown or missing properties: {names}.", names=", ".join(unknown)))
    stated = re.match(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z\Z", str(manifest.get("created")))
    if not stated:
        problems.append(Said("The manifest's `created` is no time in UTC."))
    else:
        *day, second = (int(part) for part in stated.groups())
        if (*day, second - second % 2) != container.at:
            problems.append(Said("The container carries another time than the manifest."))
    return problems


def _file_problems(files: Mapping[str, bytes], resources: Mapping[str, Any], wanted: frozenset[str]) -> list[Said]:
    problems = [
        Said("{name} is required and missing.", name=name)
        for name in sorted(wanted)
        if name not in files or name not in resources
    ]
    problems += [
        Said("{name} is listed, and no part of an exhibit.", name=name)
        for name in sorted(resources)
        if name not in wanted
    ]
    for name in sorted(files):
        outside = name in (MANIFEST, DIGEST_FILE) or _SEAL_NAMES.match(name)
        if name not in resources and not outside:
            problems.append(Said("{name} is in the file, and the manifest does not list it.", name=name))
        if name in resources and outside:
            problems.append(Said("{name} is listed in the manifest, where it cannot be.", name=name))
    problems += [
        Said("{name} is listed in the manifest and missing.", name=name)
        for name in sorted(resources)
        if name not in files
    ]
    return problems


def _hash_problems(files: Mapping[str, bytes], resources: Mapping[str, dict[str, Any]]) -> list[Said]:
    problems = []
    for name, item in resources.items():
        if name not in files:
            continue
        if item["hash"] != "sha256:" + hashlib.sha256(files[name]).hexdigest():
            problems.append(Said("{name} does not have the hash that the manifest states: it was changed.", name=name))
        if item["bytes"] != len(files[name]) or isinstance(item["bytes"], bool):
            problems.append(Said("{name} does not have the length that the manifest states.", name=name))
        if item["name"] != name.rsplit("/", 1)[-1].lower():
            problems.append(Said("The manifest calls {name} {other}.", name=name, other=repr(item["name"])))
    return problems
