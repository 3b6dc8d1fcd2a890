"""The CASE graph of an exhibit as it has to be, worked out from the facts and held against the one that is there.

A forensic tool takes the graph in and shows nothing else, so it may not leave out, add or join anything: whose digest
it is, of what type and size, is as much a claim as the digest itself. The names of nodes are free, as long as each is
one node's alone.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

_CONTEXT = {
    "@vocab": "http://example.org/ontology/local#",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "kb": "http://example.org/kb/",
    **{
        f"uco-{part}": f"https://ontology.unifiedcyberontology.org/uco/{part}/"
        for part in ("action", "core", "observable", "role", "tool", "types", "vocabulary")
    },
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_HASH_NAMES = {"sha256": "SHA256", "sha1": "SHA1", "md5": "MD5", "pdq": "PDQ"}
Node = dict[str, Any]


def tells_the_facts(graph: Mapping[str, Any], facts: Mapping[str, Any], archive: bytes) -> bool:
    """Whether `graph` has the nodes of a capture of these facts, in their order, and nothing else. Raises LookupError,
    TypeError, AttributeError or ValueError for facts of another form.
    """
    nodes = graph.get("@graph")
    if set(graph) != {"@context", "@graph"} or graph["@context"] != _CONTEXT or not isinstance(nodes, list):
        return False
    named = [part["@id"] for part in _walk(nodes) if "@id" in part and len(part) > 1]
    if not all(isinstance(name, str) for name in named) or len(set(named)) != len(named):
        return False
    places = {node["@id"]: number for number, node in enumerate(nodes) if isinstance(node, dict) and "@id" in node}
    return _same([_without_names(node, places) for node in nodes], list(_expect(facts, archive)))


def _walk(value: object) -> Iterator[Node]:
    """Every object inside `value`; not deeper than JSON that was read already."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)


def _without_names(value: object, places: Mapping[str, int]) -> object:
    """`value` without the names of its parts; what only names a node says which one that is."""
    if isinstance(value, list):
        return [_without_names(item, places) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"@id"}:
        return {"node": places.get(str(value["@id"]))}
    return {key: _without_names(item, places) for key, item in value.items() if key != "@id"}


def _expect(facts: Mapping[str, Any], archive: bytes) -> Iterator[Node]:
    media, tools = list(_list_media(facts)), sorted(facts["tools"].items())
    yield {"@type": "uco-observable:URL", "uco-core:hasFacet": _address(facts["url"])}
    yield _archive(facts, archive)
    yield from (_medium(medium) for medium in media)
    for name, version in tools:
        yield {"@type": "uco-tool:Tool", "uco-core:name": name, "uco-tool:version": version}
    address, result, *found = ({"node": number} for number in range(2 + len(media)))
    used = [{"node": 2 + len(media) + number} for number in range(len(tools))]
    performer, record = ({"node": 2 + len(media) + len(tools) + number} for number in range(2))
    yield {"@type": "uco-role:Role", "uco-core:name": "sealing organisation"}
    yield {
        "@type": "case-investigation:ProvenanceRecord",
        "uco-core:description": "Capture of one page",
        "uco-core:object": [result, address, *found],
    }
    yield {
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": "captured",
        "uco-action:startTime": _time(facts["started_at"]),
        "uco-action:endTime": _time(facts["finished_at"]),
        "uco-action:performer": performer,
        **({"uco-action:instrument": used} if used else {}),
        "uco-action:object": [address],
        "uco-action:result": [record, result, *found],
    }
    yield {"@type": "case-investigation:Investigation", "uco-core:name": "Capture", "uco-core:object": [record]}


def _list_media(facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in facts["exchanges"]:
        if "media" in one:
            yield one["media"]
        yield from (medium for medium in one.get("removed_inline", ()) if medium["hashes"])


def _archive(facts: Mapping[str, Any], archive: bytes) -> Node:
    file = {
        "@type": "uco-observable:FileFacet",
        "uco-observable:fileName": "data.warc.gz",
        "uco-observable:observableCreatedTime": _time(facts["finished_at"]),
    }
    digests = {"sha256": hashlib.sha256(archive).hexdigest()}
    content = _content("application/warc", len(archive), digests)
    return {"@type": "uco-observable:ArchiveFile", "uco-core:hasFacet": [file, content]}


def _medium(medium: Mapping[str, Any]) -> Node:
    is_picture = medium["sniffed_type"].startswith("image/")
    mime = medium["sniffed_type"] or medium["declared_type"]
    facets = [_address(medium["url"]), _content(mime, medium["wire_length"], medium["hashes"])]
    if is_picture and medium["width"] and medium["height"]:
        size = {"uco-observable:pictureHeight": medium["height"], "uco-observable:pictureWidth": medium["width"]}
        facets.append({"@type": "uco-observable:RasterPictureFacet", **size})
    return {
        "@type": f"uco-observable:{'RasterPicture' if is_picture else 'File'}",
        "uco-core:description": "Met, not kept: no byte of it is in the exhibit",
        "uco-core:hasFacet": facets,
    }


def _address(url: str) -> Node:
    return {"@type": "uco-observable:URLFacet", "uco-observable:fullValue": url}


def _content(mime: str, size: int, digests: Mapping[str, str]) -> Node:
    content: Node = {
        "@type": "uco-observable:ContentDataFacet",
        "uco-observable:mimeType": mime,
        "uco-observable:sizeInBytes": size,
    }
    if digests:
        content["uco-observable:hash"] = [
            {
                "@type": "uco-types:Hash",
                "uco-types:hashMethod": _HASH_NAMES[name],
                "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": digests[name]},
            }
            for name in sorted(digests)
        ]
    return content


def _time(text: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": text}


def _same(one: object, other: object) -> bool:
    """Whether two JSON values are the same to the letter."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
