"""Index, pages, facts and records must tell one story."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rempart.verification.beside import check_beside
from rempart.verification.documents import DocumentError, OtherVersionError, read_lines, read_object
from rempart.verification.manifest import ARCHIVE, FACTS, INDEX, PAGES
from rempart.verification.records import Record, read_date
from rempart.verification.report import Findings
from rempart.verification.said import Said
from rempart.verification.story import find_contradictions
from rempart.verification.surt import make_key

FACTS_FORMAT = "rempart-facts/2"
_KNOWN = int(FACTS_FORMAT.rpartition("/")[2])
_FORM = re.compile(r"rempart-facts/([1-9][0-9]{0,3})\Z")
_PAGES_HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": False}


def check_index(files: Mapping[str, bytes], records: tuple[Record, ...], findings: Findings) -> None:
    """One line for each response and resource record, at its place, with its digests; sorted; nothing else."""
    content = files.get(INDEX)
    if content is None:
        return  # already failed as a missing file
    expected = sorted(_expect_line(record) for record in records if record.kind in ("response", "resource"))
    lines = content.split(b"\n")
    told, known = set(lines), set(expected)
    odd = [line for line in lines[:-1] if line not in known]
    problems = [
        Said("The index says what no record does: {line}", line=line[:100].decode(errors="replace")) for line in odd
    ]
    problems += [Said("The index leaves out {line}", line=line[:100].decode()) for line in expected if line not in told]
    if not problems and lines != [*expected, b""]:
        problems.append(Said("The index is not sorted, names a record twice, or does not end with a line."))
    findings.judge("index.complete", problems, Said("The index names every record once, at its place."))


def check_facts(
    files: Mapping[str, bytes], manifest: Mapping[str, Any] | None, records: tuple[Record, ...], findings: Findings
) -> datetime | None:
    """Facts, pages and manifest against the records; returns the end of the capture where it can be read."""
    try:
        facts, pages = read_object(files.get(FACTS, b"")), read_lines(files.get(PAGES, b""))
    except DocumentError as error:
        findings.failed("facts.readable", Said("Facts or pages cannot be used: {error}.", error=error))
        return None
    version = facts.get("format")
    form = _FORM.match(version) if isinstance(version, str) else None
    if form and int(form[1]) != _KNOWN:
        told = {"version": version, "known": FACTS_FORMAT}
        if int(form[1]) > _KNOWN:
            said = Said("a newer verifier: its facts are of the form {version}, this one knows {known}", **told)
        else:
            said = Said("an earlier verifier: its facts are of the form {version}, this one knows {known}", **told)
        raise OtherVersionError(said)
    if not form:
        findings.failed("facts.readable", Said("The facts are not of the form {known}.", known=FACTS_FORMAT))
        return None
    problems = [*find_contradictions(facts, records), *_page_problems(facts, pages, manifest or {}, records)]
    findings.judge("facts.agree", problems, Said("Facts, page list, manifest and records tell the same."))
    check_beside(files, facts, findings)
    return _finished_at(facts, findings)


def _expect_line(record: Record) -> bytes:
    response = record.kind == "response"
    mime = _first(record, "content-type") if response else record.headers.get("content-type", "")
    words = record.status.split(" ")
    status = words[1] if len(words) > 1 and words[1].isdecimal() else "0"
    fields = {
        "url": record.uri,
        "mime": mime.split(";")[0].strip().lower() or "unk",
        "status": status if response else "200",
        # A resource has no HTTP head, so its payload is its block.
        "digest": record.headers.get("warc-payload-digest" if response else "warc-block-digest", ""),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": ARCHIVE.split("/")[1],
        "recordDigest": "sha256:" + record.sha256,
    }
    return f"{make_key(record.uri)} {_stamp(record)} {json.dumps(fields)}".encode()


def _first(record: Record, name: str) -> str:
    return next((value for key, value in record.http if key.lower() == name), "")


def _stamp(record: Record) -> str:
    return record.at.strftime("%Y%m%d%H%M%S") + f"{record.at.microsecond // 1000:03d}"


def _page_problems(
    facts: Mapping[str, Any], pages: list[dict[str, Any]], manifest: Mapping[str, Any], records: tuple[Record, ...]
) -> list[Said]:
    problems = []
    url = facts.get("final_url") or facts.get("url")
    title = facts.get("title") or url
    page = {"id", "title", "ts", "url"}
    if len(pages) != 2 or pages[0] != _PAGES_HEADER or set(pages[1]) != page or pages[1].get("url") != url:
        problems.append(Said("The page list names another page than the facts, or has another form."))
    elif pages[1].get("ts") != manifest.get("mainPageDate") or pages[1].get("title") != title:
        problems.append(Said("The page list states another time than the manifest, or another title than the facts."))
    if manifest.get("mainPageUrl") != url or manifest.get("title") != title:
        problems.append(Said("The manifest names another page than the facts, or another title."))
    if str(facts.get("finished_at"))[:19] + "Z" != manifest.get("created"):
        problems.append(Said("The manifest states another end of the capture than the facts."))
    if _tell_frames(facts) != _keep_frames(records):
        problems.append(Said("The frames of the page are not those that the facts name."))
    registries = sorted(r.uri.removeprefix("urn:rdap:") for r in records if r.uri.startswith("urn:rdap:"))
    if _tell_registries(facts) != registries:
        problems.append(Said("The registries' records are not those that the facts name."))
    return problems


def _tell_frames(facts: Mapping[str, Any]) -> list[tuple[str, str]] | None:
    told = facts.get("frames", [])
    if not isinstance(told, list) or not all(isinstance(frame, dict) for frame in told):
        return None
    names = [f"urn:frame:{number}:{frame.get('url')}" for number, frame in enumerate(told, 1)]
    if [frame.get("record") for frame in told] != names:
        return None
    return [(name, f"sha256:{frame.get('sha256')}") for name, frame in zip(names, told, strict=True)]


def _keep_frames(records: tuple[Record, ...]) -> list[tuple[str, str]]:
    kept = (record for record in records if record.kind == "resource" and record.uri.startswith("urn:frame:"))
    return [(record.uri, record.headers.get("warc-block-digest", "")) for record in kept]


def _tell_registries(facts: Mapping[str, Any]) -> list[str] | None:
    told = facts.get("rdap", [])
    return told if isinstance(told, list) and all(isinstance(name, str) for name in told) else None


def _finished_at(facts: Mapping[str, Any], findings: Findings) -> datetime | None:
    try:
        started, finished = (read_date(str(facts.get(key))) for key in ("started_at", "finished_at"))
    except ValueError:
        findings.failed("facts.readable", Said("The facts state no readable times."))
        return None
    if started > finished:
        findings.failed("facts.agree", Said("The capture ended before it began."))
    return finished
