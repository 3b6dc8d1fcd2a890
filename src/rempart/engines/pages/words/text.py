"""Words out of a page, in one normal form, and what is computed from them: sentences, shingles, the language."""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache, partial
from itertools import count, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.words.lookalikes import as_seen

SHINGLE_WORDS = 4
LANGUAGE_WORDS = 3_000
MAX_SHINGLES = 4_000
MIN_SENTENCE_WORDS = 5
_MIN_SPOKEN_WORDS = 3  # of them that are no numbers: a table of counts says nothing
_SIGN = 0.6  # words that a sign of a script without spaces stands for
_SAMPLE = 200  # words that tell whether a page's script has spaces
WHOLE_FROM = 16  # version of features that keep words whole at their vowel signs and accents that stand apart
_LINE_ENDS = "\n\r|•·»"
_SENTENCE_ENDS = ".!?。！？؟۔।॥။។።"  # where white space follows
# What Unicode says nobody sees (Default_Ignorable_Code_Point), and what ends lines and is as wide as nothing. Fillers
# for letters of Korean are blanks.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_UNSEEN_RANGES = (
    *(("\u034f", "\u034f"), ("\u17b4", "\u17b5"), ("\u180b", "\u180d"), ("\u180f", "\u180f")),
    *(("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef")),
)
_UNSEEN_MARKS = "".join("-".join(pair) for pair in _UNSEEN_RANGES)
_INVISIBLE_MARKS = re.compile(f"[{_UNSEEN_MARKS}]")
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
_BLANKS = str.maketrans(dict.fromkeys(_BLANK_LETTERS, " "))
_BLANK_OR_MARK = re.compile(f"[{_BLANK_LETTERS}{_UNSEEN_MARKS}]")
# Letters that stand apart by less than a space: of one word, since a space parts words.
_NARROW = "\u2006\u2008\u2009\u200a\u202f"
_HARDLY_APART = re.compile(rf"(?<![^\W_])[^\W\d_](?:[{_NARROW}][^\W\d_](?![^\W_]))+")
_NOT_APART = str.maketrans(dict.fromkeys(_NARROW, ""))
_TRADE_SIGNS = "\u2120\u2122"  # which Unicode takes for the letters "SM" and "TM" behind a name
_TRADE_MARKS = re.compile(f"[{_TRADE_SIGNS}]")
_compatible = partial(unicodedata.normalize, "NFKC")
_ALONE_RANGES = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\u0e00", "\u0e7f"))
# Signs of scripts that put no spaces between words, as ranges of a pattern: each stands alone.
ALONE_SIGNS = "".join("-".join(pair) for pair in _ALONE_RANGES)
_UNSPACED = re.compile(f"([{ALONE_SIGNS}])")
# Vowel signs, points and accents, which belong to the letter before them; those of Thai stand alone as its letters do.
_JOINING = "".join(
    chr(point)
    for first, last in ((0x300, 0xE00), (0xE80, 0x2000), (0x20D0, 0x2100), (0xA600, 0xAC00))
    for point in range(first, last)
    if unicodedata.category(chr(point))[0] == "M"
)
# Of these what tells words apart, as a vowel does (in Indic scripts); the rest is left out where it is typed without.
_VOWEL_SIGNS = "".join(
    sign
    for sign in _JOINING
    if sign >= "\u0900" and not "\u1dc0" <= sign < "\ua800" and unicodedata.combining(sign) in {0, 9}
)
_JOINED = re.compile(f"[{_JOINING}]")
# A name in Latin letters ends where one in a script without spaces begins.
_OF_ONE_SCRIPT = rf"[{ALONE_SIGNS}]+|[^\W_{ALONE_SIGNS}]"
_WORD, _WORD_JOINED = re.compile(r"[^\W_]+"), re.compile(rf"[^\W_](?:[^\W_]|[{_JOINING}])*")
_FORM, _FORM_JOINED = (
    re.compile(rf"{_OF_ONE_SCRIPT}+"),
    re.compile(rf"{_OF_ONE_SCRIPT}(?:[^\W_{ALONE_SIGNS}]|[{_JOINING}])*"),
)

