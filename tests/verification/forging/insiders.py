"""Lies of one who holds the true key and makes everything fit, but for what another part of the exhibit tells."""

import base64
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from rempart.adapters.exhibit.warc import Record
from tests.factories.captures import grey_png
from tests.factories.exhibits import ARCHIVE, INDEX, Files, Workshop, change_body
from tests.verification.forging import change_records
from tests.verification.forging.archives import FACTS, PAGES

Records = list[Record]
AGREE, BESIDE, MEDIA = "facts.agree", "beside.agree", "media.none"
SCRIPT, LOG, GRAPH = "evidence/check.sh", "evidence/capture-log.txt", "evidence/case-uco.jsonld"
_PNG = grey_png(40, 40)
_TEXT = b"var words = 'plain, nothing else'; " * 4


def forge_listed_strangers(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Files that a manifest lists and no exhibit has: replay tools read some, other systems unpack some over others."""
    files = workshop.package_files()
    names = {
        "archive/more.warc.gz": files[ARCHIVE], "archive/data.warc": b"WARC/1.1", "indexes/more.cdx": files[INDEX],
        "indexes/index.cdx.gz": gzip.compress(files[INDEX]), "indexes/index.idx": b"x",
        "pages/extraPages.jsonl": files[PAGES], "evidence/FACTS.json": b"{}", "evidence/Check.sh": b"exit 0\n",
        "Datapackage.json": b"{}", "evidence/facts.json.": b"{}", "evidence/CON": b"x", "evidence/aux.txt": b"x",
        "evidence": b"x", "archive": b"x", "webarchive.yaml": b"x", "fuzzy/rules.json": b"{}", "evidence/view": b"x",
        "seal": b"x", "evidence/run.exe": b"MZ", "evidence/index.html": b"<script>",
    }  # fmt: skip
    for name, content in names.items():
        yield f"{name} listed", workshop.from_inside(files | {name: content}), "manifest.files container.form"


def forge_impossible(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Facts and records that agree on what no capture can have seen."""
    capture = workshop.capture
    redirect, page, *others = capture.exchanges
    asked = others[-1]
    tls, medium = page.tls, asked.media
    assert tls is not None
    assert medium is not None
    pages = {
        "a certificate of another host": replace(page, tls=replace(tls, server_name="other.example")),
        "an encrypted address without a certificate": replace(page, tls=None),
        "a good certificate with a problem": replace(page, tls=replace(tls, verified=True)),
        "a good certificate that is not there": replace(page, tls=replace(tls, chain=(), verified=True, problem="")),
        "a server address that is none": replace(page, peer_address="nonsense"),
    }
    media = {
        "a medium of another address": replace(medium, url="https://other.example/shape.png"),
        "a digest that is none": replace(medium, hashes={"sha256": "zz"}),
        "a digest of another length": replace(medium, hashes={"md5": "0" * 64}),
    }
    lies = {name: (redirect, one, *others) for name, one in pages.items()}
    lies |= {name: (redirect, page, *others[:-1], replace(asked, media=one)) for name, one in media.items()}
    lies["a plain address with a certificate"] = (replace(redirect, tls=tls), page, *others)
    for name, exchanges in lies.items():
        lie = replace(capture, exchanges=exchanges)
        yield name, workshop.sealed(lie, authorities=(), logged=False), AGREE


def forge_beside(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """What judges run and read: script, plain words, log, graph."""
    files = workshop.package_files()
    script = files[SCRIPT]
    english, french = (files[f"evidence/README.{language}.html"] for language in ("en", "fr"))
    address = b"<dd><code>https://forum.example/</code></dd>"
    assert address in english
    texts: dict[str, tuple[str, bytes]] = {
        "a script that is always content": (SCRIPT, b"#!/bin/sh\necho passed\nexit 0\n"),
        "a script that never counts a failure": (SCRIPT, script.replace(b"failed=1", b"failed=0")),
        "a script that does something else first": (SCRIPT, script.replace(b"set -u", b"curl x.example\nset -u")),
        "an empty script": (SCRIPT, b""),
        "another address in plain words": (
            "evidence/README.en.html",
            english.replace(address, address.replace(b"forum", b"other")),
        ),
        "another proof in plain words": (
            "evidence/README.en.html",
            english.replace(b"What it does not prove", b"What it proves too"),
        ),
        "plain words of no use": ("evidence/README.fr.html", b"<!doctype html>"),
        "plain words with a program": ("evidence/README.fr.html", french.replace(b"</body>", b"<script></script>")),
        "a value with markup": ("evidence/README.fr.html", french.replace(address, address.replace(b"forum", b"<b>x"))),
        "a log that keeps a refusal silent": (LOG, _without_line(files[LOG], b"refused")),
        "a log of another address": (LOG, files[LOG].replace(b"forum", b"other")),
        "a log that makes up an address left out": (
            LOG,
            files[LOG].replace(b"navigated", b"2026-04-14T09:30:00Z left out of forum.example: 10.0.0.7 is elsewhere"),
        ),
        "a log that ends early": (LOG, b"\n".join(files[LOG].split(b"\n")[:-2]) + b"\n"),
        "an empty log": (LOG, b""),
        "a graph of another archive": (GRAPH, _edit_graph(files, "hashValue")),
        "a graph of another address": (GRAPH, files[GRAPH].replace(b"http://forum.example/", b"http://x.example/", 1)),
        "a graph of another time": (GRAPH, _edit_graph(files, "startTime")),
        "a graph of nothing": (GRAPH, b'{"@graph": []}'),
        "a graph of a medium of another type": (GRAPH, files[GRAPH].replace(b'"image/png"', b'"video/mp4"', 1)),
        "a graph of a medium of another size": (GRAPH, files[GRAPH].replace(b'Bytes": 512', b'Bytes": 5120000', 1)),
        "a graph that says more of a medium": (GRAPH, files[GRAPH].replace(b"Met, not kept", b"Met, and kept", 1)),
        "a graph of another program": (GRAPH, files[GRAPH].replace(b'"156.0"', b'"1.0"', 1)),
        "a graph with a node more": (GRAPH, _change_graph(files, lambda nodes: nodes.append({"@id": "kb:x", "a": 1}))),
        "a graph in another order": (GRAPH, _change_graph(files, lambda nodes: nodes.reverse())),
        "a graph that joins two nodes": (
            GRAPH,
            _change_graph(files, lambda nodes: nodes[1]["uco-core:hasFacet"][0].update({"@id": nodes[0]["@id"]})),
        ),
        "a graph whose record is of nothing": (
            GRAPH,
            _change_graph(files, lambda nodes: nodes[-1].update({"uco-core:object": [{"@id": nodes[0]["@id"]}]})),
        ),
        "a graph of other words": (GRAPH, files[GRAPH].replace(b".org/uco/core/", b".org/uco/role/", 1)),
        "a graph that is no JSON": (GRAPH, b"{"),
        "a graph with a key twice": (GRAPH, files[GRAPH].replace(b"{", b'{"@graph": [],', 1)),
        "a graph of numbers": (GRAPH, b'{"@graph": [{"uco-types:hashMethod": 1}]}'),
    }
    for name, (path, content) in texts.items():
        assert content != files[path], name
        yield name, workshop.from_inside(files | {path: content}), BESIDE


def forge_story(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Facts that the archive contradicts, in every part that a reader may rely on."""
    files = workshop.package_files()
    facts = json.loads(files[FACTS])
    for name, edit in _false_facts(facts):
        changed = json.dumps(facts | edit).encode()
        yield f"facts: {name}", workshop.from_inside(files | {FACTS: changed}), f"{AGREE} {BESIDE} facts.readable"
    for name, change in _false_records(workshop).items():
        yield f"archive: {name}", workshop.from_inside(workshop.package_files(change)), AGREE


def forge_packed_media(workshop: Workshop, _: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Media inside packages, inside text, or in another writing, where only their first bytes were looked for."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("shape.png", _PNG)
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(60))
    written = base64.b64encode(jpeg + bytes(range(200)))
    bodies = {
        "a zip": archive.getvalue(),
        "gzip without a header that says so": gzip.compress(_PNG),
        "in the midst of text": _TEXT + _PNG + _TEXT,
        "a photograph in the midst of text": _TEXT + jpeg + _TEXT,
        "a film in the midst of text": _TEXT + b"\0\0\0\x20ftypisom" + bytes(20),
        "a sound in the midst of text": _TEXT + b"OggS\0\2" + bytes(20),
        "an animation in the midst of text": _TEXT + b"GIF89a\x10\0\x10\0" + bytes(20),
        "a page of print behind text": _TEXT + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "in base64 without an address": b'{"picture": "' + base64.b64encode(_PNG) + b'"}',
        "a photograph in base64": b"var p = '" + written + b"';",
        "in hexadecimal": b"var p = '" + _PNG.hex().encode() + b"';",
        "a photograph in hexadecimal": b"var p = '" + jpeg.hex().upper().encode() + b"';",
        "in wide letters": ("var p = '" + base64.b64encode(_PNG).decode() + "';").encode("utf-16"),
        "letter shapes": b"wOF2\0\1\0\0" + bytes(40),
        "a program": b"\0asm\1\0\0\0" + bytes(40),
        "a package of another kind": b"7z\xbc\xaf\x27\x1c" + bytes(40),
    }
    for name, body in bodies.items():
        change = partial(_with_body, body=body)
        yield name, workshop.from_inside(workshop.package_files(change)), MEDIA
    for place in ("urn:dom:", "urn:frame:", "urn:rdap:", "dns:", "urn:pageinfo:"):
        block = b"plain words " * 9 + bodies["in base64 without an address"]
        change = partial(change_records, prefix=place, block=block)
        yield f"in base64 in {place}", workshop.from_inside(workshop.package_files(change)), MEDIA


def _false_facts(facts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    page, medium = facts["exchanges"][1], facts["exchanges"][-1]

    def exchange(number: int, **changes: object) -> dict[str, Any]:
        ones = list(facts["exchanges"])
        ones[number] = {key: value for key, value in (ones[number] | changes).items() if value != "left out"}
        return {"exchanges": ones}

    yield "another method", exchange(1, method="POST")
    yield "another moment of an exchange", exchange(1, at="2020-01-01T00:00:00.000000Z")
    yield "another type", exchange(1, type="text/plain")
    yield "another length", exchange(1, length=1)
    yield "a length as a decimal", exchange(1, length=float(page["length"]))
    yield "no certificate", exchange(1, tls=None)
    yield "another version of TLS", exchange(1, tls=page["tls"] | {"version": "TLSv1.0"})
    yield "a certificate that somebody vouches for", exchange(1, tls=page["tls"] | {"verified": True, "problem": ""})
    yield "another chain", exchange(1, tls=page["tls"] | {"chain": "urn:tls-chain:" + "0" * 64})
    yield "a redirect elsewhere", exchange(0, redirects_to="https://other.example/")
    yield "a redirect kept silent", exchange(0, redirects_to="left out")
    yield "another medium", exchange(-1, media=medium["media"] | {"hashes": {"sha256": "0" * 64}})
    yield "a medium of another size", exchange(-1, media=medium["media"] | {"width": 1})
    yield "inline media that were not there", exchange(1, removed_inline=[medium["media"]])
    yield "a further property", exchange(1, more=1)
    lookup = facts["dns"][0]
    yield "another answer of the resolver", {"dns": [lookup | {"answers": ["forum.example. 60 IN A 192.0.2.9"]}]}
    yield "another resolver", {"dns": [lookup | {"resolver": "192.0.2.53@53"}]}
    yield "a lookup left out", {"dns": []}
    yield "a lookup more", {"dns": [lookup, lookup]}
    yield "lookups as a number", {"dns": 1}
    yield "a lookup of another form", {"dns": [{"name": "x"}]}
    yield "a refusal left out", {"refusals": []}
    yield "another rule of a refusal", {"refusals": [facts["refusals"][0] | {"rule": "media"}]}
    yield "a limit that was not hit", {"truncations": ["requests"]}
    yield "another policy", {"policy": facts["policy"] | {"media": "hash-and-forget"}}
    yield "another policy, its digest left as it was", {"policy": facts["policy"] | {"language": "en"}}
    yield "no policy", {"policy": {}}
    yield "another program", {"tools": facts["tools"] | {"chromium": "1.0"}}
    yield "no programs", {"tools": {}}
    yield "another form of the page", {"dom_sha256": "0" * 64}
    yield "another view", {"view_sha256": "0" * 64}
    yield "no view", {"view_sha256": None}
    yield "another script", {"scripts": [facts["scripts"][0] | {"sha256": "0" * 64}]}
    yield "no scripts", {"scripts": []}
    yield "code that is not there", {"inline_code": [{"where": 0, "element": "script", "sha256": "x"}]}
    yield "a later begin", {"started_at": facts["finished_at"]}
    yield "an earlier end", {"finished_at": facts["started_at"]}
    yield "a frame under another record", {"frames": [facts["frames"][0] | {"record": "urn:x"}, *facts["frames"][1:]]}
    yield "a frame of another address", {"frames": [facts["frames"][0] | {"url": "https://x.example/"}]}


def _false_records(workshop: Workshop) -> dict[str, Any]:
    early, late = workshop.capture.started_at - timedelta(days=1), workshop.capture.finished_at + timedelta(days=1)
    stranger = Record("resource", "https://other.example/", workshop.now, "text/html", b"<p>Other words")
    return {
        "a lookup left out": partial(_left_out, prefix="dns:"),
        "another lookup": partial(change_records, prefix="dns:", block=b"20261122\nforum.example. 60 IN A 192.0.2.9\n"),
        "another chain": partial(change_records, prefix="urn:tls-chain:", block=b"-----BEGIN CERTIFICATE-----\n"),
        "the chain left out": partial(_left_out, prefix="urn:tls-chain:"),
        "a page that was never asked for": lambda records: [*records, _named(stranger)],
        "another form of the page": partial(change_records, prefix="urn:dom:", block=b"<p>Other words"),
        "the form of the page left out": partial(_left_out, prefix="urn:dom:"),
        "two forms of the page": lambda r: [*r, *(_named(x) for x in r if x.uri.startswith("urn:dom:"))],
        "the view left out": partial(_left_out, prefix="urn:view:"),
        "another view": partial(change_records, prefix="urn:view:", block=_PNG),
        "the form of another page": partial(change_records, prefix="urn:dom:", uri="urn:dom:https://other.example/"),
        "another header": partial(_edited, old=b"Server: nginx", new=b"Server: other"),
        "a header left out": partial(_edited, old=b"Server: nginx\r\n", new=b""),
        "a header more": partial(_edited, old=b"Server: nginx", new=b"Server: nginx\r\nX-More: a"),
        "another script under the same facts": partial(_with_body, body=b"console.log(2)"),
        "a request of another kind": partial(_edited, old=b"GET ", new=b"PUT "),
        "a request of another address": lambda r: [
            replace(x, uri="https://other.example/") if x.kind == "request" else x for x in r
        ],
        "a body that is not whole, unsaid": lambda r: [
            replace(x, fields=(*x.fields, ("WARC-Truncated", "length"))) if x.uri.endswith("app.js") else x for x in r
        ],
        "another cipher": lambda r: [
            replace(x, fields=tuple((k, "NULL" if k == "WARC-Cipher-Suite" else v) for k, v in x.fields)) for x in r
        ],
        "something before the begin": partial(change_records, prefix="urn:text:", at=early),
        "something after the end": partial(change_records, prefix="urn:text:", at=late),
        "another begin": lambda r: [replace(r[0], at=r[0].at + timedelta(seconds=1)), *r[1:]],
        "another policy": lambda r: [replace(r[0], block=r[0].block.replace(b"policy: ", b"policy: 0")), *r[1:]],
        "another program": lambda r: [replace(r[0], block=r[0].block.replace(b"chromium/", b"other/")), *r[1:]],
        "no word of the programs": lambda r: [replace(r[0], block=b""), *r[1:]],
        "facts of an answer with more": lambda r: [
            replace(x, block=x.block.replace(b"{", b'{"more": 1,', 1)) if x.kind == "metadata" else x for x in r
        ],
        "facts of an answer that are no JSON": lambda r: [
            replace(x, block=b"{") if x.kind == "metadata" else x for x in r
        ],
        "facts of an answer as a list": lambda r: [replace(x, block=b"[]") if x.kind == "metadata" else x for x in r],
        "a chain that is a list": lambda r: [
            replace(x, block=re.sub(rb'"chain": "[^"]*"', b'"chain": ["x"]', x.block)) if x.kind == "metadata" else x
            for x in r
        ],
        "facts of an answer of other kinds": lambda r: [
            replace(x, block=b'{"headers_as_received": 1, "tls": 1}') if x.kind == "metadata" else x for x in r
        ],
        "a medium of which something is kept": lambda r: [
            replace(x, block=x.block.replace(b'"bytes_retained": false', b'"bytes_retained": true'))
            if x.kind == "metadata"
            else x
            for x in r
        ],
    }


def _left_out(records: Records, prefix: str) -> Records:
    return [record for record in records if not record.uri.startswith(prefix)]


def _named(record: Record) -> Record:
    return replace(record, record_id="<urn:uuid:00000000-0000-4000-8000-000000000001>")


def _edited(records: Records, old: bytes, new: bytes) -> Records:
    return [
        replace(r, block=r.block.replace(old, new, 1)) if r.uri.endswith("app.js") and r.kind != "metadata" else r
        for r in records
    ]


def _with_body(records: Records, body: bytes) -> Records:
    return [change_body(r, body) if r.kind == "response" and r.uri.endswith("app.js") else r for r in records]


def _without_line(content: bytes, word: bytes) -> bytes:
    return b"".join(line for line in content.splitlines(keepends=True) if word not in line)


def _change_graph(files: Files, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    graph = json.loads(files[GRAPH])
    change(graph["@graph"])
    return json.dumps(graph).encode()


def _edit_graph(files: Files, word: str) -> bytes:
    """The graph with the first value of the property that ends in `word` changed."""
    text = files[GRAPH].decode()
    at = text.index('"@value": "', text.index(f"{word}")) + len('"@value": "')
    return (text[:at] + ("1" if text[at] == "0" else "0") + text[at + 1 :]).encode()
