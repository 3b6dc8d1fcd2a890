"""Alphabets put together of letters that look like ours, as generators of "fancy text" write them: a reader takes
"ᐯEᒪᗰOᖇᗩ" for a word, and no other program does.

In: the text of a page. Out: the same in the letters that it is read as. Never: text of a language that has such
letters: nearly all of a page's letters beyond ASCII are of one such alphabet, and what they spell are words.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.words.word_list import word_list

LEAST_LETTERS = 60
_LEAST_SORTS = 8
_LEAST_SHARE = 0.7  # of the letters beyond ASCII, each counted once
_LEAST_KNOWN = 0.5  # of the words
_LOOKED_AT = 400  # words
_LEAST_WORDS = 15
_LEAST_WORD = 3
_MOST_PLAIN = 0.1  # of the vowels of a page: no language has signs on nine of ten
_VOWELS = "aeiouAEIOU"
_BEYOND_ASCII = 0x80
_WORD = re.compile(r"[^\W\d_]+")
# From "a" to "z", as they are met; a sign that stands in none of them where the letter is left as it is.
_ALPHABETS_TEXT = (
    "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭YZ ₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ "
    "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz 卂乃匚ᗪ乇千Ꮆ卄丨フҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙 "
    "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ ム乃cd乇キgんノフズレᄊ刀oアq尺丂イu√wメリ乙 "
    "คც८ძ૯Բ૭ҺɿʆқՆɱՈ૦ƿҩՐς੮υ౮ω૪ע੪ ȺɃȻĐɆFǤĦƗɈꝀŁMNØⱣꝖɌSŦᵾVWXɎƵ "
    "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ ᎪᏴᏟᎠᎬFᎶᎻᏆᎫᏦᏞᎷNᎾᏢQᏒᏚᎢUᏙᎳXᎩᏃ "
    "աъсժеքցհіյкӀмոоքզгѕтսνшхуz ƀƃƈđɇƒǥħɨɉƙłɱŋøƥɋɍʂŧʉʋⱳχɏƶ "
    "ⲁⲃⲥⲇⲉϥⳋⲏⲓϳⲕⳑⲙⲛⲟⲣϙⲅⲋⲧⳙⲩⲱⲭⲩⲍ 🇦🇧🇨🇩🇪🇫🇬🇭🇮🇯🇰🇱🇲🇳🇴🇵🇶🇷🇸🇹🇺🇻🇼🇽🇾🇿 "
    "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz ɒdɔbɘʇϱʜiįʞlmnoqpяƨƚυvwxγz ɑƅϲԁеſɡһıȷκӏṃոοрԛгƨτυѵԝхуᴢ "
)


@lru_cache(maxsize=1)
def _alphabets() -> tuple[dict[int, str], ...]:
    """Of each alphabet its letters beyond ASCII, as texts are cleaned, and what each is read as."""
    found: list[dict[int, str]] = []
    for letters in _ALPHABETS_TEXT.split():
        pairs = zip(letters, "abcdefghijklmnopqrstuvwxyz", strict=True)
        cleaned = ((unicodedata.normalize("NFKC", shape), letter) for shape, letter in pairs)
        found.append({ord(shape): letter for shape, letter in cleaned if len(shape) == 1 and not shape.isascii()})
    return tuple(found)


def fancy_letters(text: str) -> Mapping[int, str]:
    """What `text` writes for letters throughout, for `str.translate`; nothing for a text in a language's own."""
    if text.isascii():
        return {}
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    often = np.bincount(points)
    if often[_BEYOND_ASCII:].sum() < LEAST_LETTERS:
        return {}
    found = frozenset((np.flatnonzero(often[_BEYOND_ASCII:]) + _BEYOND_ASCII).tolist())
    best = max(_alphabets(), key=lambda one: len(found & one.keys()))
    told = len(found & best.keys())
    letters = told + sum(chr(point).isalpha() for point in found - best.keys())
    if told >= max(_LEAST_SORTS, _LEAST_SHARE * letters) and _are_words(text, best):
        return best
    return _vowels_of(often, found)


def _are_words(text: str, table: Mapping[int, str]) -> bool:
    """Whether what `table` makes of `text` are words of a language."""
    said = [word for word in _WORD.findall(text[:20_000].translate(table).lower()) if len(word) >= _LEAST_WORD]
    told = sum(map(word_list().is_everyday, said[:_LOOKED_AT]))
    return len(said) >= _LEAST_WORDS and told >= _LEAST_KNOWN * len(said[:_LOOKED_AT])


def _vowels_of(often: NDArray[np.intp], found: Collection[int]) -> dict[int, str]:
    """Vowels with signs, where nearly all vowels of a page have one; `often`: how often its text has each letter."""
    plain = {point: unicodedata.normalize("NFD", chr(point))[0] for point in found}
    signed = {point: letter for point, letter in plain.items() if letter in _VOWELS}
    if not signed:
        return {}
    bare, count = (int(often[list(some)].sum()) for some in (map(ord, _VOWELS), signed))
    return signed if bare < _MOST_PLAIN * count else {}