_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sch _ y _ e yu ya i yi ye g"
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN.split(), strict=True)))
_TO_PLAIN = _TO_LATIN | dict.fromkeys(range(0x300, 0x370))  # without the accents that NFKD sets apart from letters
# Letters that NFKD takes apart into others and such a sign (Lao "ຳ", Burmese "ဦ", Tamil "ஔ"): the sign is left out, as
# it was before words were whole at those that stand apart, so that pages stored then keep their names.
_APART = {
    letter: unicodedata.normalize("NFKD", letter)
    for letter in filter(unicodedata.decomposition, map(chr, range(0x900, 0xAC00)))
    if letter.isalnum()
}
_TAKEN_APART = str.maketrans(
    {letter: plain for letter, apart in _APART.items() if (plain := re.sub(f"[{_VOWEL_SIGNS}]", "", apart)) != apart}
)
_MAY_TAKE_APART = re.compile("[\u0900-\uabff]")
_WITHOUT_SIGNS = dict.fromkeys(point for point in range(0x80) if not chr(point).isalnum())  # of ASCII
_NO_LETTERS = re.compile(rf"(?:(?![{_VOWEL_SIGNS}])[\W_])+")  # accents that stand apart are none either

# Short function words that hardly occur in the other languages of the table.
_STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset("the and of to is you for with that this are your not".split()),  # noqa: SIM905
    "fr": frozenset("le la les des et est une vous pour dans avec sur pas votre nous".split()),  # noqa: SIM905
    "de": frozenset("der die das und ist nicht ein eine mit für auf sie von zu".split()),  # noqa: SIM905
    "es": frozenset("el los las y es una para con por que su del más tu".split()),  # noqa: SIM905
    "it": frozenset("il lo gli di è una per con che non del della sono tuo".split()),  # noqa: SIM905
    "pt": frozenset("o os as e é uma para com não do da você seu em".split()),  # noqa: SIM905
    "nl": frozenset("de het een en van is niet met voor op zijn je wij aan".split()),  # noqa: SIM905
    "pl": frozenset("i w na nie się jest do z to dla że oraz twoje".split()),  # noqa: SIM905
    "ru": frozenset("и в не на с что по для это как вы ваш из на".split()),  # noqa: SIM905
    "uk": frozenset("і в не на з що для це як ви та або від".split()),  # noqa: SIM905
    "tr": frozenset("ve bir bu için ile da de çok en daha olarak siz".split()),  # noqa: SIM905
    "sv": frozenset("och att det är en som på för med inte av du".split()),  # noqa: SIM905
    "et": frozenset("ja on ei see et oma kui või meie teie selle ning".split()),  # noqa: SIM905
    "ro": frozenset("și de în la cu este pe nu pentru care sau din".split()),  # noqa: SIM905
    "cs": frozenset("a v na je se že pro s nebo jako by do".split()),  # noqa: SIM905
    "id": frozenset("dan yang di untuk dengan ini dari tidak anda pada adalah".split()),  # noqa: SIM905
}
_IS_STOPWORD = frozenset().union(*_STOPWORDS.values()).__contains__


def clean(text: str) -> str:
    """`text` in Unicode's compatibility form without invisible characters and the signs of trade marks, white space
    folded to single spaces."""
    text = (text if text.isascii() else _compatible(_without_marks(text))).strip()
    return text if text.isprintable() and "  " not in text else _in_one_line(text)


def clean_each(text: str, apart: str) -> list[str]:
    """`clean` of each part of `text` between signs that are `apart`, which nothing composes with: so what most need not
    is asked for all at once, and of parts that are not ASCII alone."""
    parts: Iterable[str] = text.split(apart)
    others = "" if text.isascii() else apart.join([part for part in parts if not part.isascii()])
    if (_points(others)[1] & _CLEAN).any():
        parts = (part if part.isascii() else _compatible(_without_marks(part)) for part in parts)
    elif not unicodedata.is_normalized("NFKC", others):
        parts = map(_compatible, parts)
    return [part if part.isprintable() and "  " not in part else _in_one_line(part) for part in map(str.strip, parts)]


