"""Lies of the archive, by one who holds the true key: records, index, facts and page list contradict each other."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from rempart.adapters.exhibit.warc import Record
from tests.factories.captures import grey_png
from tests.factories.exhibits import ARCHIVE, INDEX, Files, Workshop, change_body
from tests.verification.forging import change_records, flip

FACTS, PAGES = "evidence/facts.json", "pages/pages.jsonl"
Records = list[Record]


def forge_records(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Records left out, doubled, or torn apart, with an index that fits."""
    links, agree = "records.links", "facts.agree"
    changes: dict[str, tuple[Callable[[Records], Records], str]] = {
        "a request left out": (lambda r: _without(r, "request", 0), links),
        "a response left out": (lambda r: _without(r, "response", 1), f"{links} {agree}"),
        "facts of a response left out": (lambda r: _without(r, "metadata", 1), f"{links} {agree}"),
        "an exchange left out": (lambda r: _without_exchange(r, 1), agree),
        "an exchange doubled": (lambda r: r + [x for x in r if x.uri.endswith("app.js")], f"{links} {agree}"),
        "the text left out": (lambda r: [x for x in r if not x.uri.startswith("urn:text:")], agree),
        "the page information left out": (lambda r: [x for x in r if not x.uri.startswith("urn:pageinfo:")], agree),
        "the text changed": (lambda r: change_records(r, "urn:text:", block=b"other text"), agree),
        "the page information changed": (lambda r: change_records(r, "urn:pageinfo:", block=b"{}"), agree),
        "the page information no JSON": (lambda r: change_records(r, "urn:pageinfo:", block=b"{"), agree),
        "no warcinfo": (lambda r: r[1:], "records.readable"),
        "the address of a response changed": (lambda r: _edit(r, "response", 1, uri="https://other.example/"), agree),
        "the status of a response changed": (_other_status, agree),
        "the server's address changed": (_other_peer, agree),
        "a medium's response with a body": (lambda r: _with_body(r, "logo.png", b"text"), agree),
        "two records with one id": (_same_id, links),
        "no record id": (lambda r: _edit(r, "response", 1, record_id="none"), "records.readable"),
        "an unknown type": (
            lambda r: change_records(r, "https://forum.example/app.js", kind="revisit"),
            f"records.readable {agree}",
        ),
        "a response without its request": (
            lambda r: _edit(r, "response", 1, fields=(("WARC-Concurrent-To", "<urn:uuid:0>"),)),
            links,
        ),
        "facts that belong to no response": (lambda r: _edit(r, "metadata", 1, fields=()), links),
        "two texts": (lambda r: r + _renamed([x for x in r if x.uri.startswith("urn:text:")]), agree),
        "a response without HTTP head": (
            lambda r: _edit(r, "response", 1, block=b"x", payload=b"x"),
            "records.readable",
        ),
    }
    for name, (change, code) in changes.items():
        yield name, workshop.from_inside(workshop.package_files(change)), code


