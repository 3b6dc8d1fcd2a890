"""Finding pictures, films and sounds by their first bytes: the last gate before anything is written.

The egress proxy has already kept media out; this gate knows nothing of it and trusts nothing that it says.
"""

import re
import zlib

import zstandard

MARKER = b"removed-by-rempart"
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
    (b"8BPS\x00", "image/vnd.adobe.photoshop"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cJXL ", "image/jxl"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "video/ogg"),
    (b"fLaC\x00", "audio/flac"),
    (b"fLaC\x80", "audio/flac"),
    (b"ID3\x02", "audio/mpeg"),
    (b"ID3\x03", "audio/mpeg"),
    (b"ID3\x04", "audio/mpeg"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
    (b"#!AMR\n", "audio/amr"),
    (b"#!AMR-WB\n", "audio/amr"),
    (b"MThd\x00", "audio/midi"),
    (b"%PDF-", "application/pdf"),
    (b"wOFF\x00", "font/woff"),
    (b"wOF2\x00", "font/woff2"),
    (b"OTTO\x00", "font/otf"),
    (b"\x00asm", "application/wasm"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_LOOSE: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"[CFZ]WS[\x01-\x08\x0b\x0c\x0e-\x1f]"), "application/x-shockwave-flash"),
    (re.compile(rb"BZh[1-9]1AY"), "application/x-bzip2"),
    (re.compile(rb"\x00\x01\x00\x00\x00[\x01-\x3f]"), "font/ttf"),
)
_INLINE = re.compile(
    rb"data:(?:image|video|audio|font|application/(?:pdf|octet-stream))[^,;\"'\s)]{0,80}(?:;[^,\"'\s)]{0,80})*,"
    rb"[A-Za-z0-9+/=%_\-.~!*()\\]{24,}",
    re.IGNORECASE,
)
# A medium may begin anywhere in what is text otherwise, and be written in letters. Four such bytes in a comment would
# make every verifier that looks for media reject the whole exhibit, so they go, with what is no plain text behind them.
_BEHIND = rb"(?:(?![\x09\x0a\x0d\x20-\x7e]{8})[\s\S]){0,400}"
_WITHIN = re.compile(
    rb"(?:\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a(?=[^\x00]{0,3}\x00)|\x1aE\xdf\xa3|OggS\x00|fLaC\x00"
    rb"|RIFF(?=[^\x00]{0,3}\x00[\s\S]{0,3}(?:WEBP|AVI |WAVE))|\x00[\s\S]{0,2}ftyp|II\*\x00|MM\x00\*"
    rb"|\x00\x00\x00\x0c(?:JXL |jP  )|PK\x03\x04|\x1f\x8b\x08|\x00\x00\x01[\xb3\xba]|wOF[F2]\x00|%PDF-(?=\d\.\d[\r\n]))"
    + _BEHIND
)
_WRITTEN = re.compile(
    rb"(?:iVBORw0KGgo|/9j/[2-7w/]|R0lGOD[dl]h|UklGR|AAAA[A-Za-z0-9+/_-]{2}Z0eX|GkXfo|T2dnUw)[A-Za-z0-9+/_=-]{24,}"
    rb"|(?i:89504e470d0a1a0a|ffd8ff[c-f][0-9a-f]|47494638(?:37|39)61)[0-9A-Fa-f]{24,}"
)


class UnreadableCodingError(Exception):
    """The body's content coding is unknown or broken, so nobody can say what is inside."""


def undo_codings(body: bytes, codings: str) -> bytes:
    """`body` with its content codings undone, last first. Raises UnreadableCodingError."""
    for coding in reversed([part.strip().lower() for part in codings.split(",") if part.strip()]):
        body = _undo(body, coding)
    return body


def redact_inline(content: bytes) -> tuple[bytes, int]:
    """`content` with every inline medium replaced by a marker, and how many there were.

    What stands on the two sides of one that is taken out may make another, so it is looked for until there is none.
    """
    removed = 0
    while True:
        content, inline = _INLINE.subn(b"data:," + MARKER, content)
        content, within = _WITHIN.subn(MARKER, content)
        content, written = _WRITTEN.subn(MARKER, content)
        if not inline + within + written:
            return content, removed
        removed += inline + within + written


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
    if content[4:8] == b"ftyp" and content[:1] == b"\0":
        return "image/avif" if content[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1") else "video/mp4"
    if len(content) > 376 and content[0] == content[188] == content[376] == 0x47:
        return "video/mp2t"
    if len(content) > 3 and content[0] == 0xFF and content[1] in (0xFB, 0xF3, 0xF2, 0xF1, 0xF9):
        return "audio/mpeg"
    return next((kind for pattern, kind in _LOOSE if pattern.match(content)), "")


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