def _without_marks(text: str) -> str:
    """`text` without marks that nobody sees, the signs of trade marks, and narrow spaces within words."""
    if _BLANK_OR_MARK.search(text):  # for Python these are letters, and print
        text = _INVISIBLE_MARKS.sub("", text.translate(_BLANKS))
    if any(map(text.__contains__, _NARROW)):
        text = _HARDLY_APART.sub(lambda word: word[0].translate(_NOT_APART), text)
    return _TRADE_MARKS.sub(" ", text)


def _in_one_line(text: str) -> str:
    """`text` without invisible characters and with single spaces, as one is that is printable but for two together."""
    shown = text if text.isascii() or text.isprintable() else _INVISIBLE.sub("", text)
    return " ".join(shown.split())


def without_accents(text: str) -> str:
    """`text` as it is typed where the keyboard or the encoding has no accents."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(_STROKED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def as_addressed(word: str) -> frozenset[str]:
    """How addresses write `word`, which take no letters but twenty-six: "Sølvrød" as "solvrod" or "soelvroed"."""
    word = unicodedata.normalize("NFC", word.casefold())
    return frozenset(map(plain_name, (without_accents(word), without_accents(word.translate(_IN_TWO)))))


def plain_name(word: str) -> str:
    """A word as names are compared: lower case, accents off, Cyrillic in Latin letters, letters and digits only."""
    if word.isascii():
        return word.lower() if word.isalnum() else word.translate(_WITHOUT_SIGNS).lower()
    return plain_names([word])[0]


def plain_names(words: Collection[str]) -> list[str]:
    """`plain_name` of each of `words`: all at once, since a page has thousands."""
    others = [word for word in words if not (word.isascii() and word.isalnum())]
    if not others:
        return [word.lower() for word in words]
    whole = "\n".join(others)
    if whole.count("\n") >= len(others):
        whole = "\n".join(word.replace("\n", " ") for word in others)
    if _MAY_TAKE_APART.search(whole):
        whole = whole.translate(_TAKEN_APART)
    joined = unicodedata.normalize("NFKD", whole.casefold()).translate(_TO_PLAIN)
    names = [name if name.isalnum() else _NO_LETTERS.sub("", name) for name in joined.split("\n")]
    plain = dict(zip(others, names, strict=True))
    return [plain[word] if word in plain else word.lower() for word in words]


def is_unspaced(word: str) -> bool:
    """Whether `word` is all of a script that puts no spaces between words: it is then read a character at a time."""
    return not word.isascii() and len(_UNSPACED.findall(word)) == len(word)


def size_of(words: Sequence[str], count: int) -> int:
    """How much `count` words, of which `words` are the first, are: a script without spaces is read a sign at a time."""
    signs = sum(map(is_unspaced, words[:_SAMPLE]))
    return count - int((1 - _SIGN) * count * signs / min(_SAMPLE, len(words))) if signs else count


def words_of(text: str, version: int = WHOLE_FROM) -> list[str]:
    """Words of cleaned text in lower case, as features of `version` read them; a script without spaces gives one word a
    character."""
    if text.isascii():
        return _WORD.findall(text.lower())
    text = _UNSPACED.sub(r" \1 ", text).casefold()
    return (_WORD_JOINED if _is_joined(text, version) else _WORD).findall(text)


_SET_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .·_-]{1,3}[^\W\d_](?![^\W_])){3,}")


def forms_in(text: str, version: int = WHOLE_FROM) -> list[str]:
    """Words of a title or a mark as they are written, as features of `version` read them; those of a script without
    spaces in one, apart from others beside them, and letters set apart ("V E L M O") as the word that they spell."""
    if version >= WHOLE_FROM:
        text = _SET_APART.sub(lambda letters: "".join(filter(str.isalpha, letters[0])), text)
    return (_FORM_JOINED if _is_joined(text, version) else _FORM).findall(text)


@lru_cache(maxsize=4096)  # a comparison asks for the same titles and marks in many places, a query for ten times more
def plain_words(text: str, version: int = WHOLE_FROM) -> tuple[str, ...]:
    """`words_of` a title, a mark or a short line, in the form that names are compared in."""
    return tuple(plain_names(words_of(text, version)))


@lru_cache(maxsize=4096)
def plain_forms_in(text: str, version: int = WHOLE_FROM) -> tuple[str, ...]:
    """`forms_in` a title or a mark, in the form that names are compared in."""
    return tuple(plain_names(forms_in(text, version)))


def _is_joined(text: str, version: int) -> bool:
    return version >= WHOLE_FROM and not text.isascii() and _JOINED.search(text) is not None


def with_pairs(words: Iterable[str]) -> set[str]:
    """`words`, and each with the one behind it: hosts have no spaces."""
    words = list(words)
    return {*words, *map("".join, pairwise(words))}


def read_words(blocks: Iterable[str]) -> tuple[list[str], list[int]]:
    """The words of `blocks` in order, as they look (`as_seen`), and the places of those with which a sentence, a
    heading or a label begins.

    Each character is looked up in a table at once: regular expressions take ten times as long for a long page.
    """
    points, marks = _points(as_seen("\n".join(blocks)))
    follows = np.append(marks[1:], np.uint8(0)) & (_SPACE | _ALONE)
    plain = _plain(points, marks, ((marks & _LINE_END) > 0) | (((marks & _SENTENCE_END) > 0) & (follows > 0)))
    in_word = plain > ord(" ")
    begins = np.flatnonzero(in_word & ~np.append(False, in_word[:-1]))
    lines = np.searchsorted(begins, np.append(0, np.flatnonzero(plain == ord("\n"))))  # the word behind each line's end
    first = lines[np.append(True, lines[1:] != lines[:-1]) & (lines < len(begins))]
    return _written(plain).split(), first.tolist()


def numbered(words: Collection[str]) -> tuple[dict[str, int], NDArray[np.intp]]:
    """Each of `words` with its number in the order in which they are met first, and the numbers of all in a row: a
    word is looked up once, and counted and compared by its number."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    return numbers, np.fromiter(map(numbers.__getitem__, words), np.intp, len(words))


