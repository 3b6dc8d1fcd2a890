"""Ordinary names to train against: what people register who reopen nothing.

A zone file knows one country. So the names are of two kinds: labels of the .ee zone under suffixes drawn as streams
have them, and labels made from frequent words of eleven languages (package wordfreq), invented words, business words,
numbers and bare chance, mixed until rules of thumb alert on them about as often as on newly registered names. Every
draw has a seed: the same names each time.
"""

import gzip
import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import wordfreq

from rempart.engines.names.forms import latin
from rempart.engines.names.suffixes import NEWLY_REGISTERED

LANGUAGES = {
    "en": 0.60, "es": 0.08, "fr": 0.06, "de": 0.06, "it": 0.05, "pt": 0.05, "nl": 0.03, "pl": 0.02, "tr": 0.02,
    "ru": 0.02, "id": 0.01,
}  # fmt: skip
WORDS = 20_000
FLATTENED = 0.6  # names use rare words more than sentences do
BUSINESS = (
    "shop", "store", "online", "hub", "app", "pro", "group", "web", "tech", "lab", "labs", "world", "plus", "media",
    "digital", "studio", "home", "life", "club", "live", "my", "the", "get", "go", "best", "top", "new", "ai",
    "crypto", "bet", "casino", "win", "game", "games", "tv", "hd", "free", "now", "zone", "direct", "box", "net",
    "info", "center", "market", "deals", "news", "blog",
)  # fmt: skip
CONSONANTS, VOWELS, LETTERS, DIGITS = "bcdfghjklmnprstvwz", "aeiou", "abcdefghijklmnopqrstuvwxyz", "0123456789"
LONGEST = 40


def read_zone(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines]


def draw_suffixes(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices(list(NEWLY_REGISTERED), list(NEWLY_REGISTERED.values()), k=count)


def restyled(names: list[str], seed: int) -> list[str]:
    """`names` with suffixes that are drawn: their own would give each away."""
    labels = [name.rpartition(".")[0] for name in names]
    return [f"{label}.{suffix}" for label, suffix in zip(labels, draw_suffixes(seed, len(names)), strict=True)]


@lru_cache(maxsize=3)  # validation trains ten times against the same
def made_names(seed: int, count: int) -> tuple[str, ...]:
    """`count` different made names."""
    labels = dict.fromkeys(label for label in _labels(random.Random(seed), count) if len(label) > 2)
    return tuple(f"{label}.{suffix}" for label, suffix in zip(labels, draw_suffixes(seed, len(labels)), strict=True))


def _labels(draw: random.Random, count: int) -> Iterator[str]:
    words = {language: _words(language) for language in LANGUAGES}
    languages, shares = list(LANGUAGES), list(LANGUAGES.values())
    for _ in range(count):
        some, weights = words[draw.choices(languages, shares)[0]]
        yield _label(draw, draw.choices(some, cum_weights=weights, k=3))


def _words(language: str) -> tuple[list[str], list[float]]:
    found: dict[str, float] = {}
    for word in wordfreq.top_n_list(language, WORDS):
        letters = latin(word)
        if letters.isascii() and letters.isalpha() and 3 <= len(letters) <= 14:
            found.setdefault(letters, wordfreq.word_frequency(word, language) ** FLATTENED)
    return list(found), list(accumulate(found.values()))


def _label(draw: random.Random, words: list[str]) -> str:
    kind = draw.random()
    if kind < 0.40:
        parts = words[:2]
    elif kind < 0.52:
        parts = words
    elif kind < 0.66:
        parts = [words[0], draw.choice(BUSINESS)]
        if draw.random() < 0.35:
            parts.reverse()
    elif kind < 0.74:
        parts = words[:1]
    elif kind < 0.86:
        parts = [_invented(draw)]
    elif kind < 0.93:
        parts = [_invented(draw), words[0]]
    elif kind < 0.96:
        parts = ["".join(draw.choices(LETTERS, k=draw.randint(3, 8)))]
    else:
        parts = ["".join(draw.choices(LETTERS + DIGITS, k=draw.randint(4, 10)))]
    label = ("-" if draw.random() < 0.12 else "").join(parts)
    if draw.random() < 0.10:
        label += str(draw.choice((1, 2, 7, 24, draw.randint(1, 99), draw.randint(100, 9999))))
    return label[:LONGEST].strip("-")


def _invented(draw: random.Random) -> str:
    syllables = draw.choice((2, 2, 3, 3, 4))
    return "".join(
        draw.choice(CONSONANTS) + draw.choice(VOWELS) + (draw.choice("nrslx") if draw.random() < 0.3 else "")
        for _ in range(syllables)
    )[:12]
