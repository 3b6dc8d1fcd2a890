"""What bytes are, told by the bytes alone: headers and file names are claims, and hostile pages lie.

In: bytes with every content coding undone. Out: the medium that they are or hold, or None for plain text.
Never: a decoder. Only the first bytes are read, with bounds, so a picture bomb has nothing to blow up.

The rule is an allow-list: what is not recognisably text is held back, whether a signature names it or not.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEAD_BYTES = 512
SHORTEST_TEXT = 64  # a binary file may begin with a few letters; a page that something was appended to is longer
_CONTROL = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"  # ESC (0x1b) belongs to ISO-2022 text
# A stray control character happens in real scripts; four within 64 bytes are no text, in any picture they are.
_BINARY = re.compile(_CONTROL + rb"(?:[\s\S]{0,20}?" + _CONTROL + rb"){3}")
_ANY_CONTROL = re.compile(_CONTROL)
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium: its media type as sniffed, and its size in pixels where the first bytes tell."""

    media_type: str
    width: int | None = None
    height: int | None = None


# Signatures at offset 0. Sources: WHATWG MIME Sniffing, and each format's specification.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\x8aMNG\r\n\x1a\n", "video/x-mng"),
    (b"\x8bJNG\r\n\x1a\n", "image/x-jng"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
    (b"8BPS\x00", "image/vnd.adobe.photoshop"),
    (b"qoif", "image/qoi"),
    (b"DDS |", "image/vnd.ms-dds"),
    (b"v/1\x01", "image/x-exr"),
    (b"#?RADIANCE", "image/vnd.radiance"),
    (b"\xabKTX ", "image/ktx"),
    (b"gimp xcf", "image/x-xcf"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"BPG\xfb", "image/bpg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS\x00", "audio/ogg"),
    (b"FLV\x01", "video/x-flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b".RMF\x00", "video/vnd.rn-realvideo"),
    (b"fLaC\x00", "audio/flac"),
    (b"ID3\x02", "audio/mpeg"),
    (b"ID3\x03", "audio/mpeg"),
    (b"ID3\x04", "audio/mpeg"),
    (b"MThd\x00\x00", "audio/midi"),
    (b".snd\x00", "audio/basic"),
    (b"#!AMR", "audio/amr"),
    (b"MAC \x96", "audio/x-ape"),
    (b"wvpk", "audio/x-wavpack"),
    (b"DKIF\x00\x00", "video/x-ivf"),
    (b"wOFF\x00", "font/woff"),
    (b"wOF2\x00", "font/woff2"),
    (b"OTTO\x00", "font/otf"),
    (b"ttcf\x00", "font/collection"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe", "application/postscript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh91AY&SY", "application/x-bzip2"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MSCF\x00", "application/vnd.ms-cab-compressed"),
    (b"\x00asm", "application/wasm"),
    (b"\x7fELF", "application/x-elf"),
)
_BY_FIRST_BYTE: dict[int, list[tuple[bytes, str]]] = {}
for _entry in _SIGNATURES:
    _BY_FIRST_BYTE.setdefault(_entry[0][0], []).append(_entry)
_RIFF_KINDS = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav", b"ACON": "image/x-ani"}
_FORM_KINDS = {b"AIFF": "audio/aiff", b"AIFC": "audio/aiff", b"ILBM": "image/x-ilbm"}
_PCX_DEPTHS = (b"\1\1", b"\1\2", b"\1\4", b"\1\x08")
_FTYP_IMAGES = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"crx ", b"jpg ")
_NETPBM = re.compile(rb"P[1-7][ \t\r\n](?:#[^\n]*\n)?\s*\d{1,6}\s+\d{1,6}\s")
_SVG = re.compile(
    rb"\A(?:\s|<\?[^>]{0,300}>|<!--(?:(?!-->).){0,2000}-->|<!DOCTYPE\s+svg[^>]{0,400}>)*<(?:\w+:)?svg[\s>]", re.I | re.S
)
# Signatures long enough to be looked for anywhere: a coincidence in text is not to be expected.
_ANYWHERE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a|RIFF[\s\S]{4}(?:WEBP|AVI |WAVE)|\x1aE\xdf\xa3"
    rb"|[\s\S]{4}ftyp(?:avi[fs]|hei[cx]|mif1|mp4[12]|isom|iso[2-9]|qt  |M4[AV] |avc1|dash|3g[p2])"
    rb"|OggS\x00|fLaC\x00|ID3[\x02-\x04]\x00|wOF[F2]\x00|OTTO\x00|8BPS\x00|II\*\x00|MM\x00\*"
    rb"|\x00\x00\x00\x0cJXL |\x00\x00\x00\x0cjP  |FLV\x01|0&\xb2u\x8ef\xcf\x11|\x00\x00\x01[\xb3\xba]"
    rb"|%PDF-\d|PK\x03\x04|\x00asm\x01|\xff\x4f\xff\x51|\x1f\x8b\x08"
)
# The same in what is text otherwise: with a control character, which no words about pictures have, and with what is no
# plain text behind it.
_IN_TEXT = re.compile(
    rb"(?:\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a(?=[^\x00]{0,3}\x00)|\x1aE\xdf\xa3|OggS\x00|fLaC\x00"
    rb"|RIFF(?=[^\x00]{0,3}\x00[\s\S]{0,3}(?:WEBP|AVI |WAVE))|\x00[\s\S]{0,2}ftyp|II\*\x00|MM\x00\*|wOF[F2]\x00"
    rb"|PK\x03\x04|\x00\x00\x00\x0c(?:JXL |jP  )|\x1f\x8b\x08|\x00\x00\x01[\xb3\xba]|%PDF-(?=\d\.\d[\r\n]))"
    rb"(?:(?![\x09\x0a\x0d\x20-\x7e]{8})[\s\S]){0,400}"
)