def spoken(blocks: Iterable[str]) -> list[str]:
    """The words of each of `blocks`, which hold no line feed, as `words_of` reads them, with a space between two."""
    points, marks = _points("\n".join(blocks).casefold())
    plain = _plain(points, marks, points == ord("\n"))
    return [" ".join(line.split()) for line in _written(plain).split("\n")]


def _points(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The code points of `text`, and what each is."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return points, _marks_of_characters().take(points)


def _plain(points: NDArray[np.uint32], marks: NDArray[np.uint8], ends: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Words alone, with line feeds for what `ends` a line and spaces for everything else; spaces around each letter of
    a script that puts none between words."""
    lettered = (marks & _LETTER) > 0
    alone = (marks & (_ALONE | _LETTER)) == (_ALONE | _LETTER)
    joining = (marks & _JOIN) > 0
    if joining.any():
        before = np.maximum.accumulate(np.where(joining, 0, np.arange(len(marks))))  # the sign that each belongs to
        lettered |= joining & (lettered & ~alone)[before]
    plain = np.where(lettered, points, np.uint32(ord(" ")))
    plain[ends] = ord("\n")
    if not alone.any():
        return plain
    plain = np.repeat(plain, np.where(alone, 3, 1))
    behind = (np.arange(len(points)) + 2 * np.cumsum(alone))[alone]
    plain[behind] = plain[behind - 2] = ord(" ")
    return plain


def _written(plain: NDArray[np.uint32]) -> str:
    return plain.tobytes().decode("utf-32-le")


_LETTER, _LINE_END, _SENTENCE_END, _SPACE, _ALONE, _JOIN, _CLEAN = (np.uint8(1 << bit) for bit in range(7))
_LAST_LETTERS = 0x40000  # no plane from here on holds a letter or a digit


@lru_cache(maxsize=1)
def _marks_of_characters() -> NDArray[np.uint8]:
    """For each code point: whether it is part of a word, ends a line, may end a sentence, is a space, stands alone,
    joins a letter before it, may be left out of text that is cleaned."""
    marks = np.zeros(0x110000, np.uint8)
    characters = np.arange(_LAST_LETTERS, dtype="<u4").view("<U1")
    marks[:_LAST_LETTERS] = np.strings.isalnum(characters) * _LETTER | np.strings.isspace(characters) * _SPACE
    cleaned = _BLANK_LETTERS + _NARROW + _TRADE_SIGNS
    sorts = ((_LINE_ENDS, _LINE_END), (_SENTENCE_ENDS, _SENTENCE_END), (_JOINING, _JOIN), (cleaned, _CLEAN))
    for signs, mark in sorts:
        marks[[ord(sign) for sign in signs]] |= mark
    for ranges, mark in ((_ALONE_RANGES, _ALONE), (_UNSEEN_RANGES, _CLEAN)):
        for first, last in ranges:
            marks[ord(first) : ord(last) + 1] |= mark
    return marks


def sentences_of(words: Sequence[str], begins: Sequence[int], most: int) -> list[str]:
    """The first `most` sentences of at least five words, words only, in lower case, numbers as 0: the form that is
    compared. `words` and `begins` as `read_words` gives them."""
    found: dict[str, None] = {}
    met: set[str] = set()  # many pages say some of theirs more than once
    for begin, end in pairwise((*begins, len(words))):
        if end - begin >= MIN_SENTENCE_WORDS:
            written = " ".join(words[begin:end])
            if written in met:
                continue
            met.add(written)
            sentence = written.casefold()
            if not sentence.replace(" ", "").isalpha():
                plain = ["0" if word.isdigit() else word for word in sentence.split(" ")]
                if len(plain) - plain.count("0") < _MIN_SPOKEN_WORDS:
                    continue
                sentence = " ".join(plain)
            found[sentence] = None
            if len(found) >= most:
                break
    return list(found)


def hash_of(word: str) -> int:
    """The 32-bit hash of a word."""
    return crc32(word.encode("utf-8", "replace"))


def hashes_of(words: Iterable[str]) -> NDArray[np.uint32]:
    """`hash_of` each of `words`, which hold no line feed, without a call for each; by one of Python's own arrays on the
    way, which numpy takes over at once."""
    written = "\n".join((*words, "")).encode("utf-8", "replace")
    return np.array(array("I", map(crc32, written.split(b"\n")[:-1])), np.uint32)


def shingles_of(hashes: NDArray[np.uint32], limit: int = MAX_SHINGLES) -> tuple[int, ...]:
    """32-bit hashes of runs of four words, sorted; of a longer text the `limit` smallest (a fair sample). `hashes` are
    those of the words in their order."""
    if len(hashes) < SHINGLE_WORDS:
        return ()
    runs = np.zeros(len(hashes) - SHINGLE_WORDS + 1, np.uint32)
    for place in range(SHINGLE_WORDS):
        runs = runs * np.uint32(0x01000193) ^ hashes[place : len(hashes) - SHINGLE_WORDS + 1 + place]
        runs ^= runs >> np.uint32(13)
    return smallest(runs, limit)


def smallest(hashes: NDArray[np.uint32], limit: int) -> tuple[int, ...]:
    """The `limit` smallest of `hashes` after a mixing step, sorted: two sets' samples stay comparable."""
    values = np.sort(hashes)
    values = values[np.append(True, values[1:] != values[:-1])] if len(values) else values
    if len(values) > limit:
        mixed = (values * np.uint32(2654435761)) ^ (values >> np.uint32(15))
        together = mixed.astype(np.uint64) << np.uint64(32) | values
        values = np.sort(np.partition(together, limit)[:limit].astype(np.uint32))
    return tuple(values.tolist())


def language_of(words: Sequence[str]) -> str:
    """The language with the most function words among the first `LANGUAGE_WORDS`, or "" when too few tell."""
    counts = Counter(filter(_IS_STOPWORD, words[:LANGUAGE_WORDS]))
    scores = {code: sum(counts[word] for word in stop & counts.keys()) for code, stop in _STOPWORDS.items()}
    best = max(scores, key=lambda code: (scores[code], code))
    return best if scores[best] >= max(3, len(words[:LANGUAGE_WORDS]) // 40) else ""
