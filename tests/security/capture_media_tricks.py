"""Ways to bring a picture into a page, and a scanner that finds it again however it is written.

The media are headers of real formats around a core of seeded noise: nothing that a decoder would show, all that a
scanner needs. The scanner shares no code with the product; it undoes every writing that the tricks know.
"""

import base64
import binascii
import contextlib
import gzip
import html
import json
import quopri
import random
import re
import struct
import textwrap
import zlib
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote_from_bytes, unquote_to_bytes

from tests.factories.png import write_png

CORE_BYTES = 40
PIECE_BYTES = 20  # so much of a core in a row is a leak


_AWKWARD = set(b"\b\t\n\v\f\r\x1a\x1b\"'`\\=?&%#<>")
_PLAIN = [byte for byte in range(256) if byte not in _AWKWARD]
MARK = bytes(random.Random("mark").choices(_PLAIN, k=12))  # how every core begins


def make_core(seed: int) -> bytes:
    """Noise that is nowhere else: what must not come through. No byte that a writing would treat as its own."""
    chance = random.Random(seed)
    return MARK + bytes(chance.choice(_PLAIN) for _ in range(CORE_BYTES - len(MARK)))


def _png(core: bytes) -> bytes:
    return write_png(8, 8, (b"\0" + b"\xc0\x20\x20" * 8) * 8, before=[(b"tEXt", core)])


