"""Keeps hostile markup from costing more than its size: length and nesting are cut before the parser sees them.

A tree builder walks its stack of open elements for many end tags, so 200,000 nested elements take minutes. A page
that a person reads nests a few dozen deep.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

MAX_HTML = 4_000_000
MAX_DEPTH = 512  # as deep as browsers nest what they read
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# No end tag, or one that may be left out: counting these would see depth where a parser closes by itself.
_UNCOUNTED_TEXT = (
    "area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th thead "
    "tbody tfoot option optgroup colgroup rb rt rp"
)
_UNCOUNTED = frozenset(_UNCOUNTED_TEXT.split())
_NAME_LETTERS = 8  # the longest of these


def _packed(names: Iterable[str]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Names of eight letters at most, each as one number, ascending, and how many letters each has."""
    numbers = np.sort([np.uint64(int.from_bytes(name.encode(), "little")) for name in names])
    return numbers, np.array([len(int(name).to_bytes(8, "little").rstrip(b"\0")) for name in numbers])


_UNCOUNTED_PACKED, _UNCOUNTED_SIZES = _packed(_UNCOUNTED)
# Of these, those that build no tower by themselves nor of each other; and how many of them, or that a parser puts in,
# may stand in one other element.
_FLAT_PACKED, _FLAT_SIZES = _packed(_UNCOUNTED - {"dd", "dt", "optgroup", "colgroup", "rb", "rt", "rp"})
_FEW = 8
_IS_LETTER = np.uint64(0x4040404040404040)  # the bit that letters have, and the signs that end a name have not
_GOES_ON = np.zeros(256, bool)  # which letters belong to the name of a tag
_GOES_ON[list(b"abcdefghijklmnopqrstuvwxyz0123456789-")] = True
_IN_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 8_000
# A tag with which a page begins, or two that follow each other: bytes in any order spell "<p>", but hardly these.
_ANY_TAG = r"(?:a|article|center|h[1-6]|header|li|main|nav|ol|p|section|span|table|ul)"
_IS_PAGE = re.compile(
    rf"<(?:!doctype|html|head|body|title|meta|div)[\s>/]|<{_ANY_TAG}(?:\s[^<>]*)?>[^<]*(?:</?{_ANY_TAG}[\s>]|\Z)",
    re.IGNORECASE | re.ASCII,
)
_SCRIPTS, _SCRIPT_SIZES = _packed(("script", "style"))
_ENDS_NAME = np.zeros(256, bool)  # which letters end the name of such
_ENDS_NAME[list(b" \t\n\f\r/>")] = True
_SHEET = re.compile(r"</?style\b|stylesheet|@import", re.IGNORECASE | re.ASCII)
# Text among tags that hide nothing by themselves, and nothing else: "<b>", not "<b hidden>", "<!--" or "<script>".
_PLAIN_TAG = (
    r"</?(?:[abipsu]|strong|em|small|big|font|center|span|div|table|tbody|t[rdh]|[uod]l|li|d[dt]|h[1-6]|br|rt)\s*>"
)
_PLAIN = re.compile(_PLAIN_TAG, re.IGNORECASE | re.ASCII)
_PLAIN_TEXT = re.compile(rf"(?:[^<]++|{_PLAIN_TAG}|(?!))*+", re.IGNORECASE | re.ASCII)
_TELLING_TEXT = (
    "style class id hidden popover type open width height dir color bgcolor background text link size face slot data "
    "src srcdoc shadowrootmode media"
)
_TELLING = frozenset(_TELLING_TEXT.split())
_ASKED_FOR = re.compile(r"\[\s*+(?:[\w*-]*+\|)?([\w\\-]++)", re.ASCII)
_NAME = re.compile(r"[^\s\"'>/=]++")
_ANY_MARKUP = re.compile(r"<[^<>]*>?")
_OPTION = re.compile(r"</?option\b[^<>]*>?", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)\b[^<>]*+>?", re.IGNORECASE | re.ASCII)
_SMALL_ROOT = re.compile(rb"<(?:html|body)\b[^<>]*+>?")
_VALUE = re.compile(rb"""=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+')""")
_TAG_BEGINS = re.compile(rb"<[a-zA-Z]")
_END_IN_VALUE = re.compile(rb"""=[ \t\n\f\r]*+(?:"[^">]*+>|'[^'>]*+>)""")
_WHOLE_TAG = re.compile(rb"""<[a-zA-Z](?:[^"'>=]++|=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|(?!))?+|["']|(?!))*+""")
MAX_TAG, MAX_ATTRIBUTES = 20_000, 2_000  # characters, and words, of one tag
MAX_ROOT = 50_000  # characters of the tags of a page and its body: a parser compares each attribute with all before
MAX_OPTIONS = 10_000  # a parser goes through all that a list has for each one more
TAGS_AT_ONCE = 16_384
MAX_TOWER = 1_024  # open elements after so many tags
_ENDS_TAG, _QUOTES = ord(">"), b"\"'"
_ROOTS = np.frombuffer(b"htmlbody", "<u4")
_SPACES = b" \t\n\f\r"
_BEFORE_VALUE = np.zeros(256, bool)  # the letters that stand right before a value in quotes
_BEFORE_VALUE[list(b"=" + _SPACES)] = True
_FAR, _MANY = 64, 1_000  # letters between an equals sign and its value; quotes behind white space that are looked at


