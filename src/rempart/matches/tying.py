"""Whether the pages in a comparison's record are those of the exhibits that it names.

In: a record, the bytes of an exhibit, and the page read from it today. Out: which page it holds, or why none.
Never: whether the exhibit itself is sound, which `rempart verify` says.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from rempart.engines.pages import FEATURES_VERSION, Kind, NotFeaturesError, PageFeatures, features_from_document
from rempart.engines.pages import features_to_json as to_json
from rempart.kernel.phrases import Phrase

MANIFEST = "datapackage.json"
_NAMED_HERE = Kind.AUTONOMOUS_SYSTEM  # by a table of the installation, which the exhibit does not hold


@dataclass(frozen=True, slots=True)
class Tie:
    """What one exhibit tells of a record: it holds page `side` ("a" or "b"), or `problem` says why it holds none.

    `read_again`: its page was read anew and says what the record says, to the last byte. Otherwise it was read by
    another version of the features, and address and records alone are held against it.
    """

    side: str = ""
    problem: str | Phrase = ""
    read_again: bool = False


def tie_exhibit(record: Mapping[str, Any], content: bytes, page: PageFeatures) -> Tie:
    """Hold the exhibit `content`, whose page is read as `page` today, against `record`."""
    if problem := _manifest_problem(record, content):
        return Tie(problem=problem)
    try:
        recorded = {side: features_from_document(record["pages"][side]) for side in ("a", "b")}
    except (NotFeaturesError, LookupError, TypeError):
        return Tie(problem=Phrase("the record's pages cannot be read"))
    html = page.parts.get("html")
    side = next((side for side, one in recorded.items() if html and one.parts.get("html") == html), "")
    if not side:
        return Tie(problem=Phrase("no page of the record was read from it, by the identifiers of its records"))
    known = recorded[side]
    if known.url != page.url:
        other = Phrase("its page is that of {url}, the record's of {recorded}", url=page.url, recorded=known.url)
        return Tie(side, other)
    if known.version != FEATURES_VERSION:
        strange = sorted(set(known.parts.values()) - set(page.parts.values()))
        cites = Phrase("the record cites what is not in it: {records}", records=", ".join(strange))
        return Tie(side, cites if strange else "")
    differing = _differing(known, page)
    otherwise = Phrase("its page reads otherwise: {parts}", parts=", ".join(differing))
    return Tie(side, otherwise if differing else "", read_again=not differing)


def _manifest_problem(record: Mapping[str, Any], content: bytes) -> str | Phrase:
    """Why it is none of the exhibits that the record names; "" where it is one, file by file."""
    try:
        with ZipFile(BytesIO(content)) as exhibit:
            manifest = exhibit.read(MANIFEST)
            named = [(str(one["path"]), str(one["hash"])) for one in json.loads(manifest)["resources"]]
            changed = [path for path, digest in named if digest != f"sha256:{sha256(exhibit.read(path)).hexdigest()}"]
        listed = [str(one["manifest_sha256"]) for one in record["exhibits"]]
    except (ValueError, LookupError, TypeError, BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return Phrase("it is no exhibit with a manifest, or the record names none")
    own = sha256(manifest).hexdigest()
    if own not in listed:
        named_there = ", ".join(listed) or Phrase("no exhibit")
        return Phrase("its manifest has the SHA-256 {own}; the record names {listed}", own=own, listed=named_there)
    files = Phrase("its files are not those of its manifest: {files}", files=", ".join(changed))
    return files if changed else ""


def _differing(known: PageFeatures, page: PageFeatures) -> list[str]:
    """The parts of both pages that are not equal, by name."""
    a, b = (json.loads(to_json(one)) for one in (known, page))
    for one in (a, b):
        one["signs"] = [sign for sign in one["signs"] if sign[0] != _NAMED_HERE.value]
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
