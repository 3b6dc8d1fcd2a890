"""A page that only asks how old a reader is, is a gate; one that says something of its own is none."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.comparing.age_gates import is_a_gate
from rempart.engines.verdict import portrait_of

GATES = {
    "en": "This website contains material for adults. You must be 18 or older to enter this website. "
    "By clicking below you confirm that you are of legal age in your country.",
    "fr": "Ce site contient du contenu réservé aux adultes. Vous devez avoir 18 ans ou plus pour entrer.",
    "de": "Diese Seite enthält Inhalte nur für Erwachsene. Sie müssen 18 Jahre alt sein, um sie zu betreten.",
    "es": "Este sitio tiene contenido para adultos. Debes ser mayor de 18 años para entrar en él.",
    "it": "Questo sito ha contenuti per adulti. Devi avere almeno 18 anni di età per entrare.",
    "nl": "Deze site is alleen voor volwassenen. Je moet 18 jaar of ouder zijn om binnen te gaan.",
    "pl": "Ta strona zawiera treści tylko dla dorosłych. Musisz mieć ukończone 18 lat, aby wejść dalej.",
    "ru": "Этот сайт содержит материалы для взрослых. Вам должно быть не менее 18 лет, чтобы войти сюда.",
    "tr": "Bu site yetişkinler için içerik barındırır. Giriş yapmak için 18 yaşından büyük olmalısınız.",
    "cs": "Tento web má obsah jen pro dospělé. Musíte mít alespoň 18 let, abyste mohli vstoupit.",
    "sv": "Den här sidan har innehåll för vuxna. Du måste vara minst 18 år för att gå in.",
    "ja": "このサイトには成人向けの内容が含まれています。入場するには18歳以上である必要があります。",
    "ar": "يحتوي هذا الموقع على محتوى للبالغين. يجب أن يكون عمرك 18 سنة أو أكثر للدخول إليه.",
}
ROOMS = (
    "Helpers wear a lantern sign and never ask for your full name. Guests from other towns are welcome after nine. "
    "Three warnings in one week close the door for the rest of the month."
)


def gated(text: str, most: int = 150) -> bool:
    html = f"<title>Velmora</title><a class=logo href=/>Velmora</a><p>{text}</p><button>OK</button>"
    return is_a_gate(portrait_of(PageInput(html=html)), most)


@pytest.mark.parametrize("language", GATES)
def test_what_asks_for_an_age_alone_is_a_gate(language: str) -> None:
    assert gated(GATES[language])


@pytest.mark.parametrize(
    "text",
    [
        "",
        ROOMS,
        f"{ROOMS} You must be 18 or older to enter.",
        "Our family has sold lamps for more than 18 years. Each one is blown by hand and tried for a whole night.",
    ],
)
def test_a_page_that_says_something_of_its_own_is_none(text: str) -> None:
    assert not gated(text)


def test_none_is_where_the_version_knows_none_or_the_page_says_more_words() -> None:
    assert not gated(GATES["en"], 0)
    assert not gated(GATES["en"], 10)
