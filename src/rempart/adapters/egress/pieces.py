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
from dataclasses import dataclass, field

from rempart.adapters.egress.extents import find_end, tells_end
from rempart.adapters.egress.media import Medium, recognise

SHORT_PIECE = 20  # letters: `inline` finds longer ones by themselves
SHORTEST = 24  # bytes; what is shorter is a word
EVEN_PIECES = 3
MAX_PIECES = 200_000
EFFORT = 2
PROBE = 36  # letters; every signature shows in as many
MANY_WORDS, LETTERS_OF_WORDS = 4, 16  # one after the other, and together: base64 does not look like that

# How each format begins in base64.
_SIGNATURES = (
    b"iVBORw0K R0lGODd R0lGODl /9j/4 /9j/2 /9j/7 UklGR AAABAAEA AAABAAIA SUkqA TU0AK GkXfo T2dnUw SUQzA SUQzB ZkxhQ"
    b" d09GR d09GM JVBERi OEJQUw TVRoZA AAAADEpYTC UEsDB H4sI AGFzbQ Qk0 Qk1 Qk2 Qk3"
    b" AAAAGGZ0 AAAAHGZ0 AAAAIGZ0 AAAAFGZ0 AAAAJGZ0"
).split()
_QUOTE = rb"[\"'`]"
_COMMENT = rb"/\*[^*]{0,40}\*/|//[^\r\n]{0,40}[\r\n]|<!--[^<>]{0,40}-->"
_CODE = rb"(?:" + _COMMENT + rb"|[\s+,.;:=()\[\]{}?|]|\b[A-Za-z_$][\w$]{0,15}\b|(?!)){0,24}+"
_KEY = rb"\s{0,8},\s{0,8}" + _QUOTE + rb"[\w-]{1,12}" + _QUOTE + rb"\s{0,8}:\s{0,8}"
_ATTRIBUTE = rb"\s{0,4}/?>\s{0,8}(?:</\w{1,12}>\s{0,8})?<!?\w{1,12} [\w-]{1,20}[= ]"
_GAP = re.compile(
    rb"(?:\s{1,40}+|\\\r?\n|\\[nrtf](?![a-z0-9])|%0[9acdACD]|%20|\x1b(?:\([BIJ]|\$[@B]|\$\([A-D])"
    rb"|&(?:NewLine|Tab|nbsp|#0{0,5}(?:9|10|12|13|32)|#[xX]0{0,5}(?:9|[aA]|[cCdD]|20));?"
    rb"|<!--[^<>]{0,40}-->|</?[A-Za-z][A-Za-z0-9]{0,11}>|\$\{[^{}]{0,20}\}"
    rb"|" + _QUOTE + rb"(?:" + _KEY + rb"|" + _ATTRIBUTE + rb"|" + _CODE + rb")" + _QUOTE + rb"|(?!)){1,3}+"
)
_LETTERS = re.compile(
    rb"[A-Za-z0-9+/_-]{1,256}+|[%=](?P<percent>[2-7][0-9A-Fa-f])|\\x(?P<hex>[2-7][0-9A-Fa-f])|\\u00(?P<unicode>[2-7][0-9A-Fa-f])"
    rb"|\\u\{0{0,6}(?P<point>[2-7][0-9A-Fa-f])\}|&\#[xX]0{0,5}(?P<entity>[2-7][0-9A-Fa-f]);?"
    rb"|&\#0{0,5}(?P<number>\d{2,3});?|&(?P<name>sol|plus|lowbar);"
    rb"|\\(?:0000)?(?P<style>[2-7][0-9A-Fa-f])[ \t\n]?|\\(?P<octal>[01][0-7]{2})|\\(?P<itself>[A-Za-z/+])"
)
_ANYTHING = re.compile(rb"(?:" + _LETTERS.pattern + rb"|" + _GAP.pattern + rb"|(?!))++")
_WORD = re.compile(rb"(?:[A-Za-z][a-z]*|[A-Z]+|\d{1,4})(?:[-/_](?:[A-Za-z][a-z]*|[A-Z]+))*")
_NAMES = {b"sol": b"/", b"plus": b"+", b"lowbar": b"_"}


@dataclass(frozen=True, slots=True)
class Pieced:
    """A medium in pieces: where its writing begins and ends, what it is, its bytes as far as the writing goes."""

    start: int
    end: int
    medium: Medium
    content: bytes


def find_pieced(text: bytes) -> Iterator[Pieced]:
    """Each medium in `text` that is written in base64 of more than one piece, in order, without overlap.

    Where a text begins so many media that it would take more than linear work to read them, what follows each begin
    is given as one without a known kind.
    """
    position = 0
    work = EFFORT * len(text) + 20_000  # matches of letters to be read
    while match := _BEGIN.search(text, position):
        found, matches = _read(text, match.start()) if work > 0 else (_take_unseen(text, match.start()), 0)
        if found is not None:
            yield found
        work -= matches
        position = found.end if found else match.start() + 1


