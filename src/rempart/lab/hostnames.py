"""The stream of hostnames: a real background where one is at hand, with fictional names hidden in it.

In: the path of a background list (``.gz`` or plain, one name a line) or none, the names to hide, a seed.
Out: the names in one order that the seed decides, and a sentence that says where they come from.
Never: contact with any of these names; they are read as text. Never a real name inside the repository.
"""

import gzip
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rempart.kernel.phrases import Phrase

GENERATED_COUNT = 200_000
_SYLLABLES = ("ba", "cor", "du", "fel", "gri", "ha", "jo", "ket", "lun", "mar", "nio", "pel", "qui", "ros", "sta")


@dataclass(frozen=True, slots=True)
class HostnameStream:
    """Names in order, where they come from in words, and at which lines (from 1) the hidden ones stand."""

    names: tuple[str, ...]
    origin: Phrase = field(compare=False)
    hidden: dict[str, int]


def find_background(start: Path) -> Path | None:
    """``shared/data/background-ee.txt.gz`` beside `start` or beside one of the folders above it, else None."""
    for folder in (start, *start.resolve().parents):
        candidate = folder.parent / "shared" / "data" / "background-ee.txt.gz"
        if candidate.is_file():
            return candidate
    return None


def make_stream(
    hidden: Sequence[str], background: Path | None, seed: int, count: int = GENERATED_COUNT
) -> HostnameStream:
    """The background with `hidden` at random places; without a background, `count` generated names and a word on it."""
    choice = random.Random(seed)
    if background is None:
        names = _generate(choice, count)
        origin = Phrase("{names} generated names (no list of real names is at hand)", names=len(names))
    else:
        names = _read(background)
        origin = Phrase("{names} real names of {file}", names=len(names), file=background.name)
    for name in hidden:
        names.insert(choice.randrange(len(names) + 1), name)
    wanted = set(hidden)
    places = {name: line for line, name in enumerate(names, start=1) if name in wanted}
    return HostnameStream(names=tuple(names), origin=origin, hidden=places)


def _read(path: Path) -> list[str]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return text.decode().split()


def _generate(choice: random.Random, count: int) -> list[str]:
    return [_invent(choice, number) for number in range(count)]


def _invent(choice: random.Random, number: int) -> str:
    syllables = "".join(choice.choices(_SYLLABLES, k=choice.randint(2, 5)))
    return f"{syllables}{number % 97 or ''}.{choice.choice(('example', 'test'))}"