MEDIA: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "png": ("image/png", _png),
    "gif": ("image/gif", lambda core: b"GIF89a\x08\0\x08\0\x80\0\0" + core + b"\x3b"),
    "jpeg": ("image/jpeg", lambda core: b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xfe\0\x2a" + core),
    "webp": ("image/webp", lambda core: b"RIFF" + struct.pack("<I", 60) + b"WEBPVP8 " + core + b"\0\0\0"),
    "bmp": (
        "image/bmp",
        lambda core: b"BM\x80\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x08\0\0\0\x08\0\0\0\x01\0\x18\0" + core,
    ),
    "ico": ("image/x-icon", lambda core: b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x18\0\x28\0\0\0\x16\0\0\0" + core),
    "avif": ("image/avif", lambda core: b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + core + b"\0\0\0\0"),
    "tiff": ("image/tiff", lambda core: b"II*\0\x08\0\0\0\0\0" + core + b"\0\0\0"),
    "jxl": ("image/jxl", lambda core: b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl " + core),
    "mp4": ("video/mp4", lambda core: b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\x30mdat" + core),
    "webm": ("video/webm", lambda core: b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1" + core + b"\0\0"),
    "ogg": ("audio/ogg", lambda core: b"OggS\0\2\0\0\0\0\0\0\0\0" + core + b"\0\0"),
    "mp3": ("audio/mpeg", lambda core: b"ID3\4\0\0\0\0\0\0\xff\xfb\x90\0" + core + b"\0\0"),
    "flac": ("audio/flac", lambda core: b"fLaC\0\0\0\x22\x10\0\x10\0" + core),
    "wav": ("audio/wav", lambda core: b"RIFF\x50\0\0\0WAVEfmt \x10\0\0\0" + core),
    "font": ("font/woff2", lambda core: b"wOF2\0\1\0\0\0\0\0\x50\0\4\0\0" + core),
    "pdf": (
        "application/pdf",
        lambda core: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>stream\n" + core + b"\nendstream\0\0\0",
    ),
}


def make_medium(kind: str, seed: int, padding: int = 0) -> tuple[str, bytes]:
    """A media type and a medium around the core of `seed`, with `padding` more bytes of noise."""
    media_type, build = MEDIA[kind]
    return media_type, build(make_core(seed)) + random.Random(-seed - 1).randbytes(padding)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _uri(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{_b64(data)}"


def _percent(media_type: str, data: bytes) -> str:
    return f"data:{media_type},{quote_from_bytes(data, safe='')}"


def _numbers(data: bytes, separator: str = ",") -> str:
    return separator.join(map(str, data))


def _pieces(data: bytes, length: int) -> list[str]:
    return textwrap.wrap(_b64(data), length)


def _entities(text: str, form: str) -> str:
    return "".join(form.format(ord(letter)) for letter in text)


def _lines(data: bytes) -> str:
    return "\n".join(_pieces(data, 76))


def _uuencode(data: bytes) -> str:
    rows = [binascii.b2a_uu(data[start : start + 45]).decode() for start in range(0, len(data), 45)]
    return "begin 644 shape.png\n" + "".join(rows) + "`\nend\n"


def _svg(media_type: str, data: bytes) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{_uri(media_type, data)}"/></svg>'.encode()


Trick = Callable[[str, bytes], str]
# Each writes a medium of a type into the text of a page.
TEXT_TRICKS: dict[str, Trick] = {
    "img": lambda t, d: f'<img src="{_uri(t, d)}">',
    "img single quotes": lambda t, d: f"<img src='{_uri(t, d)}'>",
    "img no quotes": lambda t, d: f"<img src={_uri(t, d)}>",
    "img upper case": lambda t, d: f'<IMG SRC="DATA:{t.upper()};BASE64,{_b64(d)}">',
    "img no type": lambda t, d: f'<img src="data:;base64,{_b64(d)}">',
    "img as text": lambda t, d: f'<img src="{_uri("text/plain", d)}">',
    "img as html": lambda t, d: f'<img src="{_uri("text/html", d)}">',
    "img with parameters": lambda t, d: f'<img src="data:{t};charset=x;name=y;base64,{_b64(d)}">',
    "img with blanks": lambda t, d: f'<img src="data:{t} ; base64 , {_b64(d)}">',
    "img percent": lambda t, d: f'<img src="{_percent(t, d)}">',
    "img percent no quotes": lambda t, d: f"<img src={_percent(t, d)}>",
    "img base64 percent": lambda t, d: f'<img src="data:{t};base64,{quote_from_bytes(_b64(d).encode(), safe="")}">',
    "img broken lines": lambda t, d: f'<img src="data:{t};base64,{_lines(d)}">',
    "img entities between": lambda t, d: f'<img src="data&colon;{t}&semi;base64&comma;{_b64(d)}">',
    "img entities whole": lambda t, d: f'<img src="{_entities(_uri(t, d), "&#{};")}">',
    "img hexadecimal entities": lambda t, d: f'<img src="{_entities(_uri(t, d), "&#x{:x};")}">',
    "srcset": lambda t, d: f'<img srcset="{_uri(t, d)} 1x, {_uri(t, d)} 2x">',
    "picture source": lambda t, d: f'<picture><source srcset="{_uri(t, d)}"><img></picture>',
    "input image": lambda t, d: f'<input type=image src="{_uri(t, d)}">',
    "body background": lambda t, d: f'<table background="{_uri(t, d)}"></table>',
    "icon": lambda t, d: f'<link rel=icon href="{_uri(t, d)}">',
    "iframe": lambda t, d: f'<iframe src="{_uri(t, d)}"></iframe>',
    "object": lambda t, d: f'<object data="{_uri(t, d)}"></object>',
    "embed": lambda t, d: f'<embed src="{_uri(t, d)}">',
    "video": lambda t, d: f'<video src="{_uri(t, d)}" poster="{_uri(t, d)}"></video>',
    "audio source": lambda t, d: f'<audio><source src="{_uri(t, d)}"></audio>',
    "track": lambda t, d: f'<track src="{_uri(t, d)}">',
    "meta refresh": lambda t, d: f'<meta http-equiv=refresh content="0;url={_uri(t, d)}">',
    "preload": lambda t, d: f'<link rel=preload as=image href="{_uri(t, d)}">',
    "data attribute": lambda t, d: f'<div data-src="{_b64(d)}"></div>',
    "comment": lambda t, d: f"<!-- {_b64(d)} -->",
    "style attribute": lambda t, d: f'<div style="background:url({_uri(t, d)})"></div>',
    "style sheet": lambda t, d: f"<style>b{{background:url('{_uri(t, d)}')}}</style>",
    "style no quotes": lambda t, d: f"<style>b{{cursor:url({_uri(t, d)}),auto}}</style>",
    "style escaped": lambda t, d: f'<style>b{{content:url("\\64 ata:{t};base64,{_b64(d)}")}}</style>',
    "style percent": lambda t, d: f'<style>b{{list-style:url("{_percent(t, d)}")}}</style>',
    "font face": lambda t, d: f"<style>@font-face{{font-family:x;src:url({_uri(t, d)})}}</style>",
    "image-set": lambda t, d: f'<style>b{{background:image-set("{_uri(t, d)}" 1x)}}</style>',
    "svg image": lambda t, d: f'<p><svg><image xlink:href="{_uri(t, d)}"/></svg>',
    "svg filter": lambda t, d: f'<p><svg><filter><feImage href="{_uri(t, d)}"/></filter></svg>',
    "svg in a data URI": lambda t, d: f'<img src="data:image/svg+xml;base64,{_b64(_svg(t, d))}">',
    "svg in a percent URI": lambda t, d: f'<img src="data:image/svg+xml,{quote_from_bytes(_svg(t, d))}">',
    "srcdoc": lambda t, d: f'<iframe srcdoc="{html.escape(f"""<img src="{_uri(t, d)}">""")}"></iframe>',
    "page in a data URI": lambda t, d: (
        f'<iframe src="{_uri("text/html", f"<img src={_uri(t, d)}>".encode())}"></iframe>'
    ),
    "script atob": lambda t, d: f"<script>blob=atob('{_b64(d)}')</script>",
    "script url-safe": lambda t, d: f"<script>b='{base64.urlsafe_b64encode(d).decode()}'</script>",
    "script no padding": lambda t, d: f'<script>b="{_b64(d).rstrip("=")}"</script>',
    "script letters before": lambda t, d: f'<script>b="xyz{_b64(d)}"</script>',
    "script template": lambda t, d: f"<script>b=`{_lines(d)}`</script>",
    "script added strings": lambda t, d: "<script>b='" + "'+'".join(_pieces(d, 9)) + "'</script>",
    "script joined strings": lambda t, d: "<script>b=" + json.dumps(_pieces(d, 14)) + ".join('')</script>",
    "script long pieces": lambda t, d: '<script>b="' + '"+\n  "'.join(_pieces(d, 40)) + '"</script>',
    "script hexadecimal escapes": lambda t, d: '<script>b="' + "".join(f"\\x{byte:02x}" for byte in d) + '"</script>',
    "script unicode escapes": lambda t, d: '<script>b="' + "".join(f"\\u{byte:04x}" for byte in d) + '"</script>',
    "script octal escapes": lambda t, d: '<script>b="' + "".join(f"\\{byte:03o}" for byte in d) + '"</script>',
    "script mixed escapes": lambda t, d: "<script>b='" + _mix_escapes(d) + "'</script>",
    "script bytes": lambda t, d: f"<script>b=new Uint8Array([{_numbers(d)}])</script>",
    "script hexadecimal bytes": lambda t, d: f"<script>b=[{', '.join(map(hex, d))}]</script>",
    "script signed bytes": lambda t, d: (
        f"<script>b=[{','.join(str(byte - 256 * (byte > 127)) for byte in d)}]</script>"
    ),
    "script character codes": lambda t, d: f"<script>b=String.fromCharCode({_numbers(d)})</script>",
    "script number string": lambda t, d: f"<script>b='{_numbers(d, ' ')}'.split(' ')</script>",
    "script hexadecimal": lambda t, d: f"<script>b='{d.hex()}'</script>",
    "script hexadecimal capitals": lambda t, d: f"<script>b='{d.hex().upper()}'</script>",
    "script hexadecimal pairs": lambda t, d: f"<script>b='{d.hex(' ')}'</script>",
    "script hexadecimal colons": lambda t, d: f"<script>b='{d.hex(':')}'</script>",
    "source map": lambda t, d: "//# sourceMappingURL=" + _uri("application/json", json.dumps({"x": _b64(d)}).encode()),
    "json": lambda t, d: json.dumps({"shape": _b64(d), "next": 1}),
    "json escaped slashes": lambda t, d: json.dumps({"shape": _uri(t, d)}).replace("/", "\\/"),
    "json buffer": lambda t, d: json.dumps({"type": "Buffer", "data": list(d)}),
    "json latin text": lambda t, d: json.dumps({"shape": d.decode("latin-1")}),
    "xml": lambda t, d: f"<x><![CDATA[{_lines(d)}]]></x>",
    "mail base64": lambda t, d: f"Content-Type: {t}\r\nContent-Transfer-Encoding: base64\r\n\r\n{_lines(d)}\r\n--x--",
    "mail quoted-printable": lambda t, d: (
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(_force(d)).decode("latin-1")
    ),
    "uuencode": lambda t, d: f"<pre>\n{_uuencode(d)}</pre>",
    "ascii85": lambda t, d: base64.a85encode(d, adobe=True).decode(),
    "gzip in base64": lambda t, d: f"<script>b='{_b64(gzip.compress(d))}'</script>",
    "base64 in base64": lambda t, d: f"<script>b='{_b64(_b64(d).encode())}'</script>",
    "hexadecimal in base64": lambda t, d: f"<script>b='{_b64(d.hex().encode())}'</script>",
}


def _mix_escapes(data: bytes) -> str:
    """Letters as they are, the rest escaped: how a program would print a byte string."""
    return repr(data)[2:-1].replace("'", "\\'")


def _force(data: bytes) -> bytes:
    """`data` in a form that quoted-printable leaves no byte of as it is, so that the text stays ASCII."""
    return data.replace(b"\n", b"\n\n")


# Each writes a text into a text: tricks can be nested in tricks.
WRAPPERS: dict[str, Callable[[str], str]] = {
    "page in base64": lambda text: f'<iframe src="{_uri("text/html", text.encode())}"></iframe>',
    "page in percent": lambda text: (
        f'<iframe src="data:text/html,{quote_from_bytes(text.encode(), safe="")}"></iframe>'
    ),
    "srcdoc": lambda text: f'<iframe srcdoc="{html.escape(text)}"></iframe>',
    "srcdoc entities": lambda text: f'<iframe srcdoc="{_entities(text, "&#{};")}"></iframe>',
    "atob": lambda text: f"<script>document.write(atob('{_b64(text.encode())}'))</script>",
    "escapes": lambda text: "<script>w('" + "".join(f"\\x{byte:02x}" for byte in text.encode()) + "')</script>",
    "hexadecimal": lambda text: f"<script>w('{text.encode().hex()}')</script>",
    "numbers": lambda text: f"<script>w(String.fromCharCode({_numbers(text.encode())}))</script>",
    "json": lambda text: json.dumps({"html": text}),
}

_BASE64_RUN = re.compile(rb"(?:[A-Za-z0-9+/_-][\s\\nr]*(?:[\"'`]\s*[+,]\s*[\"'`])?|\\/){16,}")
_NUMBER_RUN = re.compile(rb"(?:-?\d{1,3}[\s,]+){11,}-?\d{1,3}|(?:0x[0-9a-f]{1,2},\s?){11,}0x[0-9a-f]{1,2}")
_HEX_RUN = re.compile(rb"(?:[0-9a-fA-F]{2}[ :]?){12,}")


def make_page(seed: int) -> bytes:
    """A page with one trick of text, up to three writings deep, around the core of `seed`."""
    chance = random.Random(seed)
    media_type, medium = make_medium(chance.choice(list(MEDIA)), seed, chance.choice((0, 60, 300)))
    text = TEXT_TRICKS[chance.choice(list(TEXT_TRICKS))](media_type, medium)
    for wrapper in chance.sample(list(WRAPPERS), chance.randrange(3)):
        text = WRAPPERS[wrapper](text.encode("latin-1", "replace").decode("latin-1"))
    return f"<!doctype html><p>Page</p>\n{text}\n<p>End</p>".encode("latin-1", "replace")


def reveal(data: bytes, depth: int = 5, known: dict[bytes, int] | None = None) -> Iterator[bytes]:
    """`data`, and all that it may be a writing of, down to `depth` writings within each other.

    Nothing too short to hold a piece of a core; what two orders of undoing lead to (`known`, with the depth left there)
    is followed once.
    """
    known = {} if known is None else known
    if len(data) < PIECE_BYTES or known.get(data, -1) >= depth:
        return
    known[data] = depth
    yield data
    if depth == 0:
        return
    if data[:2] == b"\x1f\x8b":
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from reveal(data.decode("utf-16", "replace").encode(), depth - 1, known)
    for whole in (
        unquote_to_bytes(data),
        _unescape(data),
        html.unescape(data.decode("latin-1")).encode("latin-1", "replace"),
    ):
        if whole != data:
            yield from reveal(whole, depth - 1, known)
    for run in _BASE64_RUN.findall(data):
        yield from _reveal_base64(run, depth, known)
    yield from _reveal_runs(data, depth, known)


def _reveal_runs(data: bytes, depth: int, known: dict[bytes, int]) -> Iterator[bytes]:
    """The writings that stand in runs: hexadecimal, numbers, ascii85, uuencode."""
    for run in _HEX_RUN.findall(data):
        clean = re.sub(rb"[ :]", b"", run)
        for start in (0, 1):
            usable = clean[start : start + (len(clean) - start) // 2 * 2]
            yield from reveal(bytes.fromhex(usable.decode()), depth - 1, known)
    for run in _NUMBER_RUN.findall(data):
        yield from reveal(
            bytes(
                int(number, 16 if "x" in number else 10) & 255 for number in re.findall(r"-?0x\w+|-?\d+", run.decode())
            ),
            depth - 1,
            known,
        )
    for block in re.findall(rb"<~.*?~>", data, re.S):
        with contextlib.suppress(ValueError):
            yield base64.a85decode(block, adobe=True)
    for block in re.findall(rb"begin 644 [^\n]*\n((?:[^\n]+\n)+?)end", data):
        with contextlib.suppress(binascii.Error):
            yield b"".join(binascii.a2b_uu(line) for line in block.splitlines() if line)


def _reveal_base64(run: bytes, depth: int, known: dict[bytes, int]) -> Iterator[bytes]:
    clean = re.sub(rb"\\[nr]|[\"'`]\s*[+,]\s*[\"'`]|[\s\\\"'`]", b"", run).translate(bytes.maketrans(b"-_", b"+/"))
    for shift in range(4):
        usable = clean[shift : shift + (len(clean) - shift) // 4 * 4]
        tail = clean[shift + len(usable) :]
        usable += tail + b"=" * (4 - len(tail)) if len(tail) > 1 else b""
        yield from reveal(base64.b64decode(usable), depth - 1, known)


def _unescape(data: bytes) -> bytes:
    data = _ESCAPE.sub(_undo_escape, data)
    if re.search(rb"(?:=[0-9A-F]{2}){2}", data):
        data = quopri.decodestring(data)
    return data


_ESCAPE = re.compile(rb"\\x([0-9a-fA-F]{2})|\\u00([0-9a-fA-F]{2})|\\([0-3][0-7]{2})|\\([\s\S])")


def _undo_escape(match: re.Match[bytes]) -> bytes:
    if match[1] or match[2]:
        return bytes.fromhex((match[1] or match[2]).decode())
    letters = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return bytes([int(match[3], 8)]) if match[3] else letters.get(match[4], match[4])


def leaks(data: bytes, core: bytes) -> bool:
    """Whether the core, or a good part of it, is in `data` in any writing."""
    return bool(find_leaks(data, {0: core}))


def find_leaks(data: bytes, cores: Mapping[int, bytes]) -> set[int]:
    """The seeds whose cores, or a good part of them, are in `data` in any writing."""
    found = set()
    for levels in _join_levels(reveal(data)):
        found |= {seed for seed, core in cores.items() if any(piece in levels for piece in _pieces_of(core))}
    return found


def _pieces_of(core: bytes) -> tuple[bytes, ...]:
    return core[4 : 4 + PIECE_BYTES], core[16 : 16 + PIECE_BYTES]


def _join_levels(levels: Iterator[bytes]) -> Iterator[bytes]:
    """Many levels as one text, since most are short: one search for each core in all of them."""
    joined: list[bytes] = []
    size = 0
    for level in levels:
        joined.append(level)
        size += len(level)
        if size > 1_000_000:
            yield b"\0".join(joined)
            joined, size = [], 0
    yield b"\0".join(joined)
