"""What is said to or of whoever keeps a site, beside owners of other things."""

import pytest

from rempart.engines.pages.placeholders.holders import read_holders


@pytest.mark.parametrize(
    "said",
    [
        "If you are the owner, add a site in your panel.",
        "Если вы владелец, добавьте сайт в панели управления.",
        "Si vous êtes le propriétaire de ce site, connectez-vous.",
        "If you own this site, please reach out to your hosting company.",
        "The owner has not put any content here yet.",
        "Właściciel nie opublikował jeszcze żadnych treści.",
    ],
)
def test_a_page_that_speaks_to_or_of_its_keeper_is_none_of_the_keepers(said: str) -> None:
    assert read_holders(["velmora.example", said], 20)


@pytest.mark.parametrize(
    "said",
    [
        "If you are the owner of a dog that barks at night, come to our evening class.",
        "Wenn Sie Eigentümer einer Wohnung sind, vermieten wir sie für Sie.",
        "The owner bakes the bread herself, every morning at five.",
    ],
)
def test_owners_of_other_things_are_readers_like_others(said: str) -> None:
    assert not read_holders(["Velmora", said], 20)


def test_what_a_long_page_says_of_its_keeper_is_a_part_of_it() -> None:
    assert not read_holders(["If you are the owner, add a site."], 400)


def test_who_found_a_cat_looks_for_its_owner() -> None:
    assert not read_holders(["Sind Sie der Besitzer?", "Diese Katze wurde am Hafen gefunden."], 20)
