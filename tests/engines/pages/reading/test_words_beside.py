"""What a text says beside the words that its page may be called by."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.features import features_from_json, features_to_json, pack_features, unpack_features
from rempart.engines.verdict import portrait_of


def said(name: str, *lines: str) -> dict[str, int]:
    """What a page called `name` says beside it in `lines`."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    features = portrait_of(PageInput(html=f"<title>{name}</title><a class=logo>{name}</a>{body}"))
    return next((dict(beside) for known, _, beside in features.said_with if known == "velmora"), {})


def test_a_word_that_follows_a_name_each_time_stands_beside_it() -> None:
    found = said("Velmora Vegas", "At Velmora Vegas nobody waits.", "So says Velmora Vegas, as VELMORA VEGAS does.")

    assert found == {"vegas": 4}  # once in the logo


def test_a_word_before_a_name_stands_beside_it_too_and_letters_of_two_alphabets_are_one() -> None:
    assert said("Казино Velmora", "Казино Велмора открыто.", "Мы любим казино Velmora.")["kazino"] == 4 - 1


def test_what_begins_another_line_stands_beside_nothing() -> None:
    assert said("Velmora", "Velmora", "Vegas is far away.", "They sing in Velmora.", "Vegas sleeps.") == {}


def test_a_text_without_a_word_is_read() -> None:
    assert portrait_of(PageInput(html="<title>Velmora Vegas</title><script>1</script>")).said_with == ()


@pytest.mark.parametrize("kept", [features_to_json, pack_features])
def test_what_is_said_beside_a_name_is_kept_with_the_features(kept: object) -> None:
    html = "<title>Velmora Vegas</title><p>Velmora Vegas</p><p>Velmora Vegas sings</p>"
    features = portrait_of(PageInput(html=html))

    read = features_from_json(features_to_json(features)) if kept is features_to_json else None
    assert (read or unpack_features(pack_features(features))) == features
    assert features.said_with
