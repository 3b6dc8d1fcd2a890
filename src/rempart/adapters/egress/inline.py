"""Take media out of text: data URIs, base64, hexadecimal, escapes, number lists, whatever they are nested in.

In: text in an ASCII-compatible coding. Out: the same text with a marker where a medium was, and a fact for each.
Never: a removal without a fact. Bytes behind a code of the page's own making are not recognised as such; long
base64 or hexadecimal that decodes to no text is removed unseen, and the browser cannot draw the rest.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import unquote_to_bytes

from rempart.adapters.egress.extents import list_embedded
from rempart.adapters.egress.media import Medium, find_in_text, is_textual, recognise
from rempart.adapters.egress.numbers import NUMBERS, WIDE_ESCAPES, read_numbers, read_wide_escapes
from rempart.adapters.egress.pieces import find_pieced
from rempart.ports.capturing import MediaFact

MARKER = b"rempart-removed"
MARKER_URI = b"data:," + MARKER
MAX_DEPTH = 4
MAX_FACTS = 500
OPAQUE_BASE64 = 256  # characters; longer than any hash or token of note, shorter than any picture worth the name
OPAQUE_ESCAPES = 96  # bytes; character classes of expressions are shorter
OPAQUE_NUMBERS = 2048
EFFORT = 4
SHORTEST_ATTRIBUTE = 48
SHORTEST_CHAIN = 24
FEW_ESCAPES = 4
FEW_SYMBOLS = 10  # rulers of dashes and the like are no base64
_TEXT_TYPES = (b"text/", b"application/json", b"application/javascript", b"application/xml", b"application/xhtml")
_WEAK_TYPES = ("audio/mpeg", "audio/aac", "video/mp2t", "video/h264", "image/x-pcx", "image/svg+xml", "image/jxl")

_DATA_URI = re.compile(
    rb"data:\s{0,8}(?P<type>[\w.+*-]+\\?/[\w.+*-]+)?(?P<more>(?:\s?;\s?[^,;\"'\s<>()]{0,80}){0,6})\s?,", re.I
)
_OPENER = re.compile(rb"[\"'(`]\s{0,8}\Z")
_ENDS = {b'"': rb'"', b"'": rb"'", b"`": rb"`", b"(": rb"\)", b"": rb"[\s\"'<>)\\]"}
_END_PATTERNS = {opener: re.compile(end) for opener, end in _ENDS.items()}
_BASE64_TAIL = re.compile(rb"(?:[A-Za-z0-9+/=_\s-]|%(?:2[BbFf]|3[Dd]|0[AaDd])|\\[nr/])*")
_SOLID = re.compile(rb"[A-Za-z0-9+/_-]{20,}(?:(?:\\[nrt/]|\\u002[bfBF]|[\r\n\t ]){1,12}[A-Za-z0-9+/_-]{16,})*={0,2}")
_SLASHED = re.compile(rb"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{0,400}+\\/|(?!)){1,}+[A-Za-z0-9+/_-]{0,400}={0,2}")
_CHAINED = re.compile(rb"(?<=[\"'`])[A-Za-z0-9+/=]{1,400}+(?:[\"'`]\s{0,8}[+,.]\s{0,8}[\"'`][A-Za-z0-9+/=]{1,400}+)+")
_ESCAPED = re.compile(
    rb"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\[0-3][0-7]{2}|%[0-9a-fA-F]{2}|=[0-9A-F]{2})"
    rb"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\[0-7]{1,3}|\\.|%[0-9a-fA-F]{2}|=[0-9A-F]{2}|=\r?\n"
    rb"|[ !#-&(-\[\]-_a-~]|(?!)){10,}+"
)
_LITERAL = re.compile(
    rb"'[^'\\\r\n]*+(?:\\[\s\S][^'\\\r\n]*+|(?!))++'?|\"[^\"\\\r\n]*+(?:\\[\s\S][^\"\\\r\n]*+|(?!))++\"?|`[^`\\]*+(?:\\[\s\S][^`\\]*+|(?!))++`?"
)
_QUOTED_PRINTABLE = re.compile(
    rb"^[^\r\n=]{0,80}+=[0-9A-F]{2}[^\r\n]{0,200}+(?:\r?\n[^\r\n=]{0,80}+(?:=[0-9A-F]{2}[^\r\n]{0,200}+|=?)(?=\r?\n|\Z)|(?!))*+",
    re.M,
)
_HEX_PAIRS = re.compile(rb"(?<!\w)(?:[0-9a-fA-F]{2}(?:[\s:,-]|\\[nrt]|(?!)){1,4}+|(?!)){11,}+(?:[0-9a-fA-F]{2}(?!\w))?")
_NUMBERS = re.compile(
    rb"(?<![\w.])(?:-?(?:0[xX][0-9a-fA-F]{1,2}|\d{1,3})[\s,;|:]{1,6}+|(?!)){11,}+(?:-?(?:0[xX][0-9a-fA-F]{1,2}|\d{1,3}))?"
)
_ENTITIES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]{1,6}|\d{1,7});?[A-Za-z0-9+/=]{0,3}){8,}")
_ATTRIBUTE = re.compile(rb"\"[^\"<>&]*+(?:&[^\"<>&]*+|(?!))++\"?|'[^'<>&]*+(?:&[^'<>&]*+|(?!))++'?")
_UUENCODED = re.compile(rb"begin(?:-base64)? [0-7]{3,4} [^\r\n]{1,200}\r?\n(?:(?!end)[ -~]{1,90}\r?\n|(?!))++")
_ASCII85 = re.compile(rb"<~[!-uz\s]{40,}~>")
_NOISE = re.compile(rb"\\u002[bB]|\\u002[fF]|\\[nrt]|[\s\\\"'`,.=]|%0[AaDd]|%3[Dd]")
# Short runs are mostly words and addresses: base64 of a signature has letters of both cases, hexadecimal has digits.
_MIXED = re.compile(rb"(?=.*[A-Z])(?=.*[a-z])|[0-9a-fA-F]{20}|[A-Z2-7]{40}", re.S)
_BYTE_ESCAPE = re.compile(
    rb"\\x[0-9a-fA-F]{2}|\\u00[0-9a-fA-F]{2}|\\u\{[0-9a-fA-F]{1,6}\}|\\[0-3][0-7]{2}|%[0-9a-fA-F]{2}|=[0-9A-F]{2}"
)
_JOINT = re.compile(rb"[\"'`]\s*[+,.]\s*[\"'`]")
# Pieces of one medium behind the first, which was taken out: joined strings, however their quotes are written.
_QUOTE = rb"\\{0,8}+(?:[\"'`]|&(?:quot|apos|#0{0,4}(?:34|39|96)|#x0{0,4}(?:22|27|60));)"
_BLANK = rb"(?:\s|\\{1,8}+[nrt]|(?!)){0,12}+"
_PIECES = re.compile(
    MARKER + rb"(?:" + _QUOTE + _BLANK + rb"[+,.]" + _BLANK + _QUOTE + rb"[A-Za-z0-9+/=_-]{1,400}+|(?!))++", re.I
)
_HEXADECIMAL = re.compile(rb"[0-9a-fA-F]{20,}")
_BASE32 = re.compile(rb"[A-Z2-7]{40,}")
_CODE_POINT = rb"\\u(?:00(?=[0-9a-fA-F]{2})|\{0{0,6})([0-9a-fA-F]{1,2})\}?"
_STRING_ESCAPE = re.compile(
    rb"\\x([0-9a-fA-F]{2})|" + _CODE_POINT + rb"|%([0-9a-fA-F]{2})|=([0-9A-F]{2})|\\([0-7]{1,3})|\\([nrtbfv\\\"'`/])"
)
_SCRIPT_ESCAPE = re.compile(
    rb"\\x([0-9a-fA-F]{2})|" + _CODE_POINT + rb"|(\Z\A)|(\Z\A)|\\([0-3][0-7]{2}|0)|\\([nrtbfv\\\"'`/])"
)
_REESCAPE = re.compile(rb"[\x00-\x1f\"'`]|\\(?!u[0-9a-fA-F]{4})|</")
_ESCAPES = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r", b"\t": b"\\t", b'"': b'\\"', b"</": b"<\\/"}
_LETTER_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"v": b"\v"}  # any other is itself
_NUMBER = re.compile(rb"-?(?:0[xX][0-9a-fA-F]{1,2}|\d{1,3})")


@dataclass(frozen=True, slots=True)
class Neutralised:
    """Text without media, and what was taken out of it.

    `contents` has for each fact the bytes of the medium where its writing tells where it begins and ends, else nothing;
    it is for the hasher alone, and empty unless asked for.
    """

    body: bytes
    facts: tuple[MediaFact, ...]
    contents: tuple[bytes, ...] = field(default=(), repr=False)


def neutralise(text: bytes, url: str, depth: int = 0, *, with_contents: bool = False) -> Neutralised:
    """`text` with every inline medium replaced by a marker. `url` is where the text comes from, for the facts."""
    facts: list[MediaFact] = []
    contents: list[bytes] = []
    beyond = 0

    def note(medium: Medium, declared: str, length: int, where: str, content: bytes = b"") -> None:
        nonlocal beyond
        if len(facts) >= MAX_FACTS:
            beyond += 1
        else:
            contents.append(content if with_contents else b"")
            facts.append(MediaFact(url, declared, medium.media_type, length, medium.width, medium.height, {}, where))

    body = _strip_pieced(text, note)
    body = _LITERAL.sub(_LiteralCleaner(depth, note), body) if b"\\" in body else body
    body = _strip_data_uris(body, depth, note)
    for pattern, decode, name, sign in _CARRIERS:
        if sign.search(body):
            body = pattern.sub(_Replacer(decode, name, depth, note), body)
    for pattern, name in ((_UUENCODED, "uuencoded"), (_ASCII85, "ascii85")):
        for match in pattern.finditer(body):
            note(Medium("application/octet-stream"), "", len(match[0]), f"{name} at byte {match.start()}")
        body = pattern.sub(MARKER, body)
    body = _PIECES.sub(MARKER, body)
    body = _strip_raw(body, note)
    if beyond:
        facts.append(MediaFact(url, "", "application/octet-stream", 0, where=f"{beyond} more, not told one by one"))
        contents.append(b"")
    return Neutralised(body, tuple(facts), tuple(contents) if with_contents else ())


@dataclass(frozen=True, slots=True)
class _Found:
    """A medium that some writing carries, and its bytes where they are known from the first to the last.

    `others` are those behind it in the same bytes.
    """

    medium: Medium
    content: bytes = b""
    others: tuple["_Found", ...] = ()


_UNSEEN = _Found(Medium("application/octet-stream"))


class Note(Protocol):
    """Takes down a medium, what it was declared as, how long its writing was, where it lay, and its bytes if known."""

    def __call__(self, medium: Medium, declared: str, length: int, where: str, content: bytes = b"") -> None:
        """Take it down."""
        ...


def _strip_pieced(text: bytes, note: Note) -> bytes:
    places = []
    for found in find_pieced(text):
        where = f"base64 in pieces at byte {found.start}"
        note(found.medium, "", found.end - found.start, where, found.content)
        places.append((found.start, found.end))
    return _take_out(text, places)


def _strip_raw(text: bytes, note: Note) -> bytes:
    """Media as they are, in the midst of text that hides them from whoever looks at the text as a whole."""
    places = []
    for start, end, medium in find_in_text(text):
        note(medium, "", end - start, f"raw bytes at byte {start}")
        places.append((start, end))
    return _take_out(text, places)


def _take_out(text: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    """`text` with a marker for each of `places`, which come in order and do not overlap."""
    parts: list[bytes] = []
    position = 0
    for start, end in places:
        parts += [text[position:start], MARKER]
        position = end
    return b"".join((*parts, text[position:])) if parts else text


def _strip_data_uris(text: bytes, depth: int, note: Note) -> bytes:
    parts: list[bytes] = []
    position = 0
    work = EFFORT * len(text) + 100_000  # bytes to be looked into; then what is left is taken out unseen
    while match := _DATA_URI.search(text, position):
        end = _find_payload_end(text, match)
        work -= end - match.start() + EFFORT
        payload = text[match.end() : end]
        found = _judge_data_uri(match, payload, depth) if work > 0 else _UNSEEN
        uri_start = match.start()
        if found is None:
            parts.append(text[position : match.end()])
            position = match.end()
            continue
        declared = (match["type"] or b"").decode("latin-1").lower()
        _note_all(note, found, declared, end - uri_start, f"data URI at byte {uri_start}")
        parts += [text[position:uri_start], MARKER_URI]
        position = end
    parts.append(text[position:])
    return b"".join(parts)


def _find_payload_end(text: bytes, match: re.Match[bytes]) -> int:
    if match["more"].lower().endswith(b"base64"):
        tail = _BASE64_TAIL.match(text, match.end())
        return tail.end() if tail else match.end()
    opener = _OPENER.search(text[max(0, match.start() - 9) : match.start()])
    end = _END_PATTERNS[opener[0][:1] if opener else b""].search(text, match.end())
    return end.start() if end else len(text)


def _judge_data_uri(match: re.Match[bytes], payload: bytes, depth: int) -> _Found | None:
    if not payload or payload.startswith(MARKER):
        return None
    declared = (match["type"] or b"text/plain").lower()
    decoded = _decode_payload(match, payload)
    if not declared.startswith(_TEXT_TYPES):
        return _Found(recognise(decoded[:4096]) or Medium(declared.decode("latin-1")), decoded)
    return _judge(decoded, depth) or (None if is_textual(decoded) else _Found(_UNSEEN.medium, decoded))


def _decode_payload(match: re.Match[bytes], payload: bytes) -> bytes:
    content = unquote_to_bytes(payload)
    return _decode_base64(content) if match["more"].lower().endswith(b"base64") else content


def _judge(decoded: bytes, depth: int) -> _Found | None:
    """The medium in decoded bytes: at their start, anywhere in them, or the first inside the text that they are."""
    medium = recognise(decoded[:4096])
    if medium is not None and medium.media_type not in _WEAK_TYPES:
        return _Found(medium, decoded)
    embedded = () if decoded.isascii() else _find_inside(decoded)
    if embedded:
        return replace(embedded[0], others=embedded[1:])
    if depth < MAX_DEPTH and len(decoded) > 16 and is_textual(decoded):
        inside = neutralise(decoded, "", depth + 1, with_contents=True)
        return _Found(_medium_of(inside.facts[0]), inside.contents[0]) if inside.facts else None
    return None


def _find_inside(data: bytes) -> tuple[_Found, ...]:
    return tuple(_Found(medium, content) for _, medium, content in list_embedded(data))


def _note_all(note: Note, found: _Found, declared: str, length: int, where: str) -> None:
    note(found.medium, declared, length, where, found.content)
    for number, other in enumerate(found.others, start=2):
        note(other.medium, "", len(other.content), f"{where}, number {number} in it", other.content)


def _medium_of(fact: MediaFact) -> Medium:
    return Medium(fact.sniffed_type, fact.width, fact.height)


class _Replacer:
    """Replaces one carrier of bytes by the marker where what it carries is a medium, or long and no text."""

    def __init__(self, decode: "Decode", name: str, depth: int, note: Note) -> None:
        self._decode = decode
        self._name = name
        self._depth = depth
        self._note = note

    def __call__(self, match: re.Match[bytes]) -> bytes:
        carrier = match[0]
        for decoded, opaque_counts in self._decode(match):
            found = _judge(decoded, self._depth)
            if found is None and opaque_counts and not is_textual(decoded):
                found = _UNSEEN
            if found is not None:
                where = f"{self._name} at byte {match.start()}"
                _note_all(self._note, found, "", len(carrier), where)
                return MARKER
        return carrier


Decode = Callable[[re.Match[bytes]], list[tuple[bytes, bool]]]


def _decode_base64(run: bytes) -> bytes:
    clean = _NOISE.sub(b"", run).translate(bytes.maketrans(b"-_", b"+/"))
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""


def _decode_solid(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    """Base64 from each of the four alignments (a page may put letters before it), and hexadecimal."""
    if len(match[0]) < OPAQUE_BASE64 and not _MIXED.match(match[0]):
        return []
    clean = match[0].replace(b"\\/", b"/")
    clean = re.sub(rb"\\u002[bB]", b"+", re.sub(rb"\\u002[fF]", b"/", clean))
    clean = _NOISE.sub(b"", clean)
    opaque = len(clean) >= OPAQUE_BASE64 and len(set(clean[:4096])) >= FEW_SYMBOLS
    readings = [(_decode_base64(clean[shift:]), opaque and shift == 0) for shift in range(4)]
    for digits in _HEXADECIMAL.findall(clean):
        readings += [(_decode_hexadecimal(digits[start:]), False) for start in (0, 1)]
    for letters in _BASE32.findall(clean):
        readings += [(_decode_base32(letters[shift:]), False) for shift in range(8)]
    return readings


def _decode_base32(letters: bytes) -> bytes:
    return base64.b32decode(letters[: len(letters) & ~7])


def _decode_hexadecimal(digits: bytes) -> bytes:
    return bytes.fromhex(digits[: len(digits) & ~1].decode())


def _decode_hex_pairs(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    return [(_decode_hexadecimal(re.sub(rb"[\s:,-]|\\[nrt]", b"", match[0])), False)]


def _decode_chained(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    if len(match[0]) < SHORTEST_CHAIN:
        return []
    joined = _JOINT.sub(b"", match[0])
    return [(_decode_base64(joined[shift:]), False) for shift in range(4)]


def _decode_escaped(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    """A run of escapes; a long one counts without a signature."""
    escapes = len(_BYTE_ESCAPE.findall(match[0]))
    if escapes < FEW_ESCAPES:
        return []
    prefix = match.string[
        max(0, match.start() - 8) : match.start()
    ]  # the letters that GIF, RIFF and the like begin with
    decoded = _STRING_ESCAPE.sub(_unescape, match[0])
    return [
        (decoded, _is_opaque(match[0], escapes, decoded)),
        (prefix.split()[-1] + decoded if prefix.split() else b"", False),
    ]


def _is_opaque(run: bytes, escapes: int, decoded: bytes) -> bool:
    """Whether a run of escapes is long, and little else than escapes: no text of any language is written so."""
    return len(decoded) >= OPAQUE_ESCAPES and 7 * escapes > len(run)


class _LiteralCleaner:
    """Undoes the escapes of a string of a script, cleans what it says, and writes it again.

    A string may hold a page, in which strings hold pages; only its media are to go.
    """

    def __init__(self, depth: int, note: Note) -> None:
        self._depth = depth
        self._note = note

    def __call__(self, match: re.Match[bytes]) -> bytes:
        literal = match[0]
        if literal.count(b"\\") < FEW_ESCAPES or self._depth >= MAX_DEPTH:
            return literal
        quote = literal[:1]
        inner = literal[1:-1] if literal.endswith(quote) else literal[1:]
        decoded = _SCRIPT_ESCAPE.sub(_unescape, inner)
        where = f"string at byte {match.start()}"
        medium = recognise(decoded[:4096])
        named = medium is not None and medium.media_type not in _WEAK_TYPES  # a PDF may be all of letters
        if named or not is_textual(decoded):
            inside = (_Found(medium, decoded),) if medium else _find_inside(decoded)
            if not inside and _is_opaque(inner, len(_BYTE_ESCAPE.findall(inner)), decoded):
                inside = (_UNSEEN,)
            if inside:
                _note_all(self._note, replace(inside[0], others=inside[1:]), "", len(inner), where)
                return quote + MARKER + quote
        cleaned = neutralise(decoded, "", self._depth + 1, with_contents=True)
        if not cleaned.facts:
            return literal
        for fact, content in zip(cleaned.facts, cleaned.contents, strict=True):
            self._note(_medium_of(fact), fact.declared_type, fact.wire_length, f"{fact.where} of {where}", content)
        return quote + _REESCAPE.sub(_escape, cleaned.body) + quote


def _escape(match: re.Match[bytes]) -> bytes:
    return _ESCAPES.get(match[0], b"\\x%02x" % match[0][0])


def _decode_quoted_printable(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    if len(_BYTE_ESCAPE.findall(match[0])) < FEW_ESCAPES:
        return []
    before = match.string[max(0, match.start() - 80) : match.start()]  # %PDF and the like fill a line of their own
    return [(quopri.decodestring(before + match[0]), True)]


def _unescape(match: re.Match[bytes]) -> bytes:
    hexadecimal = match[1] or match[2] or match[3] or match[4]
    if hexadecimal:
        return bytes.fromhex(hexadecimal.decode().zfill(2))
    if match[5]:
        return bytes([int(match[5], 8) & 0xFF])
    return _LETTER_ESCAPES.get(match[6], match[6])


def _decode_numbers(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    found = _NUMBER.findall(match[0])
    numbers = [int(number, 16) if b"x" in number.lower() else int(number) for number in found]
    if any(number > 255 or number < -128 for number in numbers):
        return []
    return [(bytes(number & 0xFF for number in numbers), len(numbers) >= OPAQUE_NUMBERS)]


def _decode_entities(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    if len(match[0]) < SHORTEST_ATTRIBUTE:
        return []
    text = html.unescape(match[0].decode("latin-1"))
    return [(text.encode("latin-1", "replace"), False)]


_ALWAYS = re.compile(b"")
# Pattern, decoder, name, and what must be somewhere in the text for the pattern to be worth a search.
_CARRIERS: tuple[tuple[re.Pattern[bytes], Decode, str, re.Pattern[bytes]], ...] = (
    (_ENTITIES, _decode_entities, "entities", re.compile(rb"&#")),
    (_ATTRIBUTE, _decode_entities, "entities", re.compile(rb"&#|&amp;#|srcdoc", re.I)),
    (_CHAINED, _decode_chained, "joined strings", _ALWAYS),
    (_SLASHED, _decode_solid, "base64 with escaped slashes", re.compile(rb"\\/")),
    (_SOLID, _decode_solid, "base64 or hexadecimal", _ALWAYS),
    (_QUOTED_PRINTABLE, _decode_quoted_printable, "quoted-printable", re.compile(rb"quoted-printable", re.I)),
    (_ESCAPED, _decode_escaped, "escapes", _BYTE_ESCAPE),
    (_HEX_PAIRS, _decode_hex_pairs, "hexadecimal pairs", _ALWAYS),
    (_NUMBERS, _decode_numbers, "number list", _ALWAYS),
    (NUMBERS, read_numbers, "list of numbers", _ALWAYS),
    (WIDE_ESCAPES, read_wide_escapes, "16-bit escapes", re.compile(rb"[%\\]u")),
)