def _take_unseen(text: bytes, start: int) -> Pieced | None:
    match = _ANYTHING.match(text, start)
    return Pieced(start, match.end(), Medium("application/octet-stream"), b"") if match else None


def _read(text: bytes, start: int) -> tuple[Pieced | None, int]:
    """The medium that begins at `start`, None where it is none, or in one piece; and how many matches were read."""
    probe = _follow(text, start, PROBE)
    begin = recognise(_decode(b"".join(probe.pieces)))
    if begin is None:
        return None, probe.matches
    run = _follow(text, start, len(text), through_words=tells_end(begin.media_type))
    matches = probe.matches + run.matches
    letters = sum(map(len, run.pieces))
    in_one = len(run.pieces) == 1 and (
        run.ends[0] - start == letters or text[run.ends[0] : run.ends[0] + 1] in (b"%", b"\\", b"&")
    )
    # Where the text around is in escapes too, or nearly every letter is one, `inline` undoes them and comes back.
    if in_one or 2 * run.escaped > letters:
        return None, matches
    count = _count_before_words(run.pieces)
    content = _decode(b"".join(run.pieces[:count]))
    if len(content) < SHORTEST:
        return None, matches
    medium = recognise(content[:4096])
    return (Pieced(start, run.ends[count - 1], medium, content) if medium is not None else None), matches


@dataclass(slots=True)
class _Run:
    """Pieces that may belong together, where each ends, how many letters were escapes, how many matches it took."""

    pieces: list[bytes] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    escaped: int = 0
    matches: int = 0


def _follow(text: bytes, start: int, limit: int, *, through_words: bool = True) -> _Run:
    """The pieces from `start` on, until there are `limit` letters or more; a piece may be cut at as many."""
    run = _Run()
    kind = b""
    position = start
    letters = 0
    while len(run.pieces) < MAX_PIECES:
        piece, position, escapes, matches = _read_piece(text, position, limit)
        run.matches += matches
        if not piece or not _goes_on(run.pieces, piece):
            break
        run.pieces.append(piece)
        run.ends.append(position)
        run.escaped += escapes
        letters += len(piece)
        if letters >= limit or _is_last(run.pieces):
            break
        if not (through_words or _is_even(run.pieces)) and _are_words(run.pieces[-MANY_WORDS:]):
            break
        gap = _GAP.match(text, position)
        if gap is None or (len(run.pieces) > 1 and _name(gap[0]) != kind):
            break
        kind = _name(gap[0])
        position = gap.end()
    return run


def _read_piece(text: bytes, position: int, limit: int) -> tuple[bytes, int, int, int]:
    """The letters from `position` on with their escapes undone, where they end, the escapes and the matches."""
    letters: list[bytes] = []
    escapes = 0
    length = 0
    while length < limit and (match := _LETTERS.match(text, position)):
        letter = _undo(match)
        if letter is None:
            break
        letters.append(letter)
        length += len(letter)
        escapes += match.lastgroup not in (None, "itself")
        position = match.end()
    return b"".join(letters), position, escapes, len(letters) + 1


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
    if _is_even(pieces):
        return len(piece) <= first
    if len(pieces) > 1 or first < SHORT_PIECE or len(piece) == first:
        return True
    content = _decode(pieces[0])
    medium = recognise(content[:4096])
    return len(piece) >= 16 and medium is not None and find_end(content, 0, medium.media_type) is None


def _count_before_words(pieces: list[bytes]) -> int:
    """How many of `pieces` there are before plain words: a page must not take its words out of the record by writing
    the first letters of a medium before them.

    Pieces of one length are no words, nor is what lies before the end of a medium whose format tells it.
    """
    if _is_even(pieces):
        return len(pieces)
    if not any(_are_words(pieces[at : at + MANY_WORDS]) for at in range(len(pieces))):
        return len(pieces)
    content = _decode(b"".join(pieces))
    medium = recognise(content[:4096])
    told = find_end(content, 0, medium.media_type) if medium is not None else None
    letters = 0
    for at, piece in enumerate(pieces):
        if 3 * letters >= 4 * (told or 0) and _are_words(pieces[at : at + MANY_WORDS]):
            return at
        letters += len(piece)
    return len(pieces)


def _are_words(pieces: list[bytes]) -> bool:
    """Whether `pieces` are as many words, of as many letters, as no base64 falls into."""
    if len(pieces) < MANY_WORDS or sum(map(len, pieces)) < LETTERS_OF_WORDS:
        return False
    return all(_WORD.fullmatch(one) and 2 * len(set(one.lower())) > len(one) for one in pieces)


def _is_even(pieces: list[bytes]) -> bool:
    return len(pieces) >= EVEN_PIECES and len({len(one) for one in pieces[:EVEN_PIECES]}) == 1


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
