"""Normal forms of a hostname: what is left of it when case, hyphens, digits and look-alike letters are folded.

In: text of a hostname. Out: `HostForm`. Two forms of a label matter:

- `plain`: lower case, ASCII, hyphens and digits kept; other alphabets replaced by the Latin letters they
  look or sound like (UTS 39, romanisation).
- `letters`: what the eye reads: hyphens dropped, a digit between two letters read as the letter it
  stands for (``d0wn``), every other digit dropped (``forum12``), ``l`` folded into ``i``.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from rempart.engines.names.alphabets import LATIN_OF, spoken

# What a digit stands for between two letters. `1` reads as i or l, which are one symbol here.
LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"}
_FOLDED = str.maketrans({"l": "i", "-": "", "_": "", "*": ""})
_DIGITS = frozenset("0123456789")
_PUNYCODE = "xn--"
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")  # what a label may be made of


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One label of a hostname, `plain` and `letters` as the module says; `registrable` is False in subdomains."""

    plain: str
    letters: str
    registrable: bool = True


@dataclass(frozen=True, slots=True)
class HostForm:
    """A hostname split at its public suffix (private section included): labels right of none, suffix last."""

    hostname: str
    suffix: str
    labels: tuple[LabelForm, ...]

    @property
    def label(self) -> LabelForm:
        """The label that was registered: left of the public suffix; empty where the name is itself a suffix."""
        return self.labels[-1] if self.labels else LabelForm("", "")


def latin(label: str) -> str:
    """`label` in lower-case ASCII: punycode decoded, every letter replaced by the Latin one it looks or sounds like.

    Characters without such a letter are dropped. Punycode that does not decode is kept as it stands.
    """
    text = label.lower()
    if text.startswith(_PUNYCODE):
        try:
            text = text[len(_PUNYCODE) :].encode("ascii").decode("punycode")
        except (UnicodeError, OverflowError):
            return text
    if text.isascii():
        return text
    return "".join(_latin_of(character) for character in text.lower())


@lru_cache(maxsize=4096)
def _latin_of(character: str) -> str:
    if character.isascii():
        return character
    if character in LATIN_OF:
        return LATIN_OF[character]
    sound = spoken(character)
    if sound:
        return sound
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(LATIN_OF.get(part, part if part in _ASCII else "") for part in decomposed.lower())


def letters_of(plain: str) -> str:
    """The `letters` form of a label in `plain` form."""
    if _DIGITS.isdisjoint(plain):
        return plain.translate(_FOLDED)
    kept = []
    last = len(plain) - 1
    for at, character in enumerate(plain):
        if character not in _DIGITS:
            kept.append(character)
        elif 0 < at < last and plain[at - 1].isalpha() and plain[at + 1].isalpha():
            kept.append(LEET.get(character, ""))
    return "".join(kept).translate(_FOLDED)


@lru_cache(maxsize=1)
def _suffix_list() -> PublicSuffixList:
    return PublicSuffixList()


def suffix_of(hostname: str) -> str:
    """The public suffix of a lower-case hostname, private section included (``blog.example`` hosts count)."""
    return str(_suffix_list().publicsuffix(hostname) or "")


def suffix_rules() -> tuple[frozenset[str], int]:
    """All rules of the list of public suffixes (``co.uk``, ``*.ck``, ``!www.ck``), and the most labels of one."""
    found = _suffix_list()
    return found._publicsuffix, found._maxlabel  # noqa: SLF001 (the library gives them nowhere else)


def label_form(label: str, *, registrable: bool = True) -> LabelForm:
    """The forms of one label."""
    plain = latin(label)
    return LabelForm(plain, letters_of(plain), registrable)


def host_form(hostname: str) -> HostForm:
    """`hostname` (lower case, no trailing dot) split and folded; a leading ``www`` is left out."""
    suffix = suffix_of(hostname)
    rest = hostname[: -len(suffix) - 1] if suffix else hostname
    names = [name for name in rest.split(".") if name] if rest else []
    if len(names) > 1 and names[0] in {"www", "*"}:
        names = names[1:]
    last = len(names) - 1
    return HostForm(hostname, suffix, tuple(label_form(name, registrable=at == last) for at, name in enumerate(names)))
