"""The capture in CASE/UCO (JSON-LD), so that a forensic tool can take it in without reading our formats."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from rempart.adapters.exhibit.index import ARCHIVE_NAME
from rempart.adapters.exhibit.records import choose_payload
from rempart.adapters.exhibit.warc import warc_date
from rempart.ports.capturing import MediaFact, PageCapture

_NAMESPACE = UUID("0b8f5f0e-2d0f-5c53-8a57-6a4f1f6c2f3b")
_CONTEXT = {
    "@vocab": "http://example.org/ontology/local#",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kb": "http://example.org/kb/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-role": "https://ontology.unifiedcyberontology.org/uco/role/",
    "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "uco-vocabulary": "https://ontology.unifiedcyberontology.org/uco/vocabulary/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_HASH_NAMES = {"sha256": "SHA256", "sha1": "SHA1", "md5": "MD5", "pdq": "PDQ"}


def write_case_bundle(capture: PageCapture, archive: bytes) -> bytes:
    """``evidence/case-uco.jsonld``: who captured what with which tool, and what came of it; no payload of media."""
    graph = _Graph(seed=f"{capture.url}\n{warc_date(capture.started_at)}")
    address = graph.add(
        "url",
        "uco-observable:URL",
        {"uco-core:hasFacet": graph.facet("url", "uco-observable:URLFacet", {"uco-observable:fullValue": capture.url})},
    )
    result = _archive_file(graph, capture, archive)
    media = [_medium(graph, label, medium) for label, medium in _list_media(capture)]
    tools = [
        graph.add(f"tool-{name}", "uco-tool:Tool", {"uco-core:name": name, "uco-tool:version": version})
        for name, version in sorted(capture.tools.items())
    ]
    performer = graph.add("performer", "uco-role:Role", {"uco-core:name": "sealing organisation"})
    record = graph.add(
        "record",
        "case-investigation:ProvenanceRecord",
        {"uco-core:description": "Capture of one page", "uco-core:object": [result, address, *media]},
    )
    graph.add(
        "capture",
        "case-investigation:InvestigativeAction",
        {
            "uco-core:name": "captured",
            "uco-action:startTime": _time(warc_date(capture.started_at)),
            "uco-action:endTime": _time(warc_date(capture.finished_at)),
            "uco-action:performer": performer,
            **({"uco-action:instrument": tools} if tools else {}),
            "uco-action:object": [address],
            "uco-action:result": [record, result, *media],
        },
    )
    investigation = {"uco-core:name": "Capture", "uco-core:object": [record]}
    graph.add("investigation", "case-investigation:Investigation", investigation)
    bundle = {"@context": _CONTEXT, "@graph": graph.nodes}
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode() + b"\n"


class _Graph:
    """The nodes so far. Ids end in a UUID of version 5 over seed and label, so that they are the same each time."""

    def __init__(self, seed: str) -> None:
        self.nodes: list[dict[str, Any]] = []
        self._seed = seed

    def add(self, label: str, kind: str, properties: dict[str, Any]) -> dict[str, str]:
        """Add a node; returns the reference to it."""
        reference = {"@id": self._name(label)}
        self.nodes.append({**reference, "@type": kind, **properties})
        return reference

    def facet(self, label: str, kind: str, properties: dict[str, Any]) -> dict[str, Any]:
        """A facet to put inside a node."""
        return {"@id": self._name(f"{label}-{kind.split(':')[1]}"), "@type": kind, **properties}

    def _name(self, label: str) -> str:
        word = "".join(char if char.isalnum() else "-" for char in label.lower())
        name = f"{self._seed}\n{label}"
        return f"kb:{word}-{uuid5(_NAMESPACE, name)}"


def _archive_file(graph: _Graph, capture: PageCapture, archive: bytes) -> dict[str, str]:
    digests = {"sha256": hashlib.sha256(archive).hexdigest()}
    return graph.add(
        "archive",
        "uco-observable:ArchiveFile",
        {
            "uco-core:hasFacet": [
                graph.facet(
                    "archive",
                    "uco-observable:FileFacet",
                    {
                        "uco-observable:fileName": ARCHIVE_NAME,
                        "uco-observable:observableCreatedTime": _time(warc_date(capture.finished_at)),
                    },
                ),
                _content(graph, "archive", "application/warc", len(archive), digests),
            ]
        },
    )


def _list_media(capture: PageCapture) -> Iterator[tuple[str, MediaFact]]:
    """The media that were asked for, and those written into a text whose hashes are known, each with its label."""
    for number, exchange in enumerate(capture.exchanges, start=1):
        if (medium := choose_payload(exchange).media) is not None:
            yield f"medium-{number}", medium
        for place, removed in enumerate(exchange.removed, start=1):
            if removed.hashes:
                yield f"medium-{number}-{place}", removed


def _medium(graph: _Graph, label: str, media: MediaFact) -> dict[str, str]:
    facets = [
        graph.facet(label, "uco-observable:URLFacet", {"uco-observable:fullValue": media.url}),
        _content(graph, label, media.sniffed_type or media.declared_type, media.wire_length, dict(media.hashes)),
    ]
    kind = "uco-observable:RasterPicture" if media.sniffed_type.startswith("image/") else "uco-observable:File"
    if media.width and media.height and kind.endswith("RasterPicture"):
        size = {"uco-observable:pictureHeight": media.height, "uco-observable:pictureWidth": media.width}
        facets.append(graph.facet(label, "uco-observable:RasterPictureFacet", size))
    return graph.add(
        label,
        kind,
        {"uco-core:description": "Met, not kept: no byte of it is in the exhibit", "uco-core:hasFacet": facets},
    )


def _content(graph: _Graph, label: str, mime: str, size: int, hashes: dict[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = {"uco-observable:mimeType": mime, "uco-observable:sizeInBytes": size}
    digests = [
        {
            **graph.facet(f"{label}-{name}", "uco-types:Hash", {}),
            "uco-types:hashMethod": _HASH_NAMES[name],
            "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": hashes[name]},
        }
        for name in sorted(hashes)
        if name in _HASH_NAMES
    ]
    if digests:
        content["uco-observable:hash"] = digests
    return graph.facet(label, "uco-observable:ContentDataFacet", content)


def _time(text: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": text}
