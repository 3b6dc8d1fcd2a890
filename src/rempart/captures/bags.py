"""An exhibit in a bag (BagIt 1.0, RFC 8493), with its whole life beside it: what archives and courts take in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from rempart.captures.contracts import Exhibit
from rempart.journal.contracts import JournalEntry

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def list_bag_files(
    exhibit: Exhibit,
    content: bytes,
    custody: Iterable[JournalEntry],
    *,
    organisation: str,
    now: datetime,
    beside: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Path to content of every file of the bag: the exhibit, its journal entries as JSON lines, the tag files.

    `beside` are further files by name, such as comparisons: made later than the exhibit, they cannot lie in it.
    """
    payload = {
        f"data/{exhibit.hostname}-{exhibit.id}.wacz": content,
        "data/custody.jsonl": b"".join(_entry_line(entry) for entry in custody),
        **{f"data/{name}": file for name, file in beside.items()},
    }
    kind = "Sealed capture" if exhibit.seal else "Capture, not sealed yet,"
    octets = sum(map(len, payload.values()))
    information = (
        ("Source-Organization", organisation),
        ("External-Identifier", str(exhibit.id)),
        ("Bagging-Date", now.date().isoformat()),
        ("Payload-Oxum", f"{octets}.{len(payload)}"),
        ("External-Description", f"{kind} of {exhibit.hostname}; no picture, film or sound"),
    )
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {' '.join(value.split())}\n" for name, value in information).encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    return {**payload, **tags, "tagmanifest-sha256.txt": _manifest(tags)}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    return "".join(lines).encode()


def _entry_line(entry: JournalEntry) -> bytes:
    content = {
        "index": entry.index,
        "at": entry.at.isoformat(),
        "act": entry.act,
        "actor": entry.actor_name,
        "reason": entry.reason,
        "facts": dict(entry.facts),
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False).encode() + b"\n"
