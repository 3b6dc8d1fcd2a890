"""Builds the words that forms, menus and messages say everywhere in a language: they name no site.

    python scripts/collect_open_pages.py DIR
    python scripts/build_menu_words.py DIR src/rempart/engines/verdict/versions/no_names-7.txt

Read are the catalogues of translations of Django and django-allauth and of the packages below DIR: gettext's, and JSON
named by language in folders called "i18n". A word of a language is written where at least three packages say it, and
that is three of ten of those that speak the language, of which there must be five. Words are in the form that names are
compared in; a version of the verdict says which file is its own, so a file is never changed again.
"""

import argparse
import gettext
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import allauth
import django
from build_background import names_said

from rempart.engines.pages.words.text import is_unspaced

LOCALES = frozenset({"locale", "locales", "translations", "i18n"})
PARTS = LOCALES | {"LC_MESSAGES"}
LANGUAGE = re.compile(r"(?:^|-)([a-z]{2,3})(?:[_@-][\w.@]+)*$")  # of "hi", "zh_Hans", "admin-pt_BR"
NOTES = "qqq"  # a catalogue that tells translators what each message is for
LEAST_MESSAGES = 40
LEAST_PACKAGES, LEAST_SAYING, LEAST_SHARE = 5, 3, 0.3
LATIN_LETTERS = 5  # a shorter word of one language is a name in another ("Eden", which is "one" in Macedonian)


def language_of(path: Path) -> str:
    """The language of a catalogue without its country or script, "" for none."""
    below = [part for before, part in pairwise(path.parts[:-1]) if before in LOCALES and part not in PARTS]
    found = LANGUAGE.search(below[-1] if below and path.suffix == ".mo" else path.stem)
    return found[1] if found and found[1] != NOTES else ""


def messages_of(path: Path) -> Mapping[str, str]:
    """Each message of a catalogue, or its key in JSON, with its translation."""
    try:
        if path.suffix == ".mo":
            with path.open("rb") as file:
                read = gettext.GNUTranslations(file)._catalog  # noqa: SLF001
        else:
            read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, LookupError):
        return {}  # a few packages bring one that is cut short, or in an encoding of its own
    pairs = read.items() if isinstance(read, dict) else ()
    return {said: text for said, text in pairs if isinstance(said, str) and isinstance(text, str)}


def texts_of(package: Path) -> dict[str, set[str]]:
    """What a package says, by language; of gettext's catalogues the messages themselves are English."""
    texts: dict[str, set[str]] = {}
    listed = [path for path in package.rglob("*.json") if "i18n" in path.parts]
    for path in sorted([*package.rglob("*.mo"), *listed]):
        messages = messages_of(path)
        texts.setdefault(language_of(path), set()).update(messages.values())
        if path.suffix == ".mo":
            texts.setdefault("en", set()).update(messages)
    return {language: said for language, said in texts.items() if language and len(said) >= LEAST_MESSAGES}


def says_enough(word: str) -> bool:
    """Whether `word` is letters and long enough to be no other word; a sign of a script without spaces says more."""
    least = 2 if is_unspaced(word) else LATIN_LETTERS if word.isascii() else 3
    return len(word) >= least and all(unicodedata.category(sign)[0] in "LM" for sign in word)


def words_of_menus(packages: Iterable[Path]) -> set[str]:
    """The words that most packages of a language say."""
    speaking: Counter[str] = Counter()
    saying: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for package in packages:
        for language, texts in texts_of(package).items():
            speaking[language] += 1
            saying[language].update(names_said(texts))
    return {
        word
        for language, words in saying.items()
        for word, count in words.items()
        if speaking[language] >= LEAST_PACKAGES
        and count >= max(LEAST_SAYING, LEAST_SHARE * speaking[language])
        and says_enough(word)
    }


def main() -> None:
    """Write the words, in order, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    own = (Path(str(package.__file__)).parent for package in (django, allauth))
    folders = (
        path for part in ("pypi", "debian", "catalogues") for path in sorted((arguments.packages / part).glob("*"))
    )
    found = words_of_menus(folder for folders_of in (own, folders) for folder in folders_of)
    arguments.target.write_text("".join(f"{word}\n" for word in sorted(found)), encoding="utf-8")
    print(f"{len(found):,} words, {arguments.target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
