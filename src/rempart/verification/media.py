"""No picture, film or sound: the verifier looks for them itself, whatever the exhibit says of itself.

One image is allowed and wanted: the view of the page in which every medium is a grey box (``urn:view:``). A body in
which something could lie that nobody looks into (a coding that cannot be undone, bytes behind a stream's end, a packed
file) is no part of an exhibit: the writer withholds such bodies.
"""

import re
from collections.abc import Mapping

from rempart.verification.coding import MAX_IN_ALL, CodingError, undo_codings
from rempart.verification.manifest import ARCHIVE
from rempart.verification.records import Record
from rempart.verification.report import Findings
from rempart.verification.said import Figure, Said

_VIEW = "urn:view:"
_PNG = b"\x89PNG\r\n\x1a\n"
_STARTS = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|\x00\x00[\x01\x02]\x00[\x01-\x20]\x00|8BPS\x00"
    rb"|\xff\x0a|\x00\x00\x00\x0cJXL |\x00\x00\x00\x0cjP  |\x1aE\xdf\xa3|OggS\x00|fLaC[\x00\x80]|ID3[\x02-\x04]|FLV\x01"
    rb"|\x00\x00\x01[\xba\xb3]|0&\xb2u\x8ef\xcf\x11|#!AMR(?:-WB)?\n|MThd\x00|%PDF-|RIFF....(?:WEBP|AVI |WAVE)"
    rb"|\x00...ftyp|BM....\x00\x00\x00\x00|[CFZ]WS[\x01-\x08\x0b\x0c\x0e-\x1f]|wOF[F2]\x00|OTTO\x00|\x00\x01\x00\x00\x00[\x01-\x3f]"
    rb"|\x00asm|\x1f\x8b\x08|PK\x03\x04|\x28\xb5\x2f\xfd|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY",
    re.DOTALL,
)
# Anywhere: each has a control character in it that no text has, so that words about pictures are none.
_ANYWHERE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]\x00|GIF8[79]a[^\x00]{0,3}\x00|\x1aE\xdf\xa3|OggS\x00|fLaC\x00"
    rb"|RIFF[^\x00]{0,3}\x00[\s\S]{0,3}(?:WEBP|AVI |WAVE)|\x00[\s\S]{0,2}ftyp(?:avi[fs]|hei[cx]|mif1|mp4|iso|qt |M4)"
    rb"|II\*\x00|MM\x00\*|\x00\x00\x00\x0c(?:JXL |jP  )|PK\x03\x04|\x1f\x8b\x08\x00|\x00\x00\x01[\xb3\xba]|wOF[F2]\x00"
    rb"|%PDF-\d\.\d[\r\n]{1,2}%[\x80-\xff]{2}"
)
_INLINE = re.compile(
    rb"data:(?:image|video|audio)/[a-z0-9.+-]{1,60}(?:;[a-z0-9=.+-]{1,60}){0,5},[a-z0-9+/=%_.~!*()-]{24}", re.IGNORECASE
)
_NOTE = re.compile(rb"^#(.*)$", re.MULTILINE)
# The same beginnings as base64 and as hexadecimal, with as much behind them as no word has.
_WRITTEN = re.compile(
    rb"(?<![A-Za-z0-9+/_-])(?:iVBORw0KGgo|/9j/[4-7]|R0lGOD[dl]h|UklGR|AAAA[A-Za-z0-9+/_-]{2}Z0eX|GkXfo|T2dnUw)"
    rb"[A-Za-z0-9+/_-]{40}|(?<![0-9A-Fa-f])(?i:89504e470d0a1a0a|ffd8ff[c-f][0-9a-f]00|47494638(?:37|39)61)[0-9A-Fa-f]{32}"
)


def check_media(files: Mapping[str, bytes], records: tuple[Record, ...], findings: Findings) -> None:
    """Nothing is a medium, holds one or carries one inline; the view is one PNG and nothing behind it."""
    views = decoded = 0
    # What lies in the seal is checked byte by byte elsewhere, and random bytes of a signature may begin as anything.
    looked_at = {name: files[name] for name in sorted(files) if name != ARCHIVE and not name.startswith("seal/")}
    problems = [
        Said("{name} holds a medium.", name=name) for name, content in looked_at.items() if _holds_medium(content)
    ]
    # But for the words between revocation answers, which are free.
    notes = {name: _NOTE.findall(files[name]) for name in sorted(files) if name.startswith("seal/revocation-")}
    problems += [
        Said("{name} holds a medium.", name=name) for name, lines in notes.items() if any(map(_holds_medium, lines))
    ]
    for record in records:
        if record.uri.startswith(_VIEW) and record.kind == "resource":
            views += 1
            if not _is_one_png(record.payload):
                problems.append(Said("The view of the page is no PNG, or more than one."))
            continue
        try:
            coded = record.kind == "response"
            content = undo_codings(record.payload, record.join("content-encoding")) if coded else record.payload
        except CodingError as error:
            problems.append(Said("The body of {uri} cannot be looked into: {error}.", uri=record.uri, error=error))
            continue
        decoded += len(content)
        if decoded > MAX_IN_ALL:
            problems.append(Said("The bodies decode to more than {limit} bytes.", limit=Figure(MAX_IN_ALL)))
            break
        if _holds_medium(content) or _INLINE.search(record.block):
            problems.append(Said("The {kind} record of {uri} holds a medium.", kind=record.kind, uri=record.uri))
    if views > 1:
        problems.append(Said("There is more than one view of the page."))
    clean = Said("No record holds a picture, film or sound.")
    if views:
        clean = Said(
            "No record holds a picture, film or sound; the view of the page is one PNG, and what it shows was not "
            "checked."
        )
    findings.judge("media.none", problems, clean)


def _holds_medium(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # wide letters would hide what is written in them
        content = content[: len(content) & ~1].decode("utf-16", errors="replace").encode()
    return bool(
        _STARTS.match(content) or _ANYWHERE.search(content) or _INLINE.search(content) or _WRITTEN.search(content)
    )


def _is_one_png(content: bytes) -> bool:
    """Whether chunk after chunk leads from the signature to an end with nothing behind it."""
    position, kinds = len(_PNG), []
    while content.startswith(_PNG) and position + 12 <= len(content):
        length, kind = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        kinds.append(kind)
        position += 12 + length
        if kind == b"IEND":
            break
    known = set(kinds) <= {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"pHYs", b"PLTE", b"tRNS", b"sBIT", b"cHRM"}
    return known and kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"] and position == len(content)
