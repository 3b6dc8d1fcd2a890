"""The facts against the archive, record by record: an insider can sign anything, but not two stories as one.

In: the facts and the records, both already read. Out: one sentence for each contradiction. What the facts say of an
exchange, a lookup, a chain, a frame, a moment is worked out anew from the records and has to be the same.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from typing import Any

from rempart.verification.coding import MAX_IN_ALL, CodingError, undo_codings
from rempart.verification.documents import DocumentError, read_object
from rempart.verification.records import Record, read_date
from rempart.verification.said import Said, fault

_RENAMED = "x-archive-orig-"
_MAY_BE_RENAMED = ("transfer-encoding", "content-encoding")
_DETAILS = frozenset(
    {"body_length", "body_sha256", "headers_as_received", "kept", "media", "note", "peer_address", "removed_inline"}
    | {"tls", "truncated"}
)
_SINGLE = ("pageinfo", "dom", "text", "view")
_RESOURCE = re.compile(r"dns:|urn:(tls-chain|rdap|pageinfo|dom|frame|text|view):")
_PAGE_INFORMATION = ("url", "final_url", "title", "links", "scripts", "inline_code")
# What reading JSON of another form than ours ends in; a lone surrogate is a ValueError.
_OTHER_FORM = (LookupError, TypeError, AttributeError, ValueError)
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>\[[^\]/?#]*\]|[^/:?#@]+)", re.IGNORECASE)
_DIGITS = {"sha256": 64, "sha1": 40, "md5": 32, "pdq": 64}
# Stands where a medium was written into words. A host has room for one; some writers cut it in its address alone.
_REMOVED = ("removed-by-rempart", "rempart-removed")
_LINE_BREAKS = str.maketrans("\r\n\0", "   ")


def find_contradictions(facts: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Said]:
    """Every place where `facts` and `records` tell two stories, or a record belongs to none."""
    yield from _exchanges(facts, records)
    yield from _lookups(facts, records)
    yield from _chains(records)
    yield from _page(facts, records)
    yield from _circumstances(facts, records)
    for record in records:
        if record.kind == "resource" and not _RESOURCE.match(record.uri):
            yield Said("The archive holds a record of {uri}, which no part of a capture is.", uri=record.uri)


def _exchanges(facts: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Said]:
    responses = [record for record in records if record.kind == "response"]
    described = {record.headers.get("warc-concurrent-to"): record for record in records if record.kind == "metadata"}
    requests = {record.headers["warc-record-id"]: record for record in records if record.kind == "request"}
    told = facts.get("exchanges")
    if not isinstance(told, list) or not len(told) == len(responses) == len(described) == len(requests):
        yield Said("The facts tell of another number of exchanges than the archive has.")
        return
    for fact, response in zip(told, responses, strict=True):
        description = described.get(response.headers["warc-record-id"])
        request = requests.get(response.headers.get("warc-concurrent-to", ""))
        if description is None or request is None or {request.uri, description.uri} != {response.uri}:
            yield Said("Request, response and facts of {uri} are not about one address.", uri=response.uri)
            continue
        try:
            details = read_object(description.block)
            if not _same(fact, _expect(details, request, response)):
                yield Said("The facts tell something else of {uri} than its records.", uri=response.uri)
            yield from _details(details, response)
        except (DocumentError, *_OTHER_FORM) as error:
            yield Said("The facts of {uri} cannot be read: {fault}.", uri=response.uri, fault=fault(error))


def _expect(details: Mapping[str, Any], request: Record, response: Record) -> dict[str, Any]:
    """What the facts must say of an exchange, after its records. Raises for details of another form."""
    headers = [(str(name), str(value)) for name, value in details["headers_as_received"]]
    words = response.status.split(" ")
    tls, media = dict(details["tls"]), details.get("media")
    expected: dict[str, Any] = {
        "url": response.uri,
        "method": request.status.split(" ", 1)[0],
        "at": response.headers["warc-date"],
        "status": int(words[1]) if len(words) > 1 and words[1].isdecimal() else 0,
        "type": _join(headers, "content-type"),
        "peer_address": response.headers.get("warc-ip-address", ""),
        "length": details["body_length"],
        "tls": None if set(tls) == {"none"} else tls,
    }
    if location := _join(headers, "location"):
        expected["redirects_to"] = location
    if media is not None:
        expected["media"] = {key: value for key, value in media.items() if key != "bytes_retained"}
    if "removed_inline" in details:
        expected["removed_inline"] = details["removed_inline"]
    return expected


def _details(details: Mapping[str, Any], response: Record) -> Iterator[Said]:
    """What an exchange's own facts say of its response."""
    where = Said("What is said of the answer {uri}", uri=response.uri)
    received = [(str(name), str(value)) for name, value in details["headers_as_received"]]
    if not set(details) <= _DETAILS:
        yield Said("{where} has another form.", where=where)
    if details.get("peer_address") != response.headers.get("warc-ip-address", ""):
        yield Said("{where} names another server address.", where=where)
    if not _same_headers(received, response.http):
        yield Said("{where} has other headers than its record.", where=where)
    if details.get("kept") != ("not whole" if "warc-truncated" in response.headers else "whole"):
        yield Said("{where} says otherwise whether it is whole.", where=where)
    media = details.get("media")
    if media is not None and (response.payload or media.get("bytes_retained") is not False):
        yield Said("{where} is that it is a medium, of which nothing is kept; its record holds something.", where=where)
    if details["tls"].get("cipher") != response.headers.get("warc-cipher-suite"):
        yield Said("{where} names another cipher.", where=where)
    yield from _impossible(details, response, where)


