"""Letters of other alphabets and the Latin letters that they look like, or else sound like.

Look-alikes follow the idea of UTS 39 (confusable skeletons), kept to the letters that registries allow;
what resembles nothing is romanised. Accented Latin letters need no row: they decompose (NFKD). Letters whose name in
Unicode is their sound (``DEVANAGARI LETTER KA``, ``THAI CHARACTER KO KAI``, ``HANGUL SYLLABLE GA``) need none either.
"""

import re
import unicodedata

_LOOK_ALIKE = {
    # Cyrillic
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j",
    "к": "k", "ӏ": "l", "м": "m", "н": "h", "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "у": "y",
    "ү": "y", "ѵ": "v", "ԝ": "w", "х": "x", "ь": "b", "г": "r", "п": "n", "и": "u", "з": "3",
    # Greek
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t",
    "υ": "u", "χ": "x", "γ": "y", "ω": "w", "μ": "u", "ϲ": "c", "ϳ": "j",
    # Armenian and Georgian look-alikes that occur in impersonations
    "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "զ": "q", "ք": "p",
    # Latin letters that do not decompose
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ɡ": "g", "ɑ": "a", "ɩ": "i", "ʟ": "l",
    "ɢ": "g", "ɴ": "n", "ʀ": "r", "ʏ": "y", "ʙ": "b", "ʜ": "h", "ɪ": "i", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d",
    "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
    "ᴢ": "z", "ƒ": "f", "ɗ": "d", "ɓ": "b", "ƙ": "k", "ƴ": "y", "ŋ": "n", "ɛ": "e", "ɔ": "o", "ə": "e",
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d",
}  # fmt: skip

_ROMANISED = {
    "б": "b", "д": "d", "ж": "zh", "й": "y", "л": "l", "ф": "f", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sch", "ъ": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya", "є": "e", "ґ": "g", "ў": "u", "ђ": "d",
    "ћ": "c", "љ": "lj", "њ": "nj", "џ": "dz",
    # Hebrew
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "ch", "ט": "t", "י": "y", "ך": "k",
    "כ": "k", "ל": "l", "ם": "m", "מ": "m", "ן": "n", "נ": "n", "ס": "s", "ע": "a", "ף": "p", "פ": "p", "ץ": "ts",
    "צ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
    # Arabic, Persian, Urdu
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ة": "h", "ى": "a", "ٱ": "a", "پ": "p", "چ": "ch",
    "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "y", "ہ": "h", "ھ": "h",
    # Armenian
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "e", "թ": "t", "ժ": "zh", "ի": "i",
    "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh",
    "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "փ": "p", "և": "ev", "ֆ": "f",
    # Georgian
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i", "კ": "k", "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k",
    "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j",
    "ჰ": "h", "δ": "d", "ζ": "z", "θ": "th", "λ": "l", "ξ": "x", "π": "p", "σ": "s", "ς": "s", "φ": "f", "ψ": "ps",
}  # fmt: skip

LATIN_OF: dict[str, str] = _ROMANISED | _LOOK_ALIKE

_MOST_LETTERS = 4  # of one character
_SPOKEN = re.compile(
    "(?:DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|KHMER|MYANMAR|TIBETAN|LAO|"
    "HIRAGANA|KATAKANA) (?:INDEPENDENT VOWEL|LETTER|VOWEL SIGN|VOWEL)(?: [A-Z-]+)*? ([A-Z]+)"
    "|THAI CHARACTER SARA ([A-Z]+)(?: [A-Z]+)?"
    "|THAI CHARACTER ([A-Z]+) [A-Z]+"
    "|(?:HANGUL|ETHIOPIC) SYLLABLE ([A-Z]+)"
)
_MARK = re.compile("THAI CHARACTER (?:MAI|PAI|LAK) ")


def spoken(character: str) -> str:
    """The letters of a character by its name in Unicode, a digit of any script as ours; empty where it names no sound.

    Names of characters never change (the stability policy of Unicode), and so neither does this.
    """
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    called = unicodedata.name(character, "")
    found = None if _MARK.match(called) else _SPOKEN.fullmatch(called)
    return next(filter(None, found.groups())).lower()[:_MOST_LETTERS] if found else ""
