"""Words written otherwise throughout a page are read as readers do; what pages write so now and then stays."""

from collections.abc import Callable

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.words.set_apart import in_words
from tests.factories.pages import ROOM_RULES

SAID = list(ROOM_RULES[:7])


def halves(word: str, sign: str) -> str:
    return word if len(word) < 5 else f"{word[: len(word) // 2]}{sign}{word[len(word) // 2 :]}"


WAYS = {
    "circles": lambda line: line.replace("o", "●"),
    "moons": lambda line: line.replace("o", "🌕"),
    "points within": lambda line: "".join(
        "!" if sign == "i" and line[place - 1 : place].isalpha() else sign for place, sign in enumerate(line)
    ),
    "dots between": lambda line: " ".join(".".join(word) for word in line.rstrip(".").split()),
    "hyphens between": lambda line: " ".join("-".join(word) for word in line.rstrip(".").split()),
    "stars between": lambda line: " ".join("*".join(word) for word in line.rstrip(".").split()),
    "brackets": lambda line: " ".join("".join(f"({x})" for x in word) for word in line.rstrip(".").split()),
    "hyphens in the midst": lambda line: " ".join(halves(word, "-") for word in line.split()),
}


def shingles(lines: list[str]) -> set[int]:
    return set(page_features(PageInput(html="<html lang=en>" + "".join(f"<p>{line}</p>" for line in lines))).shingles)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_words_written_otherwise_throughout_are_read(way: Callable[[str], str]) -> None:
    plain, other = shingles(SAID), shingles([way(line) for line in SAID])

    assert len(plain & other) > 0.8 * len(plain)


def test_words_run_together_are_parted() -> None:
    run = ["".join(word.title() for word in line.rstrip(".").split()) for line in SAID]
    plain = shingles(SAID)

    assert len(plain & shingles(run)) > 0.6 * len(plain)


@pytest.mark.parametrize(
    "lines",
    [
        SAID,
        [f"Write to desk@quay{n}.test or to @helper{n} for $2 or €3!" for n in range(40)],
        [f"A well-known half-open dead-end of pier {n}" for n in range(40)],
        [f"setKettleRoomName{n}(value) on file.name.ext" for n in range(40)],
        [f"www.quay{n}.test/boats/new-pier/two_crates.html" for n in range(40)],
        ["● One of many", "● Two of many", "○ Three of many"] * 20,
        ["A.B. Ashby, U.S.A., e.g. the pier"] * 3,
        ["他们来了 in one word"] * 30,
    ],
    ids=["prose", "addresses and prices", "compounds", "identifiers", "files", "bullets", "initials", "no spaces"],
)
def test_what_pages_write_so_now_and_then_stays(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert in_words(text) == text
