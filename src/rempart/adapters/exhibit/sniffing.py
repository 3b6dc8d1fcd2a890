"""Finding pictures, films and sounds by their first bytes: the last gate before anything is written.

The egress proxy has already kept media out; this gate knows nothing of it and trusts nothing that it says.
"""

import re
import zlib

import zstandard

_DECODED_LIMIT = 64_000_000
_PREFIXES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\x00\x00\x02\x00", "image/x-icon"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cJXL ", "image/jxl"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "video/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
    (b"#!AMR", "audio/amr"),
    (b"MThd", "audio/midi"),
    (b"%PDF-", "application/pdf"),
    (b"CWS", "application/x-shockwave-flash"),
    (b"FWS", "application/x-shockwave-flash"),
)
_INLINE = re.compile(
    rb"data:(?:image|video|audio|font|application/(?:pdf|octet-stream))[^,;\"'\s)]{0,80}(?:;[^,\"'\s)]{0,80})*,"
    rb"[A-Za-z0-9+/=%_\-.~!*()\\]{24,}",
    re.IGNORECASE,
)


class UnreadableCodingError(Exception):
    """The body's content coding is unknown or broken, so nobody can say what is inside."""


def undo_codings(body: bytes, codings: str) -> bytes:
    """`body` with its content codings undone, last first. Raises UnreadableCodingError."""
    for coding in reversed([part.strip().lower() for part in codings.split(",") if part.strip()]):
        body = _undo(body, coding)
    return body


def redact_inline(content: bytes) -> tuple[bytes, int]:
    """`content` with every inline medium replaced by a marker, and how many there were."""
    return _INLINE.subn(b"data:,removed-by-rempart", content)


def find_media(content: bytes) -> str:
    """The media type that decoded `content` begins with, or an empty string."""
    for prefix, kind in _PREFIXES:
        if content.startswith(prefix):
            # "BM" begins many texts; a bitmap also states its own length and four zero bytes.
            if prefix == b"BM" and content[6:10] != b"\0\0\0\0":
                continue
            return kind
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}[content[8:12]]
    if content[4:8] == b"ftyp":
        return "image/avif" if content[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1") else "video/mp4"
    if len(content) > 376 and content[0] == content[188] == content[376] == 0x47:
        return "video/mp2t"
    if len(content) > 3 and content[0] == 0xFF and content[1] in (0xFB, 0xF3, 0xF2, 0xF1, 0xF9):
        return "audio/mpeg"
    return ""


def _undo(body: bytes, coding: str) -> bytes:
    if coding == "identity" or not body:
        return body
    try:
        if coding in ("gzip", "x-gzip"):
            return _inflate(body, 16 + zlib.MAX_WBITS)
        if coding == "deflate":
            return _inflate_either(body)
        if coding == "zstd":
            return _within_limit(zstandard.ZstdDecompressor().stream_reader(body).read(_DECODED_LIMIT + 1))
    except (zlib.error, zstandard.ZstdError) as error:
        raise UnreadableCodingError(f"the {coding} stream is broken") from error
    raise UnreadableCodingError(f"the content coding {coding} is unknown")


def _inflate_either(body: bytes) -> bytes:
    try:
        return _inflate(body, zlib.MAX_WBITS)
    except zlib.error:  # some servers send the raw stream without the zlib header
        return _inflate(body, -zlib.MAX_WBITS)


def _inflate(body: bytes, wbits: int) -> bytes:
    decoder = zlib.decompressobj(wbits=wbits)
    return _within_limit(decoder.decompress(body, _DECODED_LIMIT + 1))


def _within_limit(content: bytes) -> bytes:
    if len(content) > _DECODED_LIMIT:
        raise UnreadableCodingError(f"it decodes to more than {_DECODED_LIMIT:,} bytes")
    return content
