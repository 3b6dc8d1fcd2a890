"""Index, pages, facts and records must tell one story."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rempart.verification.documents import DocumentError, read_lines, read_object
from rempart.verification.manifest import ARCHIVE, FACTS, INDEX, PAGES
from rempart.verification.records import Record
from rempart.verification.report import Findings

FACTS_FORMAT = "rempart-facts/1"


def check_index(files: Mapping[str, bytes], records: tuple[Record, ...], findings: Findings) -> None:
    """One line for each response and resource record, at its place, with its digests; sorted; nothing else."""
    content = files.get(INDEX)
    if content is None:
        return  # already failed as a missing file
    lines = content.split(b"\n")
    problems = [] if lines[-1] == b"" and lines[:-1] == sorted(lines[:-1]) else ["The index is not sorted."]
    wanted = {str(record.offset): record for record in records if record.kind in ("response", "resource")}
    for line in lines[:-1]:
        try:
            stamp, fields = _index_fields(line)
        except (DocumentError, ValueError) as error:
            problems.append(f"An index line cannot be read: {error}.")
            continue
        offset = fields.get("offset")
        record = wanted.pop(offset, None) if isinstance(offset, str) else None
        if record is None:
            problems.append(f"The index points at byte {offset}, where no record begins, or twice at the same.")
        elif fields != _expected_fields(record) or stamp != _stamp(record):
            problems.append(f"The index says something else of {record.uri} than its record.")
    problems += [f"The index leaves out the record of {record.uri}." for record in wanted.values()]
    findings.judge("index.complete", problems, "The index names every record once, at its place.")


def check_facts(
    files: Mapping[str, bytes], manifest: Mapping[str, Any] | None, records: tuple[Record, ...], findings: Findings
) -> datetime | None:
    """Facts, pages and manifest against the records; returns the end of the capture where it can be read."""
    try:
        facts, pages = read_object(files.get(FACTS, b"")), read_lines(files.get(PAGES, b""))
    except DocumentError as error:
        findings.failed("facts.readable", f"Facts or pages cannot be used: {error}.")
        return None
    if facts.get("format") != FACTS_FORMAT:
        findings.failed("facts.readable", f"The facts are not of the form {FACTS_FORMAT}.")
        return None
    problems = [*_exchange_problems(facts, records), *_page_problems(facts, pages, manifest or {}, records)]
    findings.judge("facts.agree", problems, "Facts, page list, manifest and records tell the same.")
    return _finished_at(facts, findings)


def _index_fields(line: bytes) -> tuple[str, dict[str, Any]]:
    key, stamp, fields = line.decode("ascii").split(" ", 2)
    if not key:
        raise ValueError("it has no key")
    return stamp, read_object(fields.encode())


def _expected_fields(record: Record) -> dict[str, str]:
    response = record.kind == "response"
    mime = record.http.get("content-type", "") if response else record.headers.get("content-type", "")
    words = record.status.split(" ")
    status = words[1] if len(words) > 1 and words[1].isdecimal() else "0"
    return {
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


def _stamp(record: Record) -> str:
    return record.at.strftime("%Y%m%d%H%M%S") + f"{record.at.microsecond // 1000:03d}"


def _exchange_problems(facts: Mapping[str, Any], records: tuple[Record, ...]) -> list[str]:
    responses = [record for record in records if record.kind == "response"]
    described = [record for record in records if record.kind == "metadata"]
    told = facts.get("exchanges")
    if not isinstance(told, list) or len(told) != len(responses) or len(described) != len(responses):
        return ["The facts tell of another number of exchanges than the archive has."]
    problems = []
    for fact, response, description in zip(told, responses, described, strict=True):
        try:
            details = read_object(description.block)
        except DocumentError as error:
            problems.append(f"The facts of {response.uri} cannot be read: {error}.")
            continue
        status = _expected_fields(response)["status"]
        peer = response.headers.get("warc-ip-address", "")
        if not isinstance(fact, dict) or fact.get("url") != response.uri or str(fact.get("status")) != status:
            problems.append(f"The facts tell another address or status than the record of {response.uri}.")
        elif fact.get("peer_address") != peer or details.get("peer_address") != peer:
            problems.append(f"The facts tell another server address than the record of {response.uri}.")
        elif ("media" in fact) != ("media" in details) or ("media" in details and response.payload):
            problems.append(f"What is said of the medium {response.uri} does not fit its record.")
    return problems


def _page_problems(
    facts: Mapping[str, Any], pages: list[dict[str, Any]], manifest: Mapping[str, Any], records: tuple[Record, ...]
) -> list[str]:
    problems = []
    url = facts.get("final_url") or facts.get("url")
    if len(pages) != 2 or pages[0].get("format") != "json-pages-1.0" or pages[1].get("url") != url:
        problems.append("The page list names another page than the facts.")
    elif pages[1].get("ts") != manifest.get("mainPageDate"):
        problems.append("The page list states another time than the manifest.")
    if manifest.get("mainPageUrl") != url:
        problems.append("The manifest names another page than the facts.")
    texts = [record for record in records if record.uri == f"urn:text:{url}"]
    stated = "sha256:" + str(facts.get("text_sha256"))
    if len(texts) != 1 or texts[0].headers.get("warc-block-digest") != stated:
        problems.append("The text of the page is not the one that the facts name.")
    if _tell_frames(facts) != _keep_frames(records):
        problems.append("The frames of the page are not those that the facts name.")
    registries = sorted(r.uri.removeprefix("urn:rdap:") for r in records if r.uri.startswith("urn:rdap:"))
    if _tell_registries(facts) != registries:
        problems.append("The registries' records are not those that the facts name.")
    infos = [record for record in records if record.uri == f"urn:pageinfo:{url}"]
    if len(infos) != 1 or not _same_links(infos[0].block, facts):
        problems.append("What the archive says of the page differs from the facts.")
    return problems


def _tell_frames(facts: Mapping[str, Any]) -> list[tuple[str, str]] | None:
    told = facts.get("frames", [])
    if not isinstance(told, list) or not all(isinstance(frame, dict) for frame in told):
        return None
    return [(str(frame.get("record")), f"sha256:{frame.get('sha256')}") for frame in told]


def _keep_frames(records: tuple[Record, ...]) -> list[tuple[str, str]]:
    kept = (record for record in records if record.kind == "resource" and record.uri.startswith("urn:frame:"))
    return [(record.uri, record.headers.get("warc-block-digest", "")) for record in kept]


def _tell_registries(facts: Mapping[str, Any]) -> list[str] | None:
    told = facts.get("rdap", [])
    return told if isinstance(told, list) and all(isinstance(name, str) for name in told) else None


def _same_links(block: bytes, facts: Mapping[str, Any]) -> bool:
    try:
        information = json.loads(block)
    except ValueError:
        return False
    return isinstance(information, dict) and all(
        information.get(key) == facts.get(key) for key in ("url", "final_url", "title", "links")
    )


def _finished_at(facts: Mapping[str, Any], findings: Findings) -> datetime | None:
    try:
        started, finished = (
            datetime.strptime(str(facts.get(key)), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
            for key in ("started_at", "finished_at")
        )
    except ValueError:
        findings.failed("facts.readable", "The facts state no readable times.")
        return None
    if started > finished:
        findings.failed("facts.agree", "The capture ended before it began.")
    return finished
