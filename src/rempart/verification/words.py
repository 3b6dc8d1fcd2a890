"""The words of comparisons' pages in English and French: every one that Rempart ever put on a page that was sealed.

`words.json` beside this module has them: ``labels`` (what a code is called in each language), ``said`` (each English
sentence or template, and what it was in French), ``styles`` (SHA-256 of each style sheet). Nothing is ever taken out of
it: what was sealed stays what it was. `scripts/keep_words.py` adds what is new.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from rempart.verification.texts import COMMON, NAMELESS, NOT_COUNTED, OF, RARE

TABLE = Path(__file__).parent / "words.json"
_KNOWN: Mapping[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
_SPACES = re.compile(r"\s+")
_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|0\.[0-9]+|[0-9]{1,3}%")
_FRENCH_MARKS = {ord(","): " ", ord("."): ",", ord("%"): " %"}
# Parts of sentences that engines hand over in English.
_PARTS = (
    (re.compile(re.escape(NOT_COUNTED)), NOT_COUNTED),
    (re.compile("at most one of (?P<hosts>[0-9,]+) other hosts shares this"), RARE),
    (re.compile("(?P<count>[0-9,]+) of (?P<hosts>[0-9,]+) other hosts share this"), COMMON),
    (re.compile("(?P<part>[0-9,]+) of (?P<whole>[0-9,]+)"), OF),
    (re.compile(r"\(no name\)"), NAMELESS),
)
# What a value of a sentence is a code of, by its name.
_CODES = {"kind": "page", "side": "page-side"}


def is_known_style(digest: str) -> bool:
    """Whether Rempart ever had the style sheet with this SHA-256."""
    return digest in _KNOWN["styles"]


class Words:
    """What may be said in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def of_code(self, code: str) -> frozenset[str]:
        """What `code` is, or was, called; itself where it had no words."""
        return frozenset({code, *map(_one_space, _KNOWN["labels"].get(code, {}).get(self._language, ()))})

    def of_text(self, english: str) -> frozenset[str]:
        """An English text of a page as it is told in this language."""
        return frozenset(map(_one_space, self._told(english)))

    def pattern(self, english: str, values: Mapping[str, str]) -> re.Pattern[str]:
        """A sentence of a page with what may stand in the places of its template ``%(name)s``, as patterns."""
        told = [_filled(re.split(r"%\((\w+)\)s", _one_space(text)), values) for text in self._told(english)]
        return re.compile("|".join(told))

    def rarity(self, count: int, hosts: int) -> frozenset[str]:
        """How rare a sign is that `count` of `hosts` have."""
        told = {"count": f"{count:,}", "hosts": f"{hosts:,}"}
        english = (COMMON if count else RARE) % told if hosts else NOT_COUNTED
        return self._of_value("rarity", english)

    def any_rarity(self) -> re.Pattern[str]:
        """How rare any sign may be."""
        figures = dict.fromkeys(("count", "hosts"), "[0-9 ,]{1,20}")
        return re.compile("|".join(self.pattern(text, figures).pattern for text in (NOT_COUNTED, RARE, COMMON)))

    def reasons(self, text: str, values: Mapping[str, Any]) -> Iterator[str]:
        """How a reason may read whose English text is `text`; as a page has it in its own language, or in English."""
        kind = str(values.get("kind", ""))
        for called in (kind, *self._of_value("kind", kind)):
            yield flat(text.replace(f"({kind})", f"({called})"))
        for english, french in _KNOWN["said"].items() if self._language != "en" else ():
            if _reads(english, text, values):
                for template in french:
                    yield from map(flat, self._sentences(template, values))

    def _told(self, english: str) -> list[str]:
        """An English text without a translation is told as it is."""
        return [english] if self._language == "en" else _KNOWN["said"].get(english) or [english]

    def _sentences(self, template: str, values: Mapping[str, Any]) -> Iterator[str]:
        """A template with its values in their places, each as it may be written."""
        names = sorted({name for _, name, _, _ in Formatter().parse(template) if name})
        for told in product(*(sorted(self._of_value(name, str(values.get(name, "")))) for name in names)):
            yield template.format_map(dict(zip(names, told, strict=True)))

    def _of_value(self, name: str, value: str) -> frozenset[str]:
        """How a value of a sentence may be written."""
        found = {value}
        if family := _CODES.get(name):
            found |= self.of_code(f"{family}.{value}") | self.of_code(value)
        if self._language != "en":
            found |= {value.translate(_FRENCH_MARKS)} if _FIGURE.fullmatch(value) else set()
            found.add(re.sub(r'"([^"]*)"', r"« \1 »", value))
            for part, english in _PARTS:
                if told := part.fullmatch(value):
                    figures = {key: figure.translate(_FRENCH_MARKS) for key, figure in told.groupdict().items()}
                    found |= {text % figures for text in self._told(english)}
        return frozenset(map(_one_space, found))


def _reads(template: str, text: str, values: Mapping[str, Any]) -> bool:
    if not text.startswith(template.partition("{")[0]):  # a long value is put into few templates
        return False
    try:
        return template.format_map(values) == text
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        return False


def _filled(parts: list[str], values: Mapping[str, str]) -> str:
    """Texts and names of values by turns, as `re.split` gives them."""
    return "".join(values[part] if at % 2 else re.escape(part) for at, part in enumerate(parts))


def flat(text: str) -> str:
    """A text as it is compared: which spaces stand in it differs between languages, and from year to year."""
    return " ".join(text.split())


def _one_space(text: str) -> str:
    return _SPACES.sub(" ", text)
