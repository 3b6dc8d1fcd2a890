"""Pages that say nothing but that scripts are to be let run."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.scripts_asked import asks_for_scripts

ASKED = {
    "en": "You need to enable JavaScript to run this.",
    "de": "Bitte aktivieren Sie JavaScript, um das hier zu nutzen.",
    "fr": "Veuillez activer JavaScript pour continuer.",
    "pl": "Włącz JavaScript, aby kontynuować.",
    "hu": "Kérjük, engedélyezze a JavaScript használatát.",
    "ja": "JavaScriptを有効にしてください。",
    "ar": "يرجى تفعيل JavaScript للمتابعة.",
}


@pytest.mark.parametrize("language", ASKED)
def test_a_page_that_asks_for_scripts_and_says_no_more_says_nothing(language: str) -> None:
    html = f"<title>Quay</title><p>{ASKED[language]}</p><div id=root></div><script src=/quay.js></script>"
    found = page_features(PageInput(html=html, url="https://pier.example/")).kind

    assert found.kind == "default"
    assert any("scripts be let run" in str(reason.template) for reason in found.reasons())


def test_who_says_more_or_lets_in_stays_a_site() -> None:
    form = "<form><input name=nick><button>Talk</button></form>"
    boats = "<p>Boats and ropes for whoever sails from the upper pier, on every day but the one after.</p>"

    for more in (form, boats):
        html = f"<title>Quay</title><p>{ASKED['en']}</p>{more}"
        assert page_features(PageInput(html=html, url="https://pier.example/")).kind.kind == "site"


def test_who_teaches_scripts_asks_for_none() -> None:
    assert asks_for_scripts(["JavaScript for sailors", "A course in six evenings"], 8) == ""
    assert asks_for_scripts([], 0) == ""