class Bounded(NamedTuple):
    """Markup that is cut, and whether it was; `small`: a byte for each of its characters, letters in small ones and a
    question mark for what is not ASCII. What is sought is found fast in it."""

    html: str
    is_cut: bool
    small: bytes


def is_binary(html: str) -> bool:
    """Whether it is no text: a picture, an archive, a program under the name of a page.

    One of its first characters in fifty is one that no text holds, and nowhere does it have the tags of a page: a
    browser shows a page whatever stands before it, so such characters do not take its words from the comparison.
    """
    start = html[:_LOOKED_AT]
    return len(_IN_NO_TEXT.findall(start)) * 50 > len(start) and not _IS_PAGE.search(html[:MAX_HTML])


def bound_html(html: str) -> Bounded:
    """`html` cut to `MAX_HTML` characters and `MAX_DEPTH` open elements. Where what is cut off may hide a text, that is
    left out too."""
    cut = len(html) > MAX_HTML
    if cut and _SHEET.search(html, MAX_HTML - MAX_TAG):
        return Bounded("", is_cut=True, small=b"")
    html = html[:MAX_HTML]
    plain = html.encode("ascii", "replace")  # what is sought here is found faster in bytes, one for each character
    if b"\x00" in plain:
        html, plain = html.replace("\x00", ""), plain.replace(b"\x00", b"")
    small = plain.lower()
    opens = _opens(small)
    tags = len(opens)
    if tags > MAX_DEPTH and _deepest(small, opens) > MAX_DEPTH:
        flat = html if _SHEET.search(html) else _flatten(html)
        html, cut = _below_the_sky(flat), True
        plain = html.encode("ascii", "replace")
        small = plain.lower()
        opens = _opens(small)
    if _may_have_long_tag(plain) and (parts := _long_tags(plain)):
        html, cut = _with_short_tags(html, parts), True
        small = html.encode("ascii", "replace").lower()
        opens = _opens(small)
    if len(small) > MAX_ROOT and (further := _long_roots(small, opens)):
        html, cut = html[:further] + _ROOT.sub(" ", html[further:]), True
    if tags > TAGS_AT_ONCE and (further := _many_options(html)):
        html, cut = html[:further] + _OPTION.sub(" ", html[further:]), True
    if tags > TAGS_AT_ONCE and (begin := _tower_in(html)) is not None:
        html, cut = html[:begin] + _plain_text(html[begin:], html), True
        small = html.encode("ascii", "replace").lower()
    return Bounded(html, cut, small)  # what two of these put a space in place of is in there still


def _plain_text(part: str, html: str) -> str:
    """What `part` of `html` says where no tag, comment or sheet may hide any of it, else nothing."""
    if _PLAIN_TEXT.fullmatch(part) and not _SHEET.search(html):
        return _ANY_MARKUP.sub(" ", part)
    return ""


def _with_short_tags(html: str, parts: list[tuple[int, int]]) -> str:
    """`html` of `parts`: all, but for attributes of tags that have too many. What follows one is left out where one of
    these may hide it: by itself, or by a rule that asks for it."""
    asked = _TELLING.union(name.lower() for name in _ASKED_FOR.findall(html)) if len(parts) > 1 else _TELLING
    kept: list[str] = []
    for (begin, end), (further, _) in zip(parts, (*parts[1:], (len(html), 0)), strict=True):
        kept.append(html[begin:end])
        left_out = html[end:further].lower()
        if any("\\" in name for name in asked) or not asked.isdisjoint(_NAME.findall(left_out)):
            break
    return "".join(kept)


