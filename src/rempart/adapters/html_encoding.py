"""Bytes of an HTML page into text, as a browser would guess: mark, header, declaration, then what fits."""

import codecs
import gzip
import re
import zlib

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_BEYOND_ASCII = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Names of Python's, and what browsers read in their place (the WHATWG Encoding Standard).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
}
_FURTHER_NAMES = {
    "windows-949": "cp949",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "windows-31j": "cp932",
    "gb_2312-80": "gb18030",
    "cn-big5": "big5",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "user-defined": "cp1252",
}
# No others: browsers know none of them, so whoever names one is read otherwise than shown; of some (punycode) a page of
# a megabyte takes a minute.
_OF_THE_WEB = frozenset(
    (
        *("utf-8", "utf-16-le", "utf-16-be", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp{number}" for number in range(1250, 1259)),
        *("gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"),
    )
)
MAX_BYTES = 60_000_000


def decode_html(content: bytes, declared: str = "") -> str:
    """`content` as text; `declared` is the charset of the HTTP header. Never fails: what fits nowhere is replaced."""
    content = _inflate(content)[:MAX_BYTES]
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if content[:400].count(b"\x00") > len(content[:400]) // 3:
        little = content[1:400:2].count(b"\x00") > content[0:400:2].count(b"\x00")
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    match = _DECLARED.search(content[:4096])
    # Whoever saved the page may have turned it into UTF-8 and left its old declaration in it.
    inside = "utf-8" if _is_surely_utf8(content) else _codec_of(match[1].decode("ascii")) if match else ""
    # A page in UTF-16 cannot say so in ASCII: browsers take it for UTF-8.
    for codec in (_codec_of(declared), "utf-8" if inside.startswith("utf-16") else inside):
        if codec and _fits(text := content.decode(codec, errors="replace")):
            return text
    return _guess(content)


def _is_surely_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 without a slip and says so often enough that no other encoding comes to it by chance.

    A body that was cut may end within a letter.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return len(_BEYOND_ASCII.findall(content[:200_000])) >= 4


def _codec_of(name: str) -> str:
    """The codec that browsers read a page by which says that it is in `name`; "" where they know none."""
    label = name.strip().lower().removeprefix("x-")
    try:
        codec = codecs.lookup(_FURTHER_NAMES.get(label, label)).name
    except (LookupError, ValueError):  # ValueError: a name with a zero byte, or beyond ASCII
        return ""
    codec = _MEANT.get(codec, codec)
    return codec if codec in _OF_THE_WEB else ""


def _guess(content: bytes) -> str:
    text = content.decode("utf-8", errors="replace")
    if _fits(text):
        return text
    # Cyrillic in windows-1251 is runs of high bytes; western text has them alone between ASCII letters.
    runs = len(re.findall(rb"[\xc0-\xff]{4,}", content[:200_000]))
    alone = len(re.findall(rb"[a-zA-Z][\xc0-\xff][a-zA-Z]", content[:200_000]))
    return content.decode("cp1251" if runs > alone else "cp1252", errors="replace")


def _fits(text: str) -> bool:
    """Whether what could not be decoded is a slip among much that could."""
    text = text[:200_000]
    bad = text.count("\ufffd")
    return bad == 0 or sum(letter > "\x7f" for letter in text) - bad >= 4 * bad


def _inflate(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(content, MAX_BYTES)
    except (zlib.error, gzip.BadGzipFile):
        return content
