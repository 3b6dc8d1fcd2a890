"""Pages that are called by their address alone: what the name costs, lists of searches, how it stands with the name."""

import pytest

from rempart.engines.pages import PageInput, page_features

HOST = "velmora.example"
TOPICS = "".join(f"<a href='/?q={topic}'>{topic}</a> " for topic in ("Flights", "Loans", "Chat", "Hotels"))
MENU = "".join(f"<a href=https://oakreg.test/{part}>{part}</a> " for part in ("domains", "mail", "ssl", "help"))


def kind_of(body: str, *, title: str = HOST, url: str = "") -> str:
    return page_features(PageInput(html=f"<title>{title}</title>{body}", url=url)).kind.kind


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (HOST, "<p>£650</p><button>Buy it now</button>"),
        (f"{HOST} te koop", "<p>Vraagprijs € 750</p><button>Kopen</button>"),
        (f"{HOST} est à vous", "<p>Prix demandé : 1 900 €</p>"),
        (f"{HOST}", "<p>Cena 12 000 Kč</p>"),
        (f"{HOST} 出售", "<p>一口价：￥88,000</p>"),
        (HOST, "<p>Harga Rp 15.000.000</p>"),
    ],
)
def test_what_an_address_costs_and_no_more_sells_it_in_any_language(title: str, said: str) -> None:
    assert kind_of(f"<h1>{HOST}</h1>{said}", title=title) == "parked"
    assert kind_of(f"<h1>{HOST}</h1>{said}", title=title, url=f"https://{HOST}/") == "parked"


def test_a_shop_called_by_its_address_that_shows_wares_is_a_site() -> None:
    wares = "".join(f"<p>Lamp of brass, no {number} <b>€ {number}9</b></p>" for number in range(1, 9))
    menu = "".join(f"<a href=/{part}>{part}</a> " for part in ("lamps", "tables", "basket"))
    assert kind_of(f"<h1>{HOST}</h1>{menu}{wares}") == "site"


def test_a_name_of_a_firm_beside_one_price_sells_no_address() -> None:
    assert kind_of("<h1>Velmora</h1><p>Lunch of the day € 12, soup and bread.</p>", title="Velmora") == "site"


def test_lists_of_searches_under_an_address_park_it_whatever_stands_above_them() -> None:
    assert kind_of(f"<h2>{HOST}</h2><p>What are you looking for?</p>{TOPICS}", title=f"{HOST} - topics") == "parked"
    assert kind_of(f"<h1>{HOST}</h1>{TOPICS}<footer>{MENU}<p>© 2024 Oakreg</p></footer>") == "parked"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Domínio congelado", f"O registro de {HOST} está congelado por falta de pagamento."),
        ("Reserved", f"{HOST} is a reserved name and cannot be had."),
        (HOST, f"{HOST} has expired"),
    ],
)
def test_how_it_stands_with_a_name_is_all_that_a_page_of_few_words_says(title: str, said: str) -> None:
    assert kind_of(f"<h1>{title}</h1><p>{said}</p>", title=title) == "parked"


def test_a_wine_growers_domain_is_none_of_the_net() -> None:
    assert kind_of("<h1>Domaine fermé</h1><p>Les caves rouvrent en avril.</p>", title="Domaine fermé") != "parked"


def test_a_house_that_speaks_of_its_customers_address_shows_its_own_frame_under_it() -> None:
    said = f"<h1>Your own name is waiting</h1><p>{HOST} is taken, by one of the customers of Oakreg.</p>"
    trade = "<p>Mailboxes from small to large, certificates, builders and help in your language, day and night.</p>"
    assert kind_of(f"{MENU}{said}{trade}<p>© Oakreg</p>", url=f"https://{HOST}/") == "parked"


def test_a_name_that_is_offered_as_a_brand_is_for_sale_without_a_word_of_domains() -> None:
    menu = "".join(f"<a href=/{part}>{part}</a> " for part in ("browse", "sell", "reviews", "help"))
    brand = "<h1>Velmora</h1><p>A short, brandable name with a logo.</p><p>Starting at $2,890</p>"
    assert kind_of(menu + brand, title="Your next brand: Velmora") == "parked"
    wares = "".join(f"<p>Name no {number} $1,{number}00</p>" for number in range(1, 9))
    assert kind_of(menu + brand + wares, title="Names to buy") == "site"


