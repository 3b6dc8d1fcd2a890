"""The attack: keep the letters of a medium apart, or write its bytes as odd numbers, so that no run of them is found.

Beside each way of writing stands what a browser makes of it. Each test first proves that the medium can be read out of
the page in that way.
"""

import base64
import json
import random
import re
import struct
from collections.abc import Callable, Iterator

import pytest

from rempart.adapters.egress import pieces
from rempart.adapters.egress.inline import neutralise
from rempart.adapters.egress.media import recognise
from tests.security.capture_media_tricks import MEDIA, make_core, make_medium

Write = Callable[[str, bytes], str]
Read = Callable[[str], str]


def _pieces(data: bytes, length: int) -> list[str]:
    text = base64.b64encode(data).decode()
    return [text[start : start + length] for start in range(0, len(text), length)]


def _joined(between: str, length: int, page: str = "<script>b='{}'</script>") -> tuple[Write, Read]:
    return lambda t, d: page.format(between.join(_pieces(d, length))), lambda text: text.replace(between, "")


def _escaped(form: str, pattern: str, each: int, page: str = "<script>b='{}'</script>") -> tuple[Write, Read]:
    def write(_: str, data: bytes) -> str:
        letters = base64.b64encode(data).decode()
        return page.format(
            "".join(form.format(ord(one)) if n % each == 0 and one != "=" else one for n, one in enumerate(letters))
        )

    return write, lambda text: re.sub(pattern, lambda match: chr(int(match[1], 10 if "{:d}" in form else 16)), text)


_URI = '<img src="data:image/png;base64,{}">'
_STYLE = '<style>b{{background:url("data:image/png;base64,{}")}}</style>'
PIECED: dict[str, tuple[Write, Read]] = {
    "escapes of ISO 2022": _joined("\x1b(B", 4, _URI),
    "form feeds in per cent": _joined("%0C", 5, _URI),
    "blanks in per cent": _joined("%20", 5, _URI),
    "letters in per cent": _escaped("%{:02x}", "%([0-9a-f]{2})", 9, _URI),
    "named line breaks": _joined("&NewLine;", 8, _URI),
    "numbered letters without quotes": _escaped("&#{:d};", "&#([0-9]+);", 9, "<img src=data:image/png;base64,{}>"),
    "numbered letters in words": _escaped("&#x{:x};", "&#x([0-9a-f]+);", 9, "<pre>{}</pre>"),
    "letters escaped in a style": _escaped("\\{:x} ", r"\\([0-9a-f]{2}) ", 7, _STYLE),
    "six digits in a style": _escaped("\\{:06x}", r"\\([0-9a-f]{6})", 11, _STYLE),
    "broken lines in a style": _joined("\\\n", 9, _STYLE),
    "broken lines in a script": _joined("\\\n", 9),
    "long broken lines in a script": _joined("\\\r\n", 30),
    "code points": _escaped("\\u{{{:x}}}", r"\\u\{([0-9a-f]+)\}", 9),
    "few escapes": _escaped("\\u{:04x}", r"\\u([0-9a-f]{4})", 45),
    "remarks between strings": _joined("'/**/+/*x*/'", 9),
    "remarks at the end of lines": _joined("' + // x\n '", 30),
    "brackets": _joined("')+('", 9),
    "concat": _joined("').concat('", 30),
    "holes of a template": _joined("${''}", 9, "<script>b=`{}`</script>"),
    "added line by line": _joined("';\nb+='", 30),
    "pushed": _joined("');a.push('", 40, "<script>a.push('{}')</script>"),
    "lines of eight": _joined("\n", 8, "<script>b=`{}`</script>"),
    "groups of four": _joined(" ", 4, "<p data-x='{}'>"),
    "a broken scheme": _joined("\n", 8, '<img src="dat\ta:image/png;base64,{}">'),
    "comments": _joined("<!-- -->", 12, "<pre>{}</pre>"),
    "elements": _joined("</b><b>", 12, "<pre><b>{}</b></pre>"),
    "attributes": _joined('"></i>\n<i data-p="', 40, '<i data-p="{}"></i>'),
    "keys": (
        lambda t, d: json.dumps({f"p{n}": piece for n, piece in enumerate(_pieces(d, 40))}),
        lambda text: re.sub(r'", "p\d+": "', "", text),
    ),
    "escapes of nothing": (
        lambda t, d: "<script>b='" + re.sub(r"([A-Z])(?=\w\w)", r"\\\1", "".join(_pieces(d, 9))) + "'</script>",
        lambda text: text.replace("\\", ""),
    ),
}


