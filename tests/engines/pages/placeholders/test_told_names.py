"""A band, a label or a book may be called by words of placeholders: its page says what it is."""

import pytest

from rempart.engines.pages import PageInput, page_features
from tests.factories.pages import headed

NAMED = (
    ("Coming Soon Records", "Coming Soon Records is a label for new bands. Out now: Quiet Nights."),
    ("Under Construction", "Under Construction is a band from Ashby. Next show on Friday at the mill."),
    ("The Placeholder", "The Placeholder, a novel by R. Ashby. Out in May."),
    ("Baustelle", "Baustelle ist eine Band aus Ashby. Sie spielt am Freitag in der Mühle."),
    ("En travaux", "En travaux est une pièce en deux actes. Au moulin, vendredi soir."),
)
NAMELESS = (
    ("Under construction", "Under construction is the website of our firm."),
    ("Coming soon", "Coming soon."),
    ("This site", "This site is a placeholder."),
)


@pytest.mark.parametrize(("title", "text"), NAMED)
def test_who_says_what_bears_such_a_name_keeps_a_site(title: str, text: str) -> None:
    page = page_features(PageInput(html=headed(title, text)))

    assert not page.kind.says_nothing, page.kind.marks


@pytest.mark.parametrize(("title", "text"), NAMELESS)
def test_what_a_page_says_of_its_site_is_no_name(title: str, text: str) -> None:
    page = page_features(PageInput(html=headed(title, text)))

    assert page.kind.says_nothing
