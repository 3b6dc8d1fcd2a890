"""Shops and sites that are as their builder brought them along, beside those that forgot a text of it."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import KindJudgement

MENU = "".join(f"<a href=/{part}>{part}</a> " for part in ("home", "catalog", "about", "contact", "cart"))
WARES = "<p>Speckled mug $28.00</p><p>Blue bowl $40.00</p><p>Breakfast plate $31.00</p>"
TOLD = "<p>We throw and fire each piece in a small house by the river, and ship on Mondays and Thursdays.</p>"
BROUGHT = [
    "<h2>Our wares</h2>" + "<p>Example product title $19.99</p>" * 4,
    "<h1>It all begins with an idea.</h1><p>Maybe you want to launch a business. Or to share something.</p>",
    "<p>I'm a paragraph. Click here to add your own text and edit me.</p><p>I'm a product $15.00</p>",
    "<p>[Sample] Grey towel $49.00</p><p>[Sample] Large jar $109.00</p>",
]
STARTED = [
    "<p>Hoodie with Pocket $35.00</p><p>V-Neck T-Shirt $18.00</p><p>Long Sleeve Tee $25.00</p>"
    "<p>Beanie with Logo $18</p><p>WordPress Pennant $11.05</p>" + "<p>Sort by price, read more, add to cart</p>" * 9,
    "<h2>Ciao mondo!</h2><p>Questo è il tuo primo articolo. Modificalo.</p><p>Ciao, questo è un commento.</p>"
    + "<p>Lascia un commento, nome, email, sito web</p>" * 9,
    "<p>Vivamus quam sociis tristique diam at donec nisl, hendrerit leo nunc at velit.</p><p>Speckled mug $28.00</p>"
    * 2,
]
SPOKEN = (
    "<p>We throw and fire each piece in a small house by the river, and ship on Mondays and Thursdays.</p>"
    "<p>Our clay comes from two pits up the valley, and the glaze is ground in the yard behind the kiln.</p>"
    "<p>Whoever wants to see how a bowl is made may come on the first Saturday of each month after lunch.</p>"
    "<p>The shop at the bridge is open from ten to six, and the kettle there is on for all who come in.</p>"
)
EMPTY = [
    "<h1>Products</h1><p>Sorry, there are no products in this collection.</p>",
    "<p>No products were found matching your selection.</p>",
    "<p>Es wurden keine Produkte gefunden.</p>",
    "<p>Aucun produit pour le moment.</p>",
    "<p>Todavía no hay productos.</p>",
    "<p>Товаров пока нет.</p>",
]


def judged(body: str, url: str = "") -> KindJudgement:
    html = f"<title>Velmora</title><header>Velmora {MENU}</header>{body}<footer>Velmora 2024</footer>"
    return page_features(PageInput(html=html, url=url)).kind


@pytest.mark.parametrize("url", ["", "https://velmora.example/"])
@pytest.mark.parametrize("body", BROUGHT)
def test_a_page_of_what_its_builder_brought_along_is_nobodys_whatever_its_menu(body: str, url: str) -> None:
    kind = judged(body, url)

    assert kind.kind == "default"
    assert any("its builder brought it along" in reason.text for reason in kind.reasons())


@pytest.mark.parametrize("body", BROUGHT)
def test_one_forgotten_text_takes_no_shop(body: str) -> None:
    assert judged(f"{body[:120]}{WARES * 2}{TOLD * 3}").kind == "site"


@pytest.mark.parametrize("body", STARTED)
def test_wares_first_texts_and_filler_of_a_program_tell_whatever_it_says_around_them(body: str) -> None:
    assert judged(body).kind == "default"


@pytest.mark.parametrize("body", STARTED)
def test_who_says_something_beside_them_keeps_a_site(body: str) -> None:
    assert judged(body + SPOKEN * 3).kind == "site"


@pytest.mark.parametrize("body", EMPTY)
def test_a_shop_without_a_ware_is_not_there_yet(body: str) -> None:
    kind = judged(body)

    assert kind.kind == "default"
    assert any("that there are none" in reason.text for reason in kind.reasons())


@pytest.mark.parametrize("body", [WARES, TOLD * 4])
def test_a_shelf_that_is_empty_beside_others_is_a_sites(body: str) -> None:
    assert judged(f"<p>There are no products in this category yet.</p>{body}").kind == "site"


@pytest.mark.parametrize(
    "title", ["Your page title", "Your company name", "Titre de votre site", "Título de tu página"]
)
def test_a_title_that_asks_to_be_replaced_is_a_builders(title: str) -> None:
    html = f"<title>Velmora</title><a href=/>Home</a><h1>{title}</h1>"
    assert page_features(PageInput(html=html)).kind.kind == "default"
