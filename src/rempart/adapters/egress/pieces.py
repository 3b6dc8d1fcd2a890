"""Base64 of a medium whose letters a page keeps apart, or writes as escapes, so that no run of them is found.

In: text. Out: each such medium with its place and bytes. Never: a medium that stands in one piece, which `inline`
finds; a search for what has no signature.

What may lie between two pieces is what a browser or a script takes away: white space, escapes of nothing, the code
that joins strings, tags. What comes between the first pieces comes between all; the search ends where something else
does.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rempart.adapters.egress.extents import find_end
from rempart.adapters.egress.media import Medium, recognise

SHORT_PIECE = 20  # letters: `inline` finds longer ones by themselves
SHORTEST = 24  # bytes; what is shorter is a word
EVEN_PIECES = 3
MAX_PIECES = 200_000

# How each format begins in base64.
_SIGNATURES = (
    b"iVBORw0K R0lGODd R0lGODl /9j/4 /9j/2 /9j/7 UklGR AAABAAEA AAABAAIA SUkqA TU0AK GkXfo T2dnUw SUQzA SUQzB ZkxhQ"
    b" d09GR d09GM JVBERi OEJQUw TVRoZA AAAADEpYTC UEsDB H4sI AGFzbQ Qk0 Qk1 Qk2 Qk3"
    b" AAAAGGZ0 AAAAHGZ0 AAAAIGZ0 AAAAFGZ0 AAAAJGZ0"
).split()
_QUOTE = rb"[\"'`]"
_COMMENT = rb"/\*[^*]{0,40}\*/|//[^\r\n]{0,40}[\r\n]|<!--[^<>]{0,40}-->"
_CODE = rb"(?:" + _COMMENT + rb"|[\s+,.;:=()\[\]{}?|]|\b[A-Za-z_$][\w$]{0,15}\b){0,24}+"
_KEY = rb"\s{0,8},\s{0,8}" + _QUOTE + rb"[\w-]{1,12}" + _QUOTE + rb"\s{0,8}:\s{0,8}"
_ATTRIBUTE = rb"\s{0,4}/?>\s{0,8}(?:</\w{1,12}>\s{0,8})?<!?\w{1,12} [\w-]{1,20}[= ]"
_GAP = re.compile(
    rb"(?:\s{1,40}+|\\\r?\n|\\[nrtf](?![a-z0-9])|%0[9acdACD]|%20|\x1b(?:\([BIJ]|\$[@B]|\$\([A-D])"
    rb"|&(?:NewLine|Tab|nbsp|#0{0,5}(?:9|10|12|13|32)|#[xX]0{0,5}(?:9|[aA]|[cCdD]|20));?"
    rb"|<!--[^<>]{0,40}-->|</?[A-Za-z][A-Za-z0-9]{0,11}>|\$\{[^{}]{0,20}\}"
    rb"|" + _QUOTE + rb"(?:" + _KEY + rb"|" + _ATTRIBUTE + rb"|" + _CODE + rb")" + _QUOTE + rb"){1,3}+"
)
_LETTERS = re.compile(
    rb"[A-Za-z0-9+/_-]+|[%=](?P<percent>[2-7][0-9A-Fa-f])|\\x(?P<hex>[2-7][0-9A-Fa-f])|\\u00(?P<unicode>[2-7][0-9A-Fa-f])"
    rb"|\\u\{0{0,6}(?P<point>[2-7][0-9A-Fa-f])\}|&\#[xX]0{0,5}(?P<entity>[2-7][0-9A-Fa-f]);?"
    rb"|&\#0{0,5}(?P<number>\d{2,3});?|&(?P<name>sol|plus|lowbar);"
    rb"|\\(?:0000)?(?P<style>[2-7][0-9A-Fa-f])[ \t\n]?|\\(?P<octal>[01][0-7]{2})|\\(?P<itself>[A-Za-z/+])"
)
_NAMES = {b"sol": b"/", b"plus": b"+", b"lowbar": b"_"}


@dataclass(frozen=True, slots=True)
class Pieced:
    """A medium in pieces: where its writing begins and ends, what it is, its bytes as far as the writing goes."""

    start: int
    end: int
    medium: Medium
    content: bytes


def find_pieced(text: bytes) -> Iterator[Pieced]:
    """Each medium in `text` that is written in base64 of more than one piece, in order, without overlap."""
    position = 0
    while match := _BEGIN.search(text, position):
        found = _read(text, match.start())
        if found is not None:
            yield found
        position = found.end if found else match.start() + 1


def _read(text: bytes, start: int) -> Pieced | None:
    """The medium that begins at `start`, where it is in pieces; None where it is none, or in one."""
    pieces: list[bytes] = []
    kind = b""
    position = start
    escaped = 0
    end = start
    while len(pieces) < MAX_PIECES:
        piece, position, escapes = _read_piece(text, position)
        if not piece or not _goes_on(pieces, piece):
            break
        pieces.append(piece)
        escaped += escapes
        end = position
        if _is_last(pieces):
            break
        gap = _GAP.match(text, position)
        if gap is None or (len(pieces) > 1 and _name(gap[0]) != kind):
            break
        kind = _name(gap[0])
        position = gap.end()
    content = _decode(b"".join(pieces))
    letters = sum(map(len, pieces))
    in_one = len(pieces) == 1 and (end - start == letters or text[end : end + 1] in (b"%", b"\\", b"&"))
    # Where the text around is in escapes too, or nearly every letter is one, `inline` undoes them and comes back.
    if in_one or 2 * escaped > letters or len(content) < SHORTEST:
        return None
    medium = recognise(content[:4096])
    return Pieced(start, end, medium, content) if medium is not None else None


def _read_piece(text: bytes, position: int) -> tuple[bytes, int, int]:
    """The letters from `position` on with their escapes undone, where they end, and how many escapes there were."""
    letters: list[bytes] = []
    escapes = 0
    while match := _LETTERS.match(text, position):
        letter = _undo(match)
        if letter is None:
            break
        letters.append(letter)
        escapes += match.lastgroup not in (None, "itself")
        position = match.end()
    return b"".join(letters), position, escapes


def _undo(match: re.Match[bytes]) -> bytes | None:
    """What `match` stands for; None where that is no letter of base64."""
    group = match.lastgroup
    if group is None:
        return match[0]
    value = match[group]
    if group in ("itself", "name"):
        return _NAMES.get(value, value)
    code = int(value, {"number": 10, "octal": 8}.get(group, 16))
    letter = bytes([code & 0xFF])
    return letter if letter.isalnum() or letter in b"+/_-" else None


def _goes_on(pieces: list[bytes], piece: bytes) -> bool:
    """Whether `piece` belongs to those before it rather than to what comes after the medium."""
    if not pieces:
        return True
    first = len(pieces[0])
    if len(pieces) >= EVEN_PIECES and len({len(one) for one in pieces[:EVEN_PIECES]}) == 1:
        return len(piece) <= first
    if len(pieces) > 1 or first < SHORT_PIECE or len(piece) == first:
        return True
    content = _decode(pieces[0])
    medium = recognise(content[:4096])
    return len(piece) >= 16 and medium is not None and find_end(content, 0, medium.media_type) is None


def _is_last(pieces: list[bytes]) -> bool:
    """Whether pieces of one length came to an end with a shorter one."""
    return len(pieces) > EVEN_PIECES and len(pieces[-1]) < len(pieces[0]) == len(pieces[1]) == len(pieces[2])


def _name(gap: bytes) -> bytes:
    return re.sub(rb"\d+", b"0", gap)


def _decode(letters: bytes) -> bytes:
    clean = letters.translate(bytes.maketrans(b"-_", b"+/"))
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))


def _write_letter(letter: int) -> bytes:
    """A pattern for all the ways in which `letter` can be written."""
    two = b"%02x" % letter
    either = b"".join(b"[%c%c]" % (digit, digit ^ 0x20) if digit > 0x39 else bytes([digit]) for digit in two)
    itself = re.escape(bytes([letter]))
    return (
        rb"(?:"
        + itself
        + rb"|[%=]"
        + either
        + rb"|\\(?:x"
        + either
        + rb"|u00"
        + either
        + rb"|u\{0{0,6}"
        + either
        + rb"\}"
        rb"|(?:0000)?" + either + rb"[ \t\n]?|%03o|" % letter + itself + rb")"
        rb"|&\#(?:0{0,5}%d|[xX]0{0,5}" % letter + either + rb");?" + (rb"|&sol;" if letter == 0x2F else b"") + rb")"
    )


def _write_all(signatures: Iterable[bytes]) -> bytes:
    """A pattern for every signature, letters that several begin with written once."""
    branches: dict[int, list[bytes]] = {}
    for signature in signatures:
        branches.setdefault(signature[0], []).append(signature[1:])
    parts = []
    for letter, rests in branches.items():
        behind = rb"(?:" + _GAP.pattern + rb")?" + _write_all(rests) if all(rests) else b""
        parts.append(_write_letter(letter) + behind)
    return rb"(?:" + b"|".join(parts) + rb")"


_FIRST = b"".join(sorted({re.escape(one[:1]) for one in _SIGNATURES}))
_BEGIN = re.compile(rb"(?=[" + _FIRST + rb"%=\\&])" + _write_all(_SIGNATURES))
