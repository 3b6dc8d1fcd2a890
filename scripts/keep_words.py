"""Add what comparisons' pages say today to the words that `rempart verify` knows; nothing is ever taken out of them.

A page that was sealed says what it said then. Run this after a change of a sentence of the verdict, of what a step or a
sign is called, of a translation or of the style sheet; a test says when it is needed.
"""

import ast
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from collect_messages import sentences_in

from rempart.verification import words
from rempart.verification.texts import FIXED_TEXTS
from rempart.web.labels import LABELS
from rempart.web.wording import words_in

SOURCE = Path(__file__).resolve().parent.parent / "src" / "rempart"
STYLES = SOURCE / "web" / "static" / "rempart" / "rempart.css"
FAMILIES = ("sign.", "step.", "record.", "page.", "page-side.")
CODES = ("family.name", "same", "different", "unclear")


def todays_words() -> dict[str, Any]:
    """What comparisons' pages may say today, in the form of the table that is kept."""
    english, french = words_in("en"), words_in("fr")
    codes = sorted(code for code in LABELS if code.startswith(FAMILIES) or code in CODES)
    labels = {code: {"en": [_plain(english.label(code))], "fr": [_plain(french.label(code))]} for code in codes}
    texts = {*FIXED_TEXTS, *_sentences_of_verdicts()}
    said = {text: [_plain(french.translated(_in_templates(text)).replace("%%", "%"))] for text in sorted(texts)}
    return {
        "labels": labels,
        "said": {text: told for text, told in said.items() if told != [_plain(text)]},
        "styles": [sha256(STYLES.read_bytes()).hexdigest()],
    }


def with_todays(kept: dict[str, Any], today: dict[str, Any]) -> dict[str, Any]:
    """What is kept, and what of today it lacks."""
    labels = {code: dict(called) for code, called in kept["labels"].items()}
    for code, called in today["labels"].items():
        old = labels.setdefault(code, {})
        labels[code] = {language: _joined(old.get(language, []), told) for language, told in called.items()}
    said = dict(kept["said"])
    for text, told in today["said"].items():
        said[text] = _joined(said.get(text, []), told)
    styles = _joined(kept["styles"], today["styles"])
    return {"labels": dict(sorted(labels.items())), "said": dict(sorted(said.items())), "styles": sorted(styles)}


def write(table: dict[str, Any]) -> str:
    """The table with one entry a line."""
    parts = []
    for name in ("labels", "said"):
        entries = [f"{_json(key)}: {_json(value)}" for key, value in table[name].items()]
        parts.append(f' "{name}": {{\n  ' + ",\n  ".join(entries) + "\n }")
    parts.append(' "styles": [\n  ' + ",\n  ".join(map(_json, table["styles"])) + "\n ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _sentences_of_verdicts() -> Iterator[str]:
    for path in sorted((SOURCE / "engines" / "verdict").rglob("*.py")):
        yield from sentences_in(ast.parse(path.read_text(encoding="utf-8")))


def _in_templates(text: str) -> str:
    """A text of a page's template as the catalogue has it: with the signs that a template doubles."""
    return text if "%(" in text else text.replace("%", "%%")


def _joined(old: list[str], new: list[str]) -> list[str]:
    return [*old, *(text for text in new if text not in old)]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    kept = json.loads(words.TABLE.read_text(encoding="utf-8"))
    words.TABLE.write_text(write(with_todays(kept, todays_words())), encoding="utf-8")


if __name__ == "__main__":
    main()