def _packed(data: bytes, width: int) -> list[int]:
    letter = {1: "B", 2: "H", 4: "I", 8: "Q"}[width]
    return [number for (number,) in struct.iter_unpack(f"<{letter}", data[: len(data) // width * width])]


def _numbers(form: str, width: int, between: str = ",") -> tuple[Write, Callable[[str], bytes]]:
    number = r"\b(0x[0-9a-f]+|0o[0-7]+|0b[01]+|\d+)n?\b"

    def read(text: str) -> bytes:
        found = re.findall(number, text.partition("[")[2].replace(between, ","))
        return b"".join(int(one, 0).to_bytes(8, "little")[:width] for one in found)

    return lambda t, d: f"<script>b=[{between.join(form.format(one) for one in _packed(d, width))}]</script>", read


NUMBERS: dict[str, tuple[Write, Callable[[str], bytes]]] = {
    "32 bits": _numbers("{}", 4),
    "32 bits in hexadecimal": _numbers("{:#x}", 4),
    "16 bits": _numbers("{}", 2),
    "64 bits": _numbers("{}n", 8),
    "big integers": _numbers("{}n", 1),
    "octal": _numbers("{:#o}", 1),
    "binary": _numbers("{:#b}", 1),
    "remarks between": _numbers("{}", 1, ",/* x */"),
    "escapes of two bytes": (
        lambda t, d: "<script>b=unescape('" + "".join(f"%u{one:04x}" for one in _packed(d, 2)) + "')</script>",
        lambda text: b"".join(int(one, 16).to_bytes(2, "little") for one in re.findall(r"%u([0-9a-f]{4})", text)),
    ),
    "code points of bytes": (
        lambda t, d: "<script>b='" + "".join(f"\\u{{{one:x}}}" for one in d) + "'</script>",
        lambda text: bytes(int(one, 16) for one in re.findall(r"\\u\{([0-9a-f]+)\}", text)),
    ),
    "base32": (
        lambda t, d: f"<script>b='{base64.b32encode(d).decode()}'</script>",
        lambda text: b"".join(base64.b32decode(one[: len(one) & ~7]) for one in re.findall("[A-Z2-7]{32,}", text)),
    ),
}


def _holds(data: bytes, core: bytes) -> bool:
    return core[4:24] in data or core[16:36] in data


def _holds_base64(text: str, core: bytes) -> bool:
    for run in re.findall(r"[A-Za-z0-9+/]{16,}", text):
        for shift in range(4):
            part = run[shift : shift + (len(run) - shift) // 4 * 4]
            if _holds(base64.b64decode(part), core):
                return True
    return False


def _page(text: str) -> bytes:
    return f"<!doctype html><p>Words</p>\n{text}\n<p>The end of the page</p>".encode("latin-1", "replace")


@pytest.mark.parametrize("name", PIECED)
def test_no_medium_survives_in_pieces(name: str) -> None:
    write, read = PIECED[name]
    for seed, kind in enumerate(MEDIA):
        for padding in (0, 300):
            media_type, medium = make_medium(kind, seed, padding)
            page = _page(write(media_type, medium))
            assert _holds_base64(read(page.decode("latin-1")), make_core(seed)), f"{kind} cannot be read out of {name}"
            cleaned = neutralise(page, "http://name.example/")
            assert not _holds_base64(read(cleaned.body.decode("latin-1")), make_core(seed)), f"{kind}, {padding}"
            assert cleaned.facts
            assert cleaned.body.endswith(b"<p>The end of the page</p>"), "more was taken out than the medium"


@pytest.mark.parametrize("name", NUMBERS)
def test_no_medium_survives_as_odd_numbers(name: str) -> None:
    write, read = NUMBERS[name]
    for seed, kind in enumerate(MEDIA):
        for padding in (0, 300):
            media_type, medium = make_medium(kind, seed, padding)
            page = _page(write(media_type, medium))
            assert _holds(read(page.decode()), make_core(seed)), f"{kind} cannot be read out of {name}"
            cleaned = neutralise(page, "http://name.example/")
            assert not _holds(read(cleaned.body.decode()), make_core(seed)), f"{kind} with {padding} more bytes"
            assert cleaned.facts


def test_a_medium_in_pieces_is_hashed_by_its_own_bytes() -> None:
    _, medium = make_medium("png", 3, 0)
    write, _ = PIECED["added line by line"]
    cleaned = neutralise(_page(write("image/png", medium)), "", with_contents=True)
    assert cleaned.contents == (medium,)
    assert cleaned.facts[0].sniffed_type == "image/png"


@pytest.mark.parametrize(
    "signature",
    [b"PK\3\4", b"\x1f\x8b\x08\0", b"OggS\0", b"wOF2\0", b"\x1aE\xdf\xa3", b"II*\0", b"GIF89a\x01\0", b"\0\0\1\xba"],
)
def test_the_begin_of_a_medium_in_the_midst_of_text_is_taken_out_and_the_text_stays(signature: bytes) -> None:
    words = b"<p>Plain words, nothing else, again and again.</p>" * 3
    page = words + b"<!-- " + signature + b" -->" + words
    cleaned = neutralise(page, "")
    assert signature not in cleaned.body
    assert cleaned.body.count(b"Plain words") == 6
    assert len(cleaned.facts) == 1
    assert recognise(signature + bytes(40)) is not None


@pytest.mark.parametrize("kind", MEDIA)
@pytest.mark.parametrize("begin", [b"Qk0 ", b"H4sI ", b"R0lGODlh words ", b"AAAAHGZ0 "])
def test_what_only_begins_like_a_medium_hides_none_behind_it(kind: str, begin: bytes) -> None:
    for seed, length in enumerate((3, 4, 8, 15)):
        _, medium = make_medium(kind, seed, 90)
        page = _page(begin.decode() * 5 + " ".join(_pieces(medium, length)))
        assert _holds_base64(page.decode().replace(" ", ""), make_core(seed))
        cleaned = neutralise(page, "")
        assert not _holds_base64(cleaned.body.decode().replace(" ", ""), make_core(seed))


def _cut_unevenly(letters: str, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    while letters:
        cut = chance.randint(2, 8)
        yield letters[:cut]
        letters = letters[cut:]


def test_pieces_of_uneven_lengths_are_read() -> None:
    for seed, kind in enumerate(MEDIA):
        _, medium = make_medium(kind, seed)
        page = _page(" ".join(_cut_unevenly(base64.b64encode(medium).decode(), seed)))
        assert _holds_base64(page.decode().replace(" ", ""), make_core(seed))
        assert not _holds_base64(neutralise(page, "").body.decode().replace(" ", ""), make_core(seed)), kind


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [b"Qk0 ", b"Q k 0 ", b"Qk0%20", b"T2dnUw ", b"AAAAHGZ0 ", b"UklGR ", b"Qk0'+'", b"%51%6b%30", b"R0lGODlh",
             b"Qk0 AAAA BBB ", b"R0lGODlhAAAA%41", b"H4sI one two six four five seven "],
)  # fmt: skip
def test_no_run_that_begins_like_media_is_read_again_and_again(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    """The attack: a page of some kilobytes that keeps its own capture busy. A medium behind it does not slip by."""
    _, medium = make_medium("png", 5)
    length = 60_000
    body = text * (length // len(text)) + b"<p>!</p>" + " ".join(_pieces(medium, 8)).encode()
    read_piece, matches = pieces._read_piece, 0

    def count(page: bytes, position: int, limit: int) -> tuple[bytes, int, int, int]:
        nonlocal matches
        read = read_piece(page, position, limit)
        matches += read[3]
        assert matches < 4 * length + 20_000, "more than linear"
        return read

    monkeypatch.setattr(pieces, "_read_piece", count)
    found = list(pieces.find_pieced(body))
    assert matches > 0
    assert found[-1].end > len(body) - 8
    assert sum(one.start < len(body) - 100 < one.end or one.start > length for one in found)


@pytest.mark.parametrize(
    "words",
    [
        "Welcome to the night quay forum the best place for all members of the quay",
        "Bienvenue sur le forum du quai de nuit la meilleure place pour tous les membres",
        "WELCOME TO THE NIGHT QUAY FORUM WHERE ALL MEMBERS MEET",
        "</b> <b>bienvenue</b> <b>sur</b> <b>le</b> <b>forum</b> <b>du</b> <b>quai</b> <b>de nuit",
    ],
)
@pytest.mark.parametrize("begin", ["H4sI", "R0lGODlh", "iVBORw0KGgo", "/9j/4AAQ", "UEsDB", "SUQzA", "GkXfo"])
def test_a_page_takes_no_words_out_of_its_record_by_what_stands_before_them(begin: str, words: str) -> None:
    page = f"<p><b>{begin} {words}</b></p>".encode()
    assert neutralise(page, "").body == page


def test_words_behind_a_medium_in_pieces_stay() -> None:
    _, medium = make_medium("gif", 3)
    apart = " ".join(_cut_unevenly(base64.b64encode(medium).decode().rstrip("="), 3))
    cleaned = neutralise(_page(f"<p>{apart} welcome to the forum of the quay</p>"), "")
    assert not _holds_base64(cleaned.body.decode().replace(" ", ""), make_core(3))
    assert b"forum of the quay" in cleaned.body


def test_words_about_media_stay() -> None:
    for page in (
        b"A file that begins with GIF89a is one, one with %PDF-1.4 is print, RIFF and WAVE are sounds; PK is zip.",
        b"<p>i V B O R are letters</p><b>R</b><b>0</b> and /9j/4 too",
        b"<script>a=[1000,2000,3000,4000,5000,6000,7000];b=[0x10,0x20];c='QUJD'+'REVG'</script>",
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ):
        assert neutralise(page, "").body == page