def _impossible(details: Mapping[str, Any], response: Record, where: Said) -> Iterator[Said]:
    """What no capture can have seen, however well facts and records agree on it."""
    yield from _impossible_encryption(details["tls"], response, where)
    yield from _impossible_media(details, response, where)
    try:
        ip_address(details["peer_address"] or "::")
    except ValueError:
        yield Said("{where} names a server address that is none.", where=where)


def _impossible_encryption(tls: Mapping[str, Any], response: Record, where: Said) -> Iterator[Said]:
    address = _ADDRESS.match(response.uri)
    encrypted = "none" not in tls
    if address and encrypted != (address["scheme"].lower() == "https"):
        yield Said("{where} is that it came encrypted, or not, and its address says otherwise.", where=where)
    host = address["host"].strip("[]").lower() if address else ""
    cut = any(marker in host for marker in _REMOVED)
    if host and encrypted and not cut and tls.get("server_name", "").lower() != host:
        yield Said("{where} names the certificate of another host.", where=where)
    if tls.get("verified") and (tls.get("problem") or not tls.get("certificates")):
        yield Said("{where} calls a certificate good that it has a problem with, or that is not there.", where=where)


def _impossible_media(details: Mapping[str, Any], response: Record, where: Said) -> Iterator[Said]:
    media = [details["media"]] if details.get("media") else []
    media += details.get("removed_inline", [])
    if media and details.get("media") and media[0].get("url") != response.uri:
        yield Said("{where} is about a medium of another address.", where=where)
    for name, digest in (pair for medium in media for pair in medium["hashes"].items()):
        if not re.fullmatch(rf"[0-9a-f]{{{_DIGITS.get(name, 64)}}}", digest):
            yield Said("{where} has a digest that is none ({name}).", where=where, name=name[:20])


def _same_headers(received: Sequence[tuple[str, str]], written: Sequence[tuple[str, str]]) -> bool:
    if len(received) != len(written):
        return False
    for (name, value), (kept, text) in zip(received, written, strict=True):
        # As the record was written: latin-1, what is not stays readable; no line can end early.
        line = f"{kept}: {text}"
        wanted = f"{name}: {value}".translate(_LINE_BREAKS).encode("latin-1", "backslashreplace").decode("latin-1")
        if name.lower() in _MAY_BE_RENAMED and kept.lower() == _RENAMED + name.lower():
            line = line[len(_RENAMED) :]
        if line != wanted:
            return False
    return True


def _lookups(facts: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Said]:
    kept = [(r.uri, r.headers["warc-date"], r.block) for r in records if r.uri.startswith("dns:")]
    try:
        told = [_expect_lookup(fact) for fact in facts["dns"]]
    except _OTHER_FORM:
        told = None
    if told != kept:
        yield Said("The lookups of names are not those that the facts tell.")


def _expect_lookup(fact: Mapping[str, Any]) -> tuple[str, str, bytes]:
    lines = [
        re.sub(r"[-:T]", "", fact["at"])[:14],
        f"; resolver {fact['resolver']}; {fact['record_type']} {fact['response_code']}",
        *([f"; refused: {' '.join(fact['refused'].split())}"] if fact["refused"] else []),
        *(" ".join(answer.split()) for answer in fact["answers"]),
    ]
    return f"dns:{fact['name']}?type={fact['record_type']}", fact["at"], "\n".join(lines).encode() + b"\n"


