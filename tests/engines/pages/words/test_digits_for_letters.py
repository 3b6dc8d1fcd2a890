"""A page that writes digits for letters throughout is read with letters; one that names models and sizes is not."""

from collections import Counter

import pytest

from rempart.engines.pages.words.digits_for_letters import with_letters

TEXT = "the blue room stays calm and nobody plays music there late so please leave your boots at the door tonight still"
SAID = TEXT.split()


def _read(written: list[str]) -> list[str]:
    return with_letters(written, Counter(written))


def test_digits_are_read_as_letters_where_a_fifth_of_the_words_has_them() -> None:
    written = " ".join(SAID).translate(str.maketrans("aeio", "4310")).replace("still", "st1ll").split()

    assert _read(written) == SAID


def test_which_letter_a_digit_stands_for_is_known_by_the_word() -> None:
    written = [word.replace("l", "1") for word in SAID] + ["p1ay", "ha11", "1ate", "1eave"]

    assert _read(written)[-4:] == ["play", "hall", "late", "leave"]


def test_models_and_sizes_stay() -> None:
    assert _read([*SAID, "mp3", "h264", "2nd"]) == [*SAID, "mp3", "h264", "2nd"]
    assert _read(["mp3", "h264"]) == ["mp3", "h264"]
    assert _read(["2024"] * 30) == ["2024"] * 30


@pytest.mark.parametrize(("letter", "sign"), [("l", "I"), ("m", "rn"), ("w", "vv"), ("o", "0")])
def test_what_looks_alike_is_read_where_it_makes_everyday_words_of_a_twentieth_of_all(letter: str, sign: str) -> None:
    text = "a small hall by the low hill will open well before the morning so join us with many women or wait for them"
    said = [*text.split() * 4, *SAID]
    written = [word.replace(letter, sign) for word in text.split() * 4] + SAID

    read = _read(written)
    changed = [place for place, word in enumerate(said) if written[place] != word]
    assert sum(read[place] == said[place] for place in changed) > 0.75 * len(changed)
    assert [read[place] for place in range(len(said)) if place not in changed] == [
        word for place, word in enumerate(said) if place not in changed
    ]


@pytest.mark.parametrize("few", ["userId getId setId mapId", "h0ld r00m", "Bern modern corner turn", "vve vvlan"])
def test_names_in_code_and_few_such_words_stay(few: str) -> None:
    written = [*SAID * 3, *few.split()]

    assert _read(written) == written