def recognise(head: bytes) -> Medium | None:
    """The medium that begins with `head` (a few hundred bytes suffice), None where no signature fits."""
    for signature, media_type in _BY_FIRST_BYTE.get(head[0] if head else 0, ()):
        if head.startswith(signature):
            return _with_size(media_type, head)
    if head[:4] == b"RIFF" and head[8:12] in _RIFF_KINDS:
        return _with_size(_RIFF_KINDS[head[8:12]], head)
    if head[:4] == b"FORM" and head[8:12] in _FORM_KINDS:
        return Medium(_FORM_KINDS[head[8:12]])
    if head[4:8] == b"ftyp":
        return Medium("image/avif" if head[8:12] in _FTYP_IMAGES else "video/mp4")
    if head[4:8] in (b"moov", b"mdat", b"moof", b"styp", b"sidx", b"wide", b"free") and head[:1] == b"\0":
        return Medium("video/mp4")
    return _recognise_loose(head)


def _recognise_loose(head: bytes) -> Medium | None:
    """Formats whose signature is short or spread out."""
    padded = head[:400].ljust(400, b"\1")
    fits = {
        "image/bmp": head[:2] == b"BM" and len(head) >= 26 and head[6:10] == b"\0\0\0\0",
        "video/mp2t": padded[0] == padded[188] == padded[376] == 0x47,
        "audio/mpeg": _is_mpeg_audio(padded),
        "audio/aac": padded[0] == 0xFF and padded[1] & 0xF6 == 0xF0,
        "image/x-icon": _is_icon(padded),
        "font/ttf": padded[:5] == b"\0\1\0\0\0" and 0 < padded[5] < 64 and padded[12:15].isalnum(),
        "image/x-pcx": len(head) > 128 and padded[0] == 0x0A and padded[1] <= 5 and padded[2:4] in _PCX_DEPTHS,
        "video/h264": head[:4] == b"\0\0\0\1" and padded[4] & 0x1F in (5, 7, 9),
        "image/x-portable-anymap": _NETPBM.match(head) is not None,
        "image/svg+xml": _SVG.match(head.removeprefix(_UTF8_BOM)) is not None,
    }
    found = next((media_type for media_type, fit in fits.items() if fit), None)
    return _with_size(found, head) if found else None