def _opens(small: bytes) -> NDArray[np.intp]:
    """Where tags may begin, comments and what is none beside them."""
    return np.flatnonzero(np.frombuffer(small, np.uint8) == ord("<"))


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags of markup in small letters, in their order. `begins`: where each name begins in `letters`; `is_end`;
    `names`: the first eight letters of each in one number, since a page has thousands."""

    letters: NDArray[np.uint8]
    begins: NDArray[np.intp]
    is_end: NDArray[np.bool_]
    names: NDArray[np.uint64]

    @classmethod
    def of(cls, small: bytes, opens: NDArray[np.intp]) -> "_Tags":
        source = small + b"\x00" * (_NAME_LETTERS + 2)
        letters = np.frombuffer(source, np.uint8)
        is_end = letters[opens + 1] == ord("/")
        begins = opens + 1 + is_end
        is_tag = (letters[begins] >= ord("a")) & (letters[begins] <= ord("z"))
        begins, is_end = begins[is_tag], is_end[is_tag]
        every = np.ndarray(len(source) - 7, "<u8", source, strides=(1,))  # eight letters from each place on
        names = every[begins]
        behind = ~names & _IS_LETTER
        names &= ((behind & -behind) >> np.uint64(6)) - np.uint64(1)
        return cls(letters, begins, is_end, names)

    def among(self, packed: NDArray[np.uint64], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
        """Which of them have one of the names in `packed`, of so many letters."""
        known = np.searchsorted(packed, self.names)
        alike = np.flatnonzero(packed.take(known, mode="clip") == self.names)
        ends = self.letters[self.begins[alike] + sizes[known[alike]]]
        return np.compress(~_GOES_ON[ends], alike)

    def scripts(self) -> Iterator[tuple[int, int]]:
        """Scripts and style sheets, each from which of the tags to before which: markup in there opens nothing."""
        known = np.flatnonzero((self.names == _SCRIPTS[0]) | (self.names == _SCRIPTS[1]))
        sizes = np.where(self.names[known] == _SCRIPTS[0], *_SCRIPT_SIZES)
        known = known[_ENDS_NAME[self.letters[self.begins[known] + sizes]]]
        inside = begin = 0
        named = zip(known.tolist(), self.names[known].tolist(), self.is_end[known].tolist(), strict=True)
        for tag, name, is_end in named:
            if not inside and not is_end:
                inside, begin = name, tag
            elif is_end and name == inside:
                yield begin, tag + 1
                inside = 0
        if inside:
            yield begin, len(self.names)


def _deepest(small: bytes, opens: NDArray[np.intp]) -> int:
    """The deepest nesting of elements of markup in small letters, whose tags begin where it `opens`; end tags without a
    beginning do not lessen it."""
    tags = _Tags.of(small, opens)
    steps = np.where(tags.is_end, -1, 1)
    steps[tags.among(_UNCOUNTED_PACKED, _UNCOUNTED_SIZES)] = 0
    for begin, end in tags.scripts():
        steps[begin:end] = 0
    depth = np.cumsum(steps)
    return int((depth - np.minimum(0, np.minimum.accumulate(depth))).max(initial=0))


def _many_options(html: str) -> int:
    """Where the tags of options go on beyond `MAX_OPTIONS`, 0 where they do not."""
    return next((match.start() for match in islice(_OPTION.finditer(html), MAX_OPTIONS, None)), 0)


def _may_have_long_tag(plain: bytes) -> bool:
    """Whether a tag may be longer than `MAX_TAG`: then it begins as far before the next sign that ends tags, or one of
    its values holds such a sign. Only tags that may have such a value are read to their end, and none twice."""
    letters = np.frombuffer(plain, np.uint8)
    tell = (letters == _ENDS_TAG) | (letters == _QUOTES[0]) | (letters == _QUOTES[1])
    places = np.flatnonzero(tell)
    signs = letters[places]
    ends = np.concatenate(([-1], places[signs == _ENDS_TAG], [len(plain)]))
    for gap in np.flatnonzero(np.diff(ends) > MAX_TAG).tolist():  # most are sheets and scripts, in which none begins
        if _TAG_BEGINS.search(plain, ends[gap] + 1, ends[gap + 1] - MAX_TAG + 2):
            return True
    others = (signs != quote for quote in _QUOTES)  # a quote within the other sort's says nothing
    if not any(_may_end_in_value(plain, letters, places[kept], signs[kept]) for kept in others):
        return False
    passed = 0
    for value in _END_IN_VALUE.finditer(plain):
        begin = plain.rfind(b">", 0, value.start()) + 1
        if begin >= passed and (tag := _TAG_BEGINS.search(plain, begin, value.end())):
            whole = _WHOLE_TAG.match(plain, tag.start())
            passed = whole.end() if whole else passed
            if passed - tag.start() > MAX_TAG:
                return True
    return False


def _may_end_in_value(
    plain: bytes, letters: NDArray[np.uint8], places: NDArray[np.intp], signs: NDArray[np.uint8]
) -> bool:
    """Whether a sign that ends tags may stand in a value between quotes of one sort, which with all such signs have
    these `places`, and are there the `signs`: then a quote that is begun behind an equals sign stands before it, and
    none between them."""
    begins = places[:-1][(signs[:-1] != _ENDS_TAG) & (signs[1:] == _ENDS_TAG)]
    begins = begins[_BEFORE_VALUE[letters[begins - 1]]]
    if (letters[begins - 1] == ord("=")).any() or len(begins) > _MANY:
        return True
    return any(plain[max(0, at - _FAR) : at].rstrip(_SPACES)[-1:] in (b"=", b"") for at in begins.tolist())


def _long_tags(plain: bytes) -> list[tuple[int, int]]:
    """The parts that stay where tags have so many attributes that a parser, which compares each with all before, takes
    minutes; nothing where none has. A value in quotes may hold the end of a tag."""
    parts: list[tuple[int, int]] = []
    last = 0
    for tag in _WHOLE_TAG.finditer(plain):
        begin, end = tag.span()
        if end - begin > MAX_TAG and len(_VALUE.sub(b" ", tag[0]).split()) > MAX_ATTRIBUTES:
            whole = [value.end() for value in _VALUE.finditer(plain, begin, begin + MAX_TAG)]
            parts.append((last, whole[-1] if whole else begin + MAX_TAG))
            last = end
    return [*parts, (last, len(plain))] if parts else []


def _long_roots(small: bytes, opens: NDArray[np.intp]) -> int:
    """Where the first tag of a page or its body ends after which others add too much to it, 0 where none does."""
    length = ends = 0
    for begin, end in _roots(small, opens):
        length += end - begin
        if ends and length > MAX_ROOT:
            return ends
        ends = end
    return 0


def _roots(small: bytes, opens: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Where each tag of a page and its body begins and ends; as long as `MAX_ROOT` at least."""
    begins = opens[: np.searchsorted(opens, len(small) - 4)]
    names = np.ndarray(len(small) - 4, "<u4", small, 1, strides=(1,))[begins]  # four letters from each place on
    for at in begins[(names == _ROOTS[0]) | (names == _ROOTS[1])].tolist():
        if tag := _SMALL_ROOT.match(small, at):
            yield tag.span()


