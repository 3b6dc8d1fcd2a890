"""Land that is called a domain, and trades that build houses: neither is a placeholder's."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.not_of_the_net import is_of_buildings, is_of_land
from rempart.engines.pages.words.text import words_of
from tests.factories.pages import headed

SITES = (
    ("The Domain of Ashby", "The domain of the castle covers ninety hectares of woods. Visits on Saturdays."),
    ("Domäne Ashby", "Die Domäne Ashby ist ein Bauernhof mit Hofladen. Freitag geöffnet."),
    ("Domaine du Pré", "Le domaine est à vendre : douze hectares de vignes, chai et cave."),
    ("Stavebné práce", "Výstavba a rekonštrukcia domov. Pripravujeme jarné ponuky."),
    ("Ремонт квартир", "Строительство и ремонт. Скоро скидки."),
    ("Satılık arsa", "Satılık arsa, sekiz yüz metre. Teklifler sahibine."),
    ("Index of poems", "Index of first lines: A door, A lamp, By the mill, Dusk."),
)
PLACEHOLDERS = (
    ("", "<h1>Domain for sale</h1><p>This domain is for sale. Related searches: Wine, Cars, Loans</p>"),
    ("", "<h1>Site under construction</h1><p>The house of our firm moves in soon.</p>"),
    ("", "<h1>Strona w przebudowie</h1><p>tel. 601 345 483</p>"),
    ("", "<h1>Przerwa techniczna</h1><p>W sprawach kursów prosimy o kontakt: (+48) 606 410 450.</p>"),
    ("Blad polaczenia z baza danych", "<h1>Blad polaczenia z baza danych</h1>"),
    ("Ashby", "<p>Ashby</p><p>Nowy blog juz wkrotce</p>"),
    ("", "<p>ashby.example</p><p>This site for sale</p><form><input name=offer placeholder='Your offer'></form>"),
    ("Index of /", "<a href=pool/>pool/</a> <a href=dists/>dists/</a> <a href=keys/>keys/</a> Last modified Size"),
    ("Pier", "<img src=a.png alt='Hier entsteht bald eine neue Internetpräsenz'>"),
)


@pytest.mark.parametrize(("title", "text"), SITES)
def test_land_and_buildings_are_no_placeholders(title: str, text: str) -> None:
    page = page_features(PageInput(html=headed(title, text)))

    assert not page.kind.says_nothing, page.kind.marks


@pytest.mark.parametrize(("title", "html"), PLACEHOLDERS)
def test_placeholders_may_speak_of_houses_wine_and_telephones(title: str, html: str) -> None:
    page = page_features(PageInput(html=f"<title>{title}</title>{html}"))

    assert page.kind.says_nothing, page.kind.marks


def test_one_word_of_land_is_none_and_a_site_that_is_built_is_no_house() -> None:
    assert not is_of_land(words_of("this domain and wine"))
    assert is_of_buildings(words_of("we renovate roofs"))
    assert not is_of_buildings(words_of("our website and our roofs"))
