"""Builds the list of words that comes with Rempart: which names are words, and which were made up.

    pip install --require-hashes -r requirements/training.txt
    python scripts/build_word_list.py src/rempart/engines/pages/words/words-1.bin

Words with their frequencies come from the package wordfreq (code under Apache-2.0, data under CC BY-SA 4.0: Wikipedia,
subtitles, news, books, the web and others up to 2021, in 43 languages). What is kept are the first bits of hashes of
words in the form that names are compared in; so the list too is under CC BY-SA 4.0. The decision is
docs/decisions/0011-words.md.
"""

import argparse
import importlib.metadata
from pathlib import Path

import wordfreq

from rempart.engines.pages.words.text import plain_names
from rempart.engines.pages.words.word_list import WordList

KNOWN_FROM = 1e-7  # of all words: once in ten million
COMMON_FROM = 1e-5
LEAST_LETTERS = 3
BITS = 27, 24  # about one hash in fifty is taken: so many words that are none count as known


def read_words() -> dict[str, float]:
    """Each word of each language in its plain form, with the highest frequency that it has in any."""
    found: dict[str, float] = {}
    for language in sorted(wordfreq.available_languages("best")):
        frequencies = wordfreq.get_frequency_dict(language, "best")
        words = [word for word, frequency in frequencies.items() if frequency >= KNOWN_FROM]
        for word, name in zip(words, plain_names(words), strict=True):
            if len(name) >= LEAST_LETTERS:
                found[name] = max(frequencies[word], found.get(name, 0.0))
    return found


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target
    words = read_words()
    common = [word for word, frequency in words.items() if frequency >= COMMON_FROM]
    version = importlib.metadata.version("wordfreq")
    made = f"scripts/build_word_list.py; wordfreq {version}, CC BY-SA 4.0, by Robyn Speer and its sources"
    written = WordList.of(words, common, BITS, made)
    target.write_bytes(written.to_bytes())
    print(f"{len(words):,} words, {len(common):,} of them common, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
