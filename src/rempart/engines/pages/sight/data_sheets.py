"""Style sheets that stand in a page as the address of a link or an import: nothing has to be loaded for them.

In: a page, its own style elements. Out: their text.
"""

import re
from base64 import b64decode
from collections.abc import Sequence
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.styles import for_media

MAX_IMPORTED, MAX_WITHIN = 4_000, 8  # imports, and sheets within each other
MAX_SHEETS = 4_000_000  # characters of all sheets of a page
_DATA_SHEET = re.compile(r"data:text/css([^,]*),", re.IGNORECASE)
_IMPORTED_DATA = re.compile(
    r"@import\s++(?:url\(\s*+)?[\"']?+(data:text/css[^\"'()\s]{1,1000000}+)[^;{}]{0,1000}+", re.IGNORECASE
)


def data_sheets(links: Sequence[LexborNode], own: Sequence[str]) -> list[str]:
    """Style sheets that stand in the page as the address of one of `links` to sheets, or of an import."""
    found = [
        for_media(_data_sheet(said.get("href") or ""), said.get("media") or "all")
        for said in (node.attributes for node in links)
        if (said.get("href") or "")[:5].lower() == "data:"
        and "disabled" not in said
        and "alternate" not in (said.get("rel") or "").lower().split()
    ]
    imports = (address for css in own if "data:" in css for address in _IMPORTED_DATA.findall(css))
    further = [*(_data_sheet(address) for address in islice(imports, MAX_IMPORTED)), *found]
    return [*_imported_by(further), *further]


def _imported_by(sheets: list[str]) -> list[str]:
    """What `sheets` import in turn, the innermost first."""
    every: list[str] = []
    for _ in range(MAX_WITHIN):
        imports = (address for css in sheets if "data:" in css for address in _IMPORTED_DATA.findall(css))
        sheets = [_data_sheet(address) for address in islice(imports, MAX_IMPORTED)]
        every = [*sheets, *every]
    return every


def _data_sheet(address: str) -> str:
    """The sheet that an address holds, "" where it holds none."""
    found = _DATA_SHEET.match(address)
    if found is None:
        return ""
    text = unquote(address[found.end() :])
    if "base64" not in found[1].lower():
        return text
    try:
        return b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return ""


def bounded_sheets(own: Sequence[str], sheets: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both lists of sheets to `MAX_SHEETS` characters together, of which the page's own get theirs first."""
    left, bounded = MAX_SHEETS, []
    for text in (*own, *sheets):
        bounded.append(text[:left])
        left -= len(bounded[-1])
    return bounded[: len(own)], bounded[len(own) :]
