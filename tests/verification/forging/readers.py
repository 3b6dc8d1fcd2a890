"""Lies between readers: bytes that one reader takes for one thing and another for another, or does not look at."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import zstandard

from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_digest_file
from rempart.adapters.exhibit.warc import Record
from tests.factories.captures import grey_png
from tests.factories.exhibits import ARCHIVE, DIGEST_FILE, INDEX, MANIFEST, Workshop, change_body
from tests.verification.forging.archives import FACTS, PAGES, join_members, split_members
from tests.verification.forging.contents import sign_again

Records = list[Record]
_PNG = grey_png()


def forge_record_headers(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Header lines that end, fold or count otherwise for another reader of WARC and HTTP."""
    files = workshop.package_files()
    members = split_members(files[ARCHIVE])
    target = b"WARC-Target-URI: https://forum.example/app.js\r\n"
    number = next(n for n, one in enumerate(members) if b"WARC-Type: response" in one and target in one)
    record = members[number]
    inserted = {
        "a folded line": b" /more\r\n",
        "a folded line with a colon": b" x: y\r\n",
        "a folded line with a tab": b"\tx: y\r\n",
        "white space before the colon": b"WARC-Truncated : length\r\n",
        "no space after the colon": b"WARC-Truncated:length\r\n",
        "a bare line feed": b"WARC-Filename: a\nWARC-Target-URI: https://other.example/\r\n",
        "a bare carriage return": b"WARC-Filename: a\rWARC-Target-URI: https://other.example/\r\n",
        "a next-line sign": b"WARC-Filename: a\xc2\x85WARC-Target-URI: https://other.example/\r\n",
        "a line separator": b"WARC-Filename: a\xe2\x80\xa8WARC-Target-URI: https://other.example/\r\n",
        "a NUL": b"WARC-Filename: a\0b\r\n",
        "white space at its end": b"WARC-Filename: a \r\n",
        "a segment of a longer record": b"WARC-Segment-Number: 1\r\n",
        "the profile of a revisit": b"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n",
        "a record that it refers to": b"WARC-Refers-To: <urn:uuid:0>\r\n",
        "a hyphen of another kind": "WARC\u2010Type: revisit\r\n".encode(),
        "the type in other letters": b"warc-type: resource\r\n",
    }
    for name, line in inserted.items():
        changed = [*members[:number], record.replace(target, target + line), *members[number + 1 :]]
        yield name, workshop.from_inside(files | {ARCHIVE: join_members(changed)}), "records.readable"
    heads = {
        "a folded HTTP header": b"X-More: a\r\n b: c\r\n",
        "a bare line feed in an HTTP header": b"X-More: a\nContent-Encoding: gzip\r\n",
        "a bare carriage return in an HTTP header": b"X-More: a\rContent-Encoding: gzip\r\n",
        "white space before the colon in an HTTP header": b"Content-Encoding : gzip\r\n",
        "an HTTP header without colon": b"Content-Encoding\r\n",
        "a NUL in an HTTP header": b"X-More: a\0\r\n",
        "an HTTP header without name": b": a\r\n",
    }
    for name, line in heads.items():
        change = partial(_edit, change=partial(_with_head, line=line))
        yield name, workshop.from_inside(workshop.package_files(change)), "records.readable"
    for kind in ("revisit", "continuation", "conversion"):
        change = partial(_edit, change=partial(_of_kind, kind=kind))
        yield f"a record of the kind {kind}", workshop.from_inside(workshop.package_files(change)), "records.readable"