def _tower_in(html: str) -> int | None:
    """Where a part of `html` begins after which more than `MAX_TOWER` elements are open, by the parser itself.

    Counting tags is fooled by end tags that close nothing, and by a comment that holds "<script": what it takes for
    flat may be a tower. Each part is too short to cost more than a second, and one that cannot build so high is passed
    over: all before it would be parsed once more.
    """
    small = html.encode("ascii", "replace").lower()
    tags = _Tags.of(small, _opens(small))
    builds = ~tags.is_end
    builds[tags.among(_FLAT_PACKED, _FLAT_SIZES)] = False
    begin, highest = 0, _FEW
    starts = np.flatnonzero(~tags.is_end)
    ends = starts[TAGS_AT_ONCE::TAGS_AT_ONCE]
    built = np.add.reduceat(builds, np.concatenate(([0], ends)))[: len(ends)] if len(ends) else ends
    for end, more in zip((tags.begins[ends] - 1).tolist(), built.tolist(), strict=True):
        highest += _FEW * int(more)
        if highest > MAX_TOWER:
            node, highest = LexborHTMLParser(html[:end]).root, 0
            while node is not None and highest <= MAX_TOWER:
                node, highest = node.last_child, highest + 1
            if highest > MAX_TOWER:
                return begin
        begin = end
    return None


def _flatten(html: str) -> str:
    """`html` with every plain tag beyond the allowed depth left out: it tells nothing where no sheet asks for it."""
    parts: list[str] = []
    depth = start = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _UNCOUNTED:
            continue
        too_deep = depth > MAX_DEPTH if match[1] else depth >= MAX_DEPTH
        plain = _PLAIN.match(html, match.start()) if too_deep else None
        if plain is None:
            depth = max(0, depth - 1) if match[1] else depth + 1
            continue
        parts.append(html[start : match.start()])
        start = plain.end()
    parts.append(html[start:])
    return " ".join(parts)  # what stands around one never makes another: "</<b>script>"


def _below_the_sky(html: str) -> str:
    """`html` to where more than `MAX_TOWER` elements are open by their tags, if a parser nests them so: they may hide
    what is in them, and are more than can be weighed."""
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCOUNTED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > MAX_TOWER:
                return html[: match.start()] if _is_tall(html) else html
    return html


def _is_tall(html: str) -> bool:
    """Whether a parser nests so many elements; of a page with too many tags to be parsed once more they are counted."""
    if html.count("<") > TAGS_AT_ONCE:
        return True
    node, depth = LexborHTMLParser(html).root, 0
    while node is not None and depth <= MAX_TOWER:
        child = node.first_child
        if child is not None:
            node, depth = child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None
    return depth > MAX_TOWER