def _is_icon(head: bytes) -> bool:
    """An icon or cursor directory whose first entry has no more planes and bits than there can be."""
    kind, count, reserved, planes, bits = struct.unpack_from("<2xHH3xBHH", head)
    return head[:2] == b"\0\0" and kind in (1, 2) and 0 < count < 64 and reserved == 0 and planes < 4096 and bits < 4096


def _is_mpeg_audio(head: bytes) -> bool:
    """A frame header of MPEG audio: sync, a version that exists, layer I to III."""
    return head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x18 != 0x08 and bool(head[1] & 6)


def hold_back(data: bytes) -> Medium | None:
    """The medium that `data` is, or ``application/octet-stream`` where it is not text; None lets it pass."""
    found = recognise(data[:4096])
    if found is not None and not data.startswith(_UTF16_BOMS):
        return found
    return None if is_textual(data) else Medium("application/octet-stream")


def is_textual(data: bytes) -> bool:
    """Whether `data` is text: UTF-16 with its mark, or any ASCII-compatible coding with hardly a control character."""
    if data.startswith(_UTF16_BOMS):
        return decode_utf16(data) is not None
    if len(data) < SHORTEST_TEXT:
        return _ANY_CONTROL.search(data) is None
    return _BINARY.search(data) is None


def decode_utf16(data: bytes) -> str | None:
    """`data` as text where it is well-formed UTF-16 with its mark and holds no control character, else None."""
    if not data.startswith(_UTF16_BOMS):
        return None
    try:
        text = data[: len(data) & ~1].decode("utf-16")
    except UnicodeDecodeError:
        return None
    return None if _BINARY.search(text.encode()) else text


def find_embedded(data: bytes, start: int = 0) -> tuple[int, Medium] | None:
    """The first place in `data` from `start` on where a medium begins; None where there is none."""
    match = _ANYWHERE.search(data, start)
    if match is None:
        return None
    return match.start(), recognise(data[match.start() : match.start() + 4096]) or Medium("application/octet-stream")


def find_in_text(text: bytes) -> Iterator[tuple[int, int, Medium]]:
    """Begin, end and kind of each medium, or begin of one, that lies in `text` as raw bytes."""
    for match in _IN_TEXT.finditer(text):
        found = recognise(text[match.start() : match.start() + 4096]) or Medium("application/octet-stream")
        yield match.start(), match.end(), found


def cut_to_text(data: bytes) -> bytes:
    """The longest beginning of `data` that is text without a medium: what is left of a file that is both.

    Empty where it is shorter than 64 bytes: then the file is a medium, not a page.
    """
    ends = [len(data)]
    control = _BINARY.search(data)
    if control is not None:
        ends.append(control.start())
    embedded = find_embedded(data)
    if embedded is not None:
        ends.append(embedded[0])
    end = min(ends)
    return data[:end] if end >= SHORTEST_TEXT else b""


def _with_size(media_type: str, head: bytes) -> Medium:
    reader = _SIZES.get(media_type)
    try:
        width, height = reader(head) if reader else (None, None)
    except (struct.error, IndexError):
        width, height = None, None
    return Medium(media_type, width, height)


def _png_size(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _gif_size(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def _bmp_size(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<ii", head, 18)
    return abs(width), abs(height)


def _icon_size(head: bytes) -> tuple[int, int]:
    return head[6] or 256, head[7] or 256


def _webp_size(head: bytes) -> tuple[int, int] | tuple[None, None]:
    if head[12:16] == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if head[12:16] == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if head[12:16] == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None, None


def _jpeg_size(head: bytes) -> tuple[int, int] | tuple[None, None]:
    position = 2
    for _ in range(64):  # a file has a few segments before its frame header; a longer chain is an attack
        marker, length = struct.unpack_from(">HH", head, position)
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack_from(">HH", head, position + 5)
            return width, height
        position += 2 + length
    return None, None


_SIZES = {
    "image/png": _png_size,
    "image/gif": _gif_size,
    "image/bmp": _bmp_size,
    "image/x-icon": _icon_size,
    "image/webp": _webp_size,
    "image/jpeg": _jpeg_size,
}
