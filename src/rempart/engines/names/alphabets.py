"""Letters of other alphabets and the Latin letters that they look like, or else sound like.

Look-alikes follow the idea of UTS 39 (confusable skeletons), kept to the letters that registries allow;
what resembles nothing is romanised. Accented Latin letters need no row: they decompose (NFKD).
"""

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
    "δ": "d", "ζ": "z", "θ": "th", "λ": "l", "ξ": "x", "π": "p", "σ": "s", "ς": "s", "φ": "f", "ψ": "ps",
}  # fmt: skip

LATIN_OF: dict[str, str] = _LOOK_ALIKE | _ROMANISED