def forge_record_bytes(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """The bytes of a record contradict what it states of itself."""
    files = workshop.package_files()
    plain = zlib.decompressobj(31)
    first = plain.decompress(files[ARCHIVE])
    members = split_members(files[ARCHIVE])
    response = next(n for n, member in enumerate(members) if b"WARC-Type: response" in member and b"<h1>" in member)
    record = members[response]
    changes = {
        "another version": record.replace(b"WARC/1.1", b"WARC/1.0", 1),
        "the body changed": record.replace(b"<h1>Forum", b"<h1>Other"),
        "the block digest changed": _replace_line(record, b"WARC-Block-Digest", b"sha256:" + b"0" * 64),
        "the payload digest changed": _replace_line(record, b"WARC-Payload-Digest", b"sha256:" + b"0" * 64),
        "the payload digest left out": _replace_line(record, b"WARC-Payload-Digest", None),
        "the block digest left out": _replace_line(record, b"WARC-Block-Digest", None),
        "the block digest of another kind": _replace_line(record, b"WARC-Block-Digest", b"sha1:" + b"0" * 32),
        "a shorter length": _replace_line(record, b"Content-Length", b"10"),
        "a longer length": _replace_line(record, b"Content-Length", b"99999999"),
        "a length that is no number": _replace_line(record, b"Content-Length", b"-1"),
        "no date": _replace_line(record, b"WARC-Date", None),
        "a date of another form": _replace_line(record, b"WARC-Date", b"2026-11-22"),
        "a date that is no day": _replace_line(record, b"WARC-Date", b"2026-13-45T99:99:99.000000Z"),
        "a length of many digits": _replace_line(record, b"Content-Length", b"9" * 5000),
        "a length in other digits": _replace_line(record, b"Content-Length", "\u0661\u0662".encode()),
        "a header twice": record.replace(b"WARC-Type: ", b"WARC-Type: resource\r\nWARC-Type: ", 1),
        "a header without colon": record.replace(b"WARC-Type", b"broken\r\nWARC-Type", 1),
        "no end": record[:-4],
        "more behind the end": record + b"more",
        "two records in one": record + first,
    }
    for name, changed in changes.items():
        parts = [*members[:response], changed, *members[response + 1 :]]
        archive = join_members(parts)
        yield name, workshop.from_inside(files | {ARCHIVE: archive}), "records.readable records.digests"
    raw = files[ARCHIVE]
    broken = {
        "cut off": raw[:-20],
        "zeros behind": raw + bytes(8),
        "not compressed": b"".join(members),
        "empty": b"",
        "a bit in the middle": flip(raw, len(raw) * 4),
        "many bombs": raw + gzip.compress(record_of(60_000_000), mtime=0) * 5,
        "a bomb": raw + gzip.compress(b"WARC/1.1\r\n\r\n" + bytes(65_000_000), mtime=0),
    }
    for name, archive in broken.items():
        yield name, workshop.from_inside(files | {ARCHIVE: archive}), "records.readable"


def forge_index(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """An index that leads readers elsewhere."""
    files = workshop.package_files()
    lines = files[INDEX].decode().splitlines(keepends=True)
    target = next(n for n, line in enumerate(lines) if "app.js" in line)
    head, stamp, raw = lines[target].split(" ", 2)
    fields = json.loads(raw)
    edits: dict[str, dict[str, Any]] = {key: {key: str(value) + "1"} for key, value in fields.items()}
    edits["offset 0"] = {"offset": "0"}
    edits["offset of many digits"] = {"offset": "9" * 5000}
    edits["offset as a number"] = {"offset": int(fields["offset"])}
    edits["a further field"] = {"more": "1"}
    for name, edit in edits.items():
        changed = f"{head} {stamp} {json.dumps(fields | edit)}\n"
        yield (
            f"{name}",
            _with_index(workshop, files, [*lines[:target], changed, *lines[target + 1 :]]),
            "index.complete",
        )
    yield "a line left out", _with_index(workshop, files, lines[1:]), "index.complete"
    yield "a line twice", _with_index(workshop, files, [lines[0], *lines]), "index.complete"
    yield "in another order", _with_index(workshop, files, lines[::-1]), "index.complete"
    yield "empty", _with_index(workshop, files, []), "index.complete"
    yield "no line break", _with_index(workshop, files, [*lines[:-1], lines[-1].rstrip()]), "index.complete"
    yield (
        "another moment",
        _with_index(workshop, files, [*lines[:target], f"{head} 2020 {raw}", *lines[target + 1 :]]),
        "index.complete",
    )
    yield (
        "a key twice",
        _with_index(workshop, files, [line.replace('{"url"', '{"url": "x", "url"') for line in lines]),
        "index.complete",
    )
    yield "no JSON", _with_index(workshop, files, [*lines[:-1], "zz 1 {\n"]), "index.complete"


def forge_facts(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Facts and page list that tell another story than the records."""
    files = workshop.package_files()
    facts = json.loads(files[FACTS])
    exchange = facts["exchanges"][1]
    medium = facts["exchanges"][-1]
    edits: dict[str, dict[str, Any]] = {
        "another address": {"url": "https://other.example/"},
        "another final address": {"final_url": "https://other.example/"},
        "another title": {"title": "Other"},
        "other links": {"links": []},
        "another text": {"text_sha256": "0" * 64},
        "an exchange left out": {"exchanges": facts["exchanges"][1:]},
        "an exchange more": {"exchanges": [*facts["exchanges"], exchange]},
        "exchanges in another order": {"exchanges": facts["exchanges"][::-1]},
        "another status": {"exchanges": _swap(facts, 1, exchange | {"status": 404})},
        "another server": {"exchanges": _swap(facts, 1, exchange | {"peer_address": "192.0.2.1"})},
        "another address of an exchange": {"exchanges": _swap(facts, 1, exchange | {"url": "https://x.example/"})},
        "a medium that was none": {"exchanges": _swap(facts, 1, exchange | {"media": medium["media"]})},
        "a medium kept silent": {
            "exchanges": _swap(facts, -1, {key: value for key, value in medium.items() if key != "media"})
        },
        "exchanges as a number": {"exchanges": 5},
        "an address as a list": {"url": [], "final_url": {"a": 1}},
        "a lone surrogate": {"url": "\ud800", "final_url": ""},
        "a number without end": {"finished_at": 1e999},
        "an exchange as a text": {"exchanges": _swap(facts, 1, "text")},
        "a frame left out": {"frames": facts["frames"][1:]},
        "a frame of other words": {"frames": [facts["frames"][0] | {"sha256": "0" * 64}, *facts["frames"][1:]]},
        "a frame that was not there": {"frames": [*facts["frames"], facts["frames"][0]]},
        "frames as a number": {"frames": 1},
        "a registry's record left out": {"rdap": []},
        "a registry's record that is not there": {"rdap": ["domain:forum.example", "ip:127.0.0.7"]},
        "registries as a text": {"rdap": "none"},
        "another form": {"format": "rempart-facts/0"},
        "no start": {"started_at": "then"},
        "an end before the start": {"finished_at": "2001-01-01T00:00:00.000000Z"},
    }
    for name, edit in edits.items():
        changed = files | {FACTS: json.dumps(facts | edit).encode()}
        yield name, workshop.from_inside(changed), "facts.agree facts.readable"
    pages = files[PAGES].decode().splitlines()
    page = json.loads(pages[1])
    for name, lines in {
        "another page": [pages[0], json.dumps(page | {"url": "https://other.example/"})],
        "another time of the page": [pages[0], json.dumps(page | {"ts": "2020-01-01T00:00:00Z"})],
        "no page": [pages[0]],
        "two pages": [*pages, pages[1]],
        "no header": [pages[1]],
        "another header": [pages[0].replace("1.0", "2.0"), pages[1]],
        "pages that are no JSON": ["{"],
    }.items():
        changed = files | {PAGES: "\n".join(lines).encode() + b"\n"}
        yield name, workshop.from_inside(changed), "facts.agree facts.readable"
    for name, raw in {"facts that are no JSON": b"{", "facts with a key twice": b'{"url":1,"url":2}'}.items():
        yield name, workshop.from_inside(files | {FACTS: raw}), "facts.readable"


MEDIA: dict[str, bytes] = {
    "png": grey_png(),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40),
    "gif": b"GIF89a\x01\x00\x01\x00" + bytes(40),
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40),
    "bmp": b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00" + bytes(40),
    "tiff": b"II*\x00\x08\x00\x00\x00" + bytes(40),
    "tiff, other order": b"MM\x00*\x00\x00\x00\x08" + bytes(40),
    "icon": b"\x00\x00\x01\x00\x01\x00\x10\x10" + bytes(40),
    "avif": b"\x00\x00\x00\x20ftypavif" + bytes(40),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "jxl": b"\xff\x0a" + bytes(40),
    "jpeg 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(40),
    "mp4": b"\x00\x00\x00\x20ftypisom" + bytes(40),
    "webm": b"\x1aE\xdf\xa3\x9f\x42\x86" + bytes(40),
    "ogg": b"OggS\x00\x02" + bytes(40),
    "flac": b"fLaC\x00\x00" + bytes(40),
    "mp3": b"ID3\x04\x00" + bytes(40),
    "avi": b"RIFF\x24\x00\x00\x00AVI LIST" + bytes(40),
    "wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40),
    "flv": b"FLV\x01\x05" + bytes(40),
    "mpeg": b"\x00\x00\x01\xba\x44" + bytes(40),
    "pdf": b"%PDF-1.7\n" + bytes(40),
}
INLINE = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMm"


def forge_media(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Media that should not be there, under a seal and hashes that all fit."""
    for name, body in MEDIA.items():
        yield f"{name} as a script", _with_script(workshop, body), "media.none"
        yield f"{name} under gzip", _with_script(workshop, gzip.compress(body, mtime=0), "gzip"), "media.none"
    markup = {
        "in an attribute": f'<img src="data:image/png;base64,{INLINE}">',
        "in a style": f"body{{background:url(data:image/webp;base64,{INLINE})}}",
        "in capitals": f"DATA:IMAGE/PNG;BASE64,{INLINE}",
        "with parameters": f"data:image/svg+xml;charset=utf-8;base64,{INLINE}",
        "a film": f"data:video/mp4;base64,{INLINE}",
        "a sound": f"data:audio/mpeg;base64,{INLINE}",
        "in per cent": "data:image/gif,%47%49%46%38%39%61%01%00%01%00%80%00",
    }
    for name, text in markup.items():
        yield f"inline {name}", _with_script(workshop, text.encode()), "media.none"
        for place in ("urn:dom:", "urn:text:"):
            files = workshop.package_files(partial(change_records, prefix=place, block=text.encode()))
            yield f"inline {name} in {place}", workshop.from_inside(files), "media.none"
    view = {"a photograph as the view": MEDIA["jpeg"], "a film as the view": MEDIA["mp4"]}
    for name, block in view.items():
        yield (
            name,
            workshop.from_inside(workshop.package_files(partial(change_records, prefix="urn:view:", block=block))),
            ("media.none"),
        )
    files = workshop.package_files()
    for name in (
        "evidence/capture-log.txt",
        "evidence/case-uco.jsonld",
        "evidence/README.fr.html",
        "evidence/check.sh",
    ):
        hidden = files[name] + markup["in a style"].encode()
        yield f"inline in {name}", workshop.from_inside(files | {name: hidden}), "media.none"
    for name in ("evidence/picture", "evidence/view.txt"):
        yield f"a picture as {name}", workshop.from_inside(files | {name: MEDIA["png"]}), "media.none"
    twice = workshop.package_files(lambda r: r + _renamed([x for x in r if x.uri.startswith("urn:view:")]))
    yield "two views", workshop.from_inside(twice), "media.none"


def _with_script(workshop: Workshop, body: bytes, coding: str = "") -> bytes:
    def change(records: Records) -> Records:
        number = next(n for n, r in enumerate(records) if r.kind == "response" and r.uri.endswith("app.js"))
        record = change_body(records[number], body)
        if coding:
            block = record.block.replace(b"\r\n\r\n", f"\r\nContent-Encoding: {coding}\r\n\r\n".encode(), 1)
            record = replace(record, block=block)
        return [*records[:number], record, *records[number + 1 :]]

    return workshop.from_inside(workshop.package_files(change))


def record_of(length: int, number: int = 0) -> bytes:
    """A record of words with so many bytes, unlike those of another number."""
    head = f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
    head += f"WARC-Date: 2026-11-22T03:00:00.000000Z\r\nWARC-Target-URI: urn:text:{number}\r\n"
    head += f"Content-Length: {length}\r\n\r\n"
    return head.encode() + bytes(length) + b"\r\n\r\n"


def _edit(records: Records, kind: str, number: int, **changes: Any) -> Records:
    at = [n for n, record in enumerate(records) if record.kind == kind][number]
    return [*records[:at], replace(records[at], **changes), *records[at + 1 :]]


def _without(records: Records, kind: str, number: int) -> Records:
    at = [n for n, record in enumerate(records) if record.kind == kind][number]
    return [*records[:at], *records[at + 1 :]]


def _without_exchange(records: Records, number: int) -> Records:
    for kind in ("request", "response", "metadata"):
        records = _without(records, kind, number)
    return records


def _renamed(records: Records) -> Records:
    return [replace(r, record_id=f"<urn:uuid:00000000-0000-4000-8000-{n:012}>") for n, r in enumerate(records)]


def _same_id(records: Records) -> Records:
    return [*records[:-1], replace(records[-1], record_id=records[-2].record_id)]


def _with_body(records: Records, ending: str, body: bytes) -> Records:
    return [change_body(r, body) if r.kind == "response" and r.uri.endswith(ending) else r for r in records]


def _other_status(records: Records) -> Records:
    return [
        replace(r, block=r.block.replace(b"200 OK", b"404 No", 1)) if r.uri.endswith("app.js") else r for r in records
    ]


def _other_peer(records: Records) -> Records:
    return [
        replace(r, fields=tuple((k, "192.0.2.9" if k == "WARC-IP-Address" else v) for k, v in r.fields))
        for r in records
    ]


def _swap(facts: dict[str, Any], number: int, value: object) -> list[object]:
    exchanges = list(facts["exchanges"])
    exchanges[number] = value
    return exchanges


def _with_index(workshop: Workshop, files: Files, lines: list[str]) -> bytes:
    return workshop.from_inside(files | {INDEX: "".join(lines).encode()})


def split_members(archive: bytes) -> list[bytes]:
    """The records of an archive as bytes."""
    members = []
    while archive:
        decoder = zlib.decompressobj(31)
        members.append(decoder.decompress(archive))
        archive = decoder.unused_data
    return members


def join_members(contents: list[bytes]) -> bytes:
    """An archive of records, each in a gzip member of its own, with nothing in its header."""
    return b"".join(gzip.compress(content, mtime=0) for content in contents)


def _replace_line(record: bytes, name: bytes, value: bytes | None) -> bytes:
    head, rest = record.split(b"\r\n\r\n", 1)
    lines = [line for line in head.split(b"\r\n") if value is not None or not line.startswith(name + b":")]
    if value is not None:
        lines = [name + b": " + value if line.startswith(name + b":") else line for line in lines]
    return b"\r\n".join(lines) + b"\r\n\r\n" + rest