def _chains(records: Sequence[Record]) -> Iterator[Said]:
    """Each chain has the name of its content, and each that an exchange names is there."""
    kept = {record.uri for record in records if record.uri.startswith("urn:tls-chain:")}
    for record in records:
        if record.uri in kept and record.uri.split(":", 2)[2] != hashlib.sha256(record.block).hexdigest():
            yield Said("{uri} is another chain of certificates than its name says.", uri=record.uri)
    named = set()
    for record in records:
        if record.kind == "metadata":
            try:
                tls = read_object(record.block).get("tls")
            except DocumentError:
                continue
            if isinstance(tls, dict) and tls.get("chain"):
                named.add(str(tls["chain"]))  # anything else than a text names none that is kept
    if named != kept:
        yield Said("The chains of certificates are not those that the exchanges name.")


def _page(facts: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Said]:
    url = facts.get("final_url") or facts.get("url")
    found = {name: [r for r in records if r.uri.startswith(f"urn:{name}:")] for name in _SINGLE}
    for name, ones in found.items():
        if [r.uri for r in ones] != [f"urn:{name}:{url}"] and (ones or name != "view"):
            yield Said("The archive has not exactly one {name} of the page.", name=name)
    for name in ("dom", "text", "view"):
        stated = facts.get(f"{name}_sha256")
        if [r.headers.get("warc-block-digest") for r in found[name]] != ([f"sha256:{stated}"] if stated else []):
            yield Said("The {name} of the page is not the one that the facts name.", name=name)
    if facts.get("scripts") != list(_list_scripts(records)):
        yield Said("The scripts are not those that the facts name.")
    try:
        information = [read_object(record.block) for record in found["pageinfo"]]
    except DocumentError:
        information = []
    if not _same(information, [{key: facts.get(key) for key in _PAGE_INFORMATION}]):
        yield Said("What the archive says of the page differs from the facts.")


def _list_scripts(records: Sequence[Record]) -> Iterator[dict[str, str]]:
    decoded = 0
    for record in records:
        if record.kind != "response" or not record.payload or "javascript" not in record.join("content-type").lower():
            continue
        try:
            script = undo_codings(record.payload, record.join("content-encoding"))
        except CodingError:
            continue  # failed as a body that nobody can look into
        decoded += len(script)
        if decoded > MAX_IN_ALL:
            return  # failed as bodies that decode to too much
        yield {"url": record.uri, "sha256": hashlib.sha256(script).hexdigest()}


def _circumstances(facts: Mapping[str, Any], records: Sequence[Record]) -> Iterator[Said]:
    """Tools, policy and moments."""
    lines = records[0].block.decode(errors="replace").split("\r\n")
    information = dict(line.split(": ", 1) for line in lines if ": " in line)
    tools, policy = facts.get("tools"), facts.get("policy")
    pairs = sorted(tools.items()) if isinstance(tools, dict) else ()
    named = " ".join(f"{name}/{version}" for name, version in pairs)
    if " ".join(named.split()) != information.get("software"):
        yield Said("The tools that the facts name are not those that the archive names.")
    stated = dict(policy) if isinstance(policy, dict) else {}
    digest = stated.pop("sha256", None)
    canonical = json.dumps(stated, sort_keys=True, separators=(",", ":"))
    if digest != hashlib.sha256(canonical.encode()).hexdigest() or digest != information.get("policy"):
        yield Said("The policy that the facts tell is not the one that the archive names.")
    started, finished = str(facts.get("started_at")), str(facts.get("finished_at"))
    try:
        begin, end = read_date(started), read_date(finished)
    except ValueError:
        return  # failed as unreadable times
    if any(not begin <= record.at <= end for record in records):
        yield Said("Something in the archive happened before the capture began or after it ended.")
    if records[0].headers["warc-date"] != started:
        yield Said("The archive states another begin of the capture than the facts.")


def _same(one: object, other: object) -> bool:
    """Whether two JSON values are the same to the letter: 1, 1.0 and true are three things."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _join(headers: Sequence[tuple[str, str]], name: str) -> str:
    return ", ".join(value for key, value in headers if key.lower() == name)
