"""No picture, film or sound: the verifier looks for them itself, whatever the exhibit says of itself.

One image is allowed and wanted: the view of the page in which every medium is a grey box (``urn:view:``).
"""

import re
import zlib
from collections.abc import Mapping

import zstandard

from rempart.verification.manifest import ARCHIVE
from rempart.verification.records import Record
from rempart.verification.report import Findings

_LIMIT = 64_000_000
_VIEW = "urn:view:"
_STARTS = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|\x00\x00[\x01\x02]\x00[\x01-\x20]\x00|8BPS"
    rb"|\xff\x0a|\x00\x00\x00\x0cJXL |\x00\x00\x00\x0cjP  |\x1aE\xdf\xa3|OggS\x00|fLaC|ID3[\x02-\x04]|FLV\x01"
    rb"|\x00\x00\x01[\xba\xb3]|0&\xb2u\x8ef\xcf\x11|#!AMR|MThd|%PDF-|RIFF....(?:WEBP|AVI |WAVE)|....ftyp"
    rb"|BM....\x00\x00\x00\x00|[CF]WS[\x04-\x20]",
    re.DOTALL,
)
_INLINE = re.compile(
    rb"data:(?:image|video|audio)/[a-z0-9.+-]{1,60}(?:;[a-z0-9=.+-]{1,60}){0,5},[a-z0-9+/=%_.~!*()-]{24}", re.IGNORECASE
)


def check_media(files: Mapping[str, bytes], records: tuple[Record, ...], findings: Findings) -> None:
    """Every payload begins as no medium does, nothing carries one inline; the view is one PNG at most."""
    opaque, views = [], 0
    # What lies in the seal is checked byte by byte elsewhere, and random bytes of a signature may begin as anything.
    looked_at = {name: files[name] for name in sorted(files) if name != ARCHIVE and not name.startswith("seal/")}
    problems = [f"{name} holds a medium." for name, content in looked_at.items() if _in_file(content)]
    for record in records:
        if record.uri.startswith(_VIEW) and record.kind == "resource":
            views += 1
            if not record.payload.startswith(b"\x89PNG\r\n\x1a\n"):
                problems.append("The view of the page is no PNG.")
            continue
        try:
            content = _decode(record)
        except (zlib.error, zstandard.ZstdError, ValueError):
            opaque.append(record.uri)
            continue
        if _STARTS.match(content):
            problems.append(f"The {record.kind} record of {record.uri} holds a medium.")
        elif _INLINE.search(content) or _INLINE.search(record.block):
            problems.append(f"The {record.kind} record of {record.uri} holds an inline medium.")
    if views > 1:
        problems.append("There is more than one view of the page.")
    if opaque:
        findings.not_possible("media.none", f"{len(opaque)} bodies have a coding that this verifier cannot undo.")
    findings.judge("media.none", problems, "No record holds a picture, film or sound; the view has grey boxes only.")


def _in_file(content: bytes) -> bool:
    return bool(_STARTS.match(content) or _INLINE.search(content))


def _decode(record: Record) -> bytes:
    content = record.payload
    codings = [part.strip().lower() for part in record.http.get("content-encoding", "").split(",") if part.strip()]
    for coding in reversed(codings if record.kind == "response" and content else []):
        if coding in ("gzip", "x-gzip", "deflate"):
            # 32: zlib looks itself whether it is gzip or zlib; a raw deflate stream has no header to look at.
            try:
                content = zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(content, _LIMIT)
            except zlib.error:
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, _LIMIT)
        elif coding == "zstd":
            content = zstandard.ZstdDecompressor().stream_reader(content).read(_LIMIT)
        elif coding != "identity":
            raise ValueError(coding)
    return content