def forge_hidden(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Bytes where no decoder looks: in the headers of codings, behind their ends, behind the view."""
    files = workshop.package_files()
    for name, header in {
        "a comment": b"\x1f\x8b\x08\x10\0\0\0\0\0\x03" + _PNG.replace(b"\0", b"\1") + b"\0",
        "a file name": b"\x1f\x8b\x08\x08\0\0\0\0\0\x03picture\0",
        "an extra field": b"\x1f\x8b\x08\x04\0\0\0\0\0\x03" + len(_PNG).to_bytes(2, "little") + _PNG,
        "a time": b"\x1f\x8b\x08\0\1\0\0\0\0\x03",
    }.items():
        plain = split_members(files[ARCHIVE])[-1]
        member = join_members([plain])
        last = files[ARCHIVE][: _last_member(files[ARCHIVE])]
        archive = last + header + member[10:]
        yield f"{name} in a record's gzip header", workshop.from_inside(files | {ARCHIVE: archive}), "records.readable"
    text = b"var words = 'plain';" * 9
    packed, squeezed = gzip.compress(text, mtime=0), zstandard.ZstdCompressor().compress(text)
    skipped = b"\x50\x2a\x4d\x18" + len(_PNG).to_bytes(4, "little") + _PNG
    bodies = {
        "a comment in a body's gzip header": ("gzip", b"\x1f\x8b\x08\x10" + packed[4:10] + b"hidden\0" + packed[10:]),
        "behind the end of gzip": ("gzip", packed + _PNG),
        "in a second member of gzip": ("gzip", packed + gzip.compress(_PNG, mtime=0)),
        "behind the end of deflate": ("deflate", zlib.compress(text) + _PNG),
        "behind a raw deflate stream": ("deflate", zlib.compress(text)[2:-4] + _PNG),
        "behind the end of zstd": ("zstd", squeezed + _PNG),
        "in a second frame of zstd": ("zstd", squeezed + zstandard.ZstdCompressor().compress(_PNG)),
        "in a skipped frame of zstd": ("zstd", squeezed + skipped),
        "in a frame skipped first": ("zstd", skipped + squeezed),
        "in a coding that nobody undoes": ("br", _PNG),
        "under a name of no coding": ("rot13", _PNG),
        "coded under two headers": ("gzip\r\nContent-Encoding: identity", gzip.compress(_PNG, mtime=0)),
        "coded twice": ("gzip, gzip", gzip.compress(gzip.compress(_PNG, mtime=0), mtime=0)),
        "a bomb of zstd": ("zstd", zstandard.ZstdCompressor().compress(bytes(80_000_000))),
    }
    for name, (coding, body) in bodies.items():
        change = partial(_edit, change=partial(_coded, coding=coding, body=body))
        yield name, workshop.from_inside(workshop.package_files(change)), "media.none"
    chunk = len(_PNG).to_bytes(4, "big") + b"tEXt" + _PNG + bytes(4)
    views = {
        "a picture behind the view": _PNG + _PNG,
        "a picture in a chunk of the view": _PNG[:33] + chunk + _PNG[33:],
        "a view without an end": _PNG[:-12],
        "a view of nothing": _PNG[:8],
    }
    for name, view in views.items():
        change = partial(_replaced, prefix="urn:view:", block=view)
        yield name, workshop.from_inside(workshop.package_files(change)), "media.none"


def forge_encodings(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """JSON that readers decode or count in two ways."""
    files = workshop.package_files()
    facts, pages = files[FACTS], files[PAGES]
    forms = {
        "a byte order mark": b"\xef\xbb\xbf" + facts,
        "UTF-16": facts.decode().encode("utf-16"),
        "UTF-16 without a mark": facts.decode().encode("utf-16-le"),
        "UTF-32": facts.decode().encode("utf-32"),
        "broken UTF-8": facts.replace(b"Forum", b"For\xe9m", 1),
        "a number beyond all": facts.replace(b'"cookies"', b'"more": 1e999, "cookies"', 1),
        "a number below all": facts.replace(b'"cookies"', b'"more": -1e999, "cookies"', 1),
        "no number": facts.replace(b'"cookies"', b'"more": NaN, "cookies"', 1),
        "infinity": facts.replace(b'"cookies"', b'"more": Infinity, "cookies"', 1),
        "a number of 5,000 digits": facts.replace(b'"cookies"', b'"more": ' + b"9" * 5000 + b', "cookies"', 1),
        "a key twice, once in escapes": facts.replace(b'"title"', b'"t\\u0069tle": "Other", "title"', 1),
        "nested a hundred deep": facts.replace(b'"cookies"', b'"more": ' + b"[" * 100 + b"]" * 100 + b', "cookies"', 1),
        "nested 900 deep": facts.replace(b'"cookies"', b'"more": ' + b"[" * 900 + b"]" * 900 + b', "cookies"', 1),
        "a comment": b"/* more */" + facts,
        "two values": facts + facts,
        "a NUL behind": facts + b"\0",
        "single quotes": facts.replace(b'"', b"'"),
    }
    for name, raw in forms.items():
        yield f"facts: {name}", workshop.from_inside(files | {FACTS: raw}), "facts.readable"
    for name, raw in {
        "a byte order mark": b"\xef\xbb\xbf" + pages,
        "UTF-16": pages.decode().encode("utf-16"),
        "lines that end otherwise": pages.replace(b"\n", b"\r"),
        "a line of white space": pages + b" \n",
    }.items():
        yield f"pages: {name}", workshop.from_inside(files | {PAGES: raw}), "facts.readable"
    sealed_files = container.read_zip(sealed)
    statement = sealed_files["seal/statement"]
    key = json.loads(statement)["public_key"]
    for name, raw in {
        "a byte order mark": b"\xef\xbb\xbf" + statement,
        "UTF-16": statement.decode().encode("utf-16"),
        "letters as escapes": statement.replace(b"Authority", b"\\u0041uthority"),
        "the key in capitals": statement.replace(key.encode(), key.upper().encode()),
        "the key with a space": statement.replace(key.encode(), key[:-1].encode() + b" "),
        "a line ended as on other systems": statement.replace(b"\n", b"\r\n"),
    }.items():
        changed = workshop.zip(sign_again(workshop, sealed_files, raw))
        yield f"statement: {name}", changed, "seal.statement"
    digest = json.loads(sealed_files[DIGEST_FILE])
    plain = write_digest_file(digest["hash"].removeprefix("sha256:"), digest["signedData"])
    assert plain == sealed_files[DIGEST_FILE]
    for name, raw in {"a byte order mark": b"\xef\xbb\xbf" + plain, "UTF-16": plain.decode().encode("utf-16")}.items():
        yield f"digest file: {name}", workshop.zip(sealed_files | {DIGEST_FILE: raw}), "wacz.digest"
        manifest = raw[:3] + sealed_files[MANIFEST]
        yield f"manifest: {name}", workshop.zip(sealed_files | {MANIFEST: manifest}), "manifest.readable"


def forge_index_keys(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Replay tools look an address up by its key: a line whose key is another address's shows the wrong page there."""
    files = workshop.package_files()
    lines = files[INDEX].decode().splitlines(keepends=True)
    target = next(line for line in lines if "app.js" in line)
    key, rest = target.split(" ", 1)
    keys = {
        "another site's": "example,other)/app.js",
        "another path": "example,forum)/",
        "in capitals": key.upper(),
        "with a port": key.replace(")", ":8443)"),
        "with a query": key + "?a=b",
        "unsorted host": "forum,example)/app.js",
        "the address itself": "https://forum.example/app.js",
        "empty": "",
        "with letters of another alphabet": key.replace("o", "\u043e"),
    }
    for name, other in keys.items():
        changed = "".join(sorted([line for line in lines if line != target] + [f"{other} {rest}"])).encode()
        yield f"a key: {name}", workshop.from_inside(files | {INDEX: changed}), "index.complete"
    crlf = files[INDEX].replace(b"\n", b"\r\n")
    yield "lines ended as on other systems", workshop.from_inside(files | {INDEX: crlf}), "index.complete"
    yield "a line of white space", workshop.from_inside(files | {INDEX: b" \n" + files[INDEX]}), "index.complete"


def _edit(records: Records, change: Callable[[Record], Record]) -> Records:
    return [change(r) if r.kind == "response" and r.uri.endswith("app.js") else r for r in records]


def _replaced(records: Records, prefix: str, block: bytes) -> Records:
    return [replace(r, block=block) if r.uri.startswith(prefix) else r for r in records]


def _with_head(record: Record, line: bytes) -> Record:
    return replace(record, block=record.block.replace(b"\r\n", b"\r\n" + line, 1))


def _of_kind(record: Record, kind: str) -> Record:
    return replace(record, kind=kind)


def _coded(record: Record, coding: str, body: bytes) -> Record:
    coded = change_body(record, body)
    line = f"\r\nContent-Encoding: {coding}\r\n\r\n".encode()
    return replace(coded, block=coded.block.replace(b"\r\n\r\n", line, 1))


def _last_member(archive: bytes) -> int:
    """Where the last gzip member begins."""
    position = 0
    while True:
        decoder = zlib.decompressobj(31)
        decoder.decompress(archive[position:])
        if not decoder.unused_data:
            return position
        position = len(archive) - len(decoder.unused_data)
