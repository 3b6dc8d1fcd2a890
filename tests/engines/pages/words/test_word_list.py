import pytest

from rempart.engines.pages.words.text import plain_name
from rempart.engines.pages.words.word_list import NotAWordListError, WordList, word_list
from rempart.engines.verdict.calibration import calibration_of

TRADES = calibration_of().comparison.trades.words


@pytest.mark.parametrize("name", ["velmora", "zorbeltik", "denxami"])
def test_what_no_language_has_was_made_up(name: str) -> None:
    assert word_list().is_made_up(name, TRADES)


@pytest.mark.parametrize(
    "name",
    [
        "lantern",
        "Zwiebel",
        "кораблей",
        "madrid",
        "kowalski",
        "nightgarden",
        "quickloan",
        "freegames",
        "gondolaloans",
        "velm",
        "schuetzenverein",
        "zahnaerzte",
        "muehlenhof",
        "alsalam",
        "annoor",
        "hmcts",
        "nhstrust",
        "learnify",
        "ravintolassamme",
        "velmora24",
    ],
)
def test_words_places_families_and_phrases_were_not(name: str) -> None:
    assert not word_list().is_made_up(plain_name(name), TRADES)


def test_a_list_is_read_as_it_was_written() -> None:
    words = WordList.of(["lantern", "quay", "harbour"], ["quay"], (27, 24), "counted by hand")
    again = WordList.from_bytes(words.to_bytes())

    assert again.to_bytes() == words.to_bytes()
    assert [(again.has(word), again.has_often(word)) for word in ("lantern", "quay", "velmora")] == [
        (True, False),
        (True, True),
        (False, False),
    ]


def test_what_is_no_list_is_refused() -> None:
    whole = WordList.of(["lantern", "quay"], ["quay"], (27, 24)).to_bytes()
    for content in (b"", b"PK\x03\x04", b"rempart-words-1\n{}\n", whole[:-2]):
        with pytest.raises(NotAWordListError):
            WordList.from_bytes(content)
