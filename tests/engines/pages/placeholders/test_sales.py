import pytest

from rempart.engines.pages import PageInput, page_features

OFFER = "<form><input name=email type=email><input name={0}><button>Send</button></form>"


def kind_of(body: str, title: str = "", host: str = "harbour-lights.example") -> str:
    page = PageInput(html=f"<title>{title or host}</title>{body}", url=f"https://{host}/" if host else "")
    return page_features(page).kind.kind.value


@pytest.mark.parametrize(
    "sentence",
    [
        "Tämä verkkosivusto on nyt myynnissä",
        "Tato webová stránka je na prodej!",
        "Ova web stranica je na prodaju",
        "Este site está à venda. Faça sua proposta",
        "Acest site web este de vânzare",
        "Αυτή η ιστοσελίδα πωλείται",
        "此網站正在出售",
        "このウェブサイトは販売中です",
        "Šī vietne tiek pārdota",
        "ეს საიტი იყიდება",
    ],
)
def test_a_website_that_can_be_had_is_parked_in_any_language(sentence: str) -> None:
    assert kind_of(f"<h1>{sentence}</h1><p>info@harbour-lights.example", "Harbour Lights 1") == "parked"


def test_a_name_beside_a_form_that_takes_offers_is_for_sale() -> None:
    words = "<p>Send us a few lines and we answer within a day, in your language."

    assert kind_of(f"<h1>harbour-lights.example</h1>{words}{OFFER.format('bid')}", "Contact the owner") == "parked"
    assert kind_of(f"<h1>Interested in harbour-lights.example?</h1>{words}", "Premium web address") == "parked"
    assert kind_of("<p>To acquire harbour-lights.example, please write to us by mail or call by day.</p>") == "parked"
    assert kind_of(f"<h1>Evenings by the sea</h1>{words}{OFFER.format('bid')}", "Evenings by the sea") == "site"


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Buy boats</h1><p>Forty yachts lie here, and each can be had from spring on. Come and see them by day.",
        "<h1>Casa en venta</h1><p>Tres dormitorios, piscina, vistas al mar y una terraza de veinte metros.",
    ],
)
def test_land_and_wares_for_sale_are_a_sites_own(html: str) -> None:
    assert kind_of(html, "Quay houses") == "site"


def test_a_house_with_its_rooms_is_no_name_however_it_is_said_to_be_for_sale() -> None:
    said = "<h1>Our house is for sale</h1><p>Three bedrooms, a walled garden, a workshop with light from the north.</p>"
    assert kind_of(said, "4 Ferry Lane, for sale by owner") == "site"


def test_an_amount_is_what_an_offer_is_in_some_languages() -> None:
    form = "<form action=/x><input name=kwota placeholder='Twoja kwota'><input name=email></form>"
    said = "<p>Vold nemi a dannik rovel. Har nemi sav tarnis om dannik vold a rovel.</p>"
    assert kind_of(said + form, "harbour-lights.example | vold nemi") == "parked"