def test_a_heading_that_sells_a_name_before_it_says_it() -> None:
    assert kind_of(f"<h1>For sale: {HOST}</h1><p>Write to us.</p>", title="For sale") == "parked"
    assert kind_of(f"<h1>{HOST}</h1><p>Yours for 89 a month.</p>", title="Own this name") == "parked"


def test_wares_are_sent_and_shown_and_a_diary_has_tags() -> None:
    shop = "<p>€49</p><img src=a.jpg><img src=b.jpg><button>Buy now</button><p>Free shipping in two days.</p>"
    said = "<p>The lamp that folds flat, of brass and linen, made by hand from what the old harbour left us.</p>"
    assert kind_of(f"<h1>{HOST}</h1>{said}{shop}") == "site"
    diary = "".join(f"<a href='/tag?t={tag}'>{tag}</a> " for tag in ("birds", "tides", "boats"))
    notes = "<p>" + "I wrote down what my grandfather told me of the bell at the pier. " * 4 + "</p>"
    assert kind_of(f"<h1>Harbour pilot</h1>{diary}{notes}", title=f"Notes - {HOST}") == "site"


def test_a_chat_called_by_its_address_lets_in_and_is_not_parked() -> None:
    form = "<form action=/go><input name=nick placeholder=Nickname><button>Enter</button></form>"
    assert kind_of(f"<h1>{HOST}</h1><p>Chat with strangers, no sign up.</p>{form}") == "site"


@pytest.mark.parametrize(
    "said",
    [
        "<p>Nazwa velmora.example szuka nowego właściciela. Cena wywoławcza ustalana z zainteresowanymi.</p>",
        "<p>Bu adresin yeni sahibi siz olabilirsiniz. Bize yazmanız yeterli, kalanını birlikte çözeriz.</p>",
        "<p>L'abonnement n'a pas été renouvelé. Son titulaire dispose de trente jours pour le récupérer.</p>",
        "<p>Eski sahibi onu üç hafta içinde yenilemelidir, sonra herkese açılır.</p>",
    ],
)
def test_an_address_that_looks_for_an_owner_or_waits_for_its_holder_to_pay_is_parked(said: str) -> None:
    title, more = f"{HOST} | vold nemi", "<p>Vold nemi a dannik rovel. Har nemi sav tarnis om dannik vold a rovel.</p>"
    assert kind_of(more + said, title=title) == "parked"
    assert kind_of(more + said, title=title, url=f"https://{HOST}/") == "parked"
    assert kind_of(more, title=title) == "site"


def test_a_cat_that_looks_for_a_new_owner_is_no_address() -> None:
    assert (
        kind_of("<h1>Minka</h1><p>Minka szuka nowego właściciela. Ma trzy lata, lubi okna.</p>", title="Minka")
        == "site"
    )


def test_a_card_that_its_holder_renews_is_no_address() -> None:
    said = "<h1>Library of Ferry Lane</h1><p>The holder of a card can renew it at the desk, on any day but Sunday.</p>"
    assert kind_of(said, title="Library of Ferry Lane") == "site"


def test_a_title_that_offers_its_own_name_needs_no_heading_to_sell_it() -> None:
    said = "<p>Mise à prix : 250 €. Fin dans 2 jours, 7 participants.</p>"
    assert kind_of(said, title=f"{HOST} aux enchères", url=f"https://{HOST}/") == "parked"
    assert kind_of(said, title=f"{HOST} - les lampes du port", url=f"https://{HOST}/") == "site"


def test_this_name_is_held_in_a_frame_that_never_says_it_again() -> None:
    said = "<p>Το όνομα αυτό έχει κατοχυρωθεί από πελάτη μας και δεν οδηγεί πουθενά.</p>"
    assert kind_of(f"{said}<p>Vold nemi a dannik rovel tarnis.</p>", title=f"{HOST} | vold nemi") == "parked"
