import pytest

from rempart.engines.pages import PageInput, page_features

HOSTER = "https://quayhost.example"
PARTS = ("Domains", "Mail", "Prices", "Support", "Contact", "News")
MENU = "".join(f"<a href={HOSTER}/{part}>{part}</a> " for part in PARTS)
# Ways in which a page begins by speaking of its own domain; none is a phrase that the lists hold.
OPENINGS = [
    "<h1>Is this your domain name?</h1><p>It is registered: activate it by adding a plan.",
    "<p>This domain has been suspended: its owner did not answer a check.",
    "<h1>Premium name</h1><p>harbour-lights.example: get this domain, buy now for 4,800.",
    "<p>Diese Domain wurde im Auftrag eines Kunden registriert.",
    "<p>Dette domæne er registreret for en kunde.",
    "<p>Ta domena, zarejestrowana dla klienta, czeka na stronę.",
]
# What the maker says of its own trade below that.
TRADE = (
    "<p>Our plans begin at three euro a month, with mail for ten people, copies every night and help by people who "
    "answer at any hour. Choose a plan for one small page, for a shop with a thousand wares or for a whole school. "
    "Pay by card or by letter. We have worked since 1998 in a house by the sea, and forty people keep the lights on. "
    "Move to us in an afternoon and keep every letter that you ever had. Write to us and tell us what you need.</p>"
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_page_that_begins_with_its_own_domain_is_no_site_whatever_its_maker_sells_below(opening: str) -> None:
    page = page_features(PageInput(html=f"<title>Welcome</title>{MENU}{opening}</p>{TRADE * 2}"))

    assert page.kind.says_nothing
    assert any("speaking of a domain name" in reason.text for reason in page.kind.reasons())


@pytest.mark.parametrize(
    "opening",
    [
        "<h1>Find your domain</h1><p>Register your domain name today, move another domain to us, or renew one.",
        "<h1>Quayhost</h1><p>See quayhost.example, the house for every domain.",  # the page leads there
        "<p>Fifty years of work in this domain: bridges, quays and locks.",
        "<p>Ce domaine de vignes descend vers la mer. Chambres, table et verger.",
    ],
)
def test_who_sells_domains_or_works_in_a_domain_has_a_site(opening: str) -> None:
    lead = "<a href=https://quayhost.example/plans>Plans</a>"
    page = page_features(PageInput(html=f"<title>Welcome</title>{MENU}{lead}{opening}</p>{TRADE * 2}"))

    assert page.kind.kind == "site"


def test_a_page_that_visitors_enter_is_a_site_though_it_calls_its_domain_parked() -> None:
    form = "<form><input name=nick><input name=age><select name=room><option>Quay<option>Mill</select></form>"
    said = "<p>Rooms: harbour, music, games. Choose a nickname, your age and a room, and come in.</p>"

    assert page_features(PageInput(html=f"<title>This domain is parked</title>{form}{said}")).kind.kind == "site"


def test_a_long_page_under_a_title_of_sales_alone_is_the_sellers() -> None:
    said = f"<p>Domain for sale: harbour-lights.example. Get this domain for 4,800.</p>{TRADE * 9}"

    assert page_features(PageInput(html=f"<title>For sale page</title>{said}")).kind.kind == "parked"
    assert page_features(PageInput(html=f"<title>On selling a name</title>{said}")).kind.kind == "site"


MOVES = [
    "Attention: our domain velmora.example is blocked in some countries, use the new domain velmora24.test.",
    "This domain will be closed soon. Our new domain is velmora24.test, save it.",
    "This domain is registered by Velmora Ltd and licensed for games.",
    "Velmora moved: the site is now under the domain velmora24.test, the domain velmora.example was suspended.",
    "The domain velmora.example is our only official domain.",
    "Diese Domain wird bald abgeschaltet. Unsere neue Domain ist velmora24.test.",
]
GAMES = (
    "<p>Velmora opens its tables at nine. Choose a table by the river or one on the hill, bring two friends and play "
    "until the lamps go out. Winners are told on Monday, and every evening ends with soup. Whoever plays ten evenings "
    "has a chair with a name on it. The band plays on Friday, the kitchen is open until midnight, and boats wait.</p>"
)


@pytest.mark.parametrize("first", MOVES)
@pytest.mark.parametrize(
    "own",
    [
        "<nav><a href=/games>Games</a><a href=/rules>Rules</a><a href=/join>Join</a></nav>",
        "<form action=/in><input name=user><input name=password type=password><button>Enter</button></form>",
    ],
)
def test_a_mirror_that_begins_with_its_move_stays_a_site(first: str, own: str) -> None:
    html = f"<title>Velmora</title><p>{first}</p>{own}{GAMES * 3}"

    assert page_features(PageInput(html=html, url="https://velmora24.test/")).kind.kind == "site"


@pytest.mark.parametrize("first", [first for first in MOVES if "registered" not in first])
def test_whose_domain_it_is_and_where_it_moved_only_a_site_says(first: str) -> None:
    html = f"<title>Velmora</title><p>{first}</p>{GAMES * 3}"

    assert page_features(PageInput(html=html, url="https://velmora24.test/")).kind.kind == "site"


def test_a_domain_that_is_not_the_page_s_own_is_no_opening() -> None:
    html = f"<title>Premium name</title><p>Domain harbour-lights.example: buy now for 4,800.</p>{GAMES * 3}"

    assert page_features(PageInput(html=html, url="https://velmora24.test/")).kind.kind == "site"
    assert page_features(PageInput(html=html, url="https://harbour-lights.example/")).kind.kind == "parked"


@pytest.mark.parametrize(
    "head",
    [
        "<h1>harbour-lights.example est à vendre</h1>",
        "<h1>www.harbour-lights.example è in vendita</h1>",
        "<title>harbour-lights.example steht zum Verkauf</title>",
        "<h1>harbour-lights.example is currently for sale</h1>",
        "<h1>harbour-lights.example 正在出售</h1>",
        "<h1>harbour-lights.example jest na sprzedaż</h1>",
    ],
)
def test_a_name_that_can_be_had_is_for_sale_without_the_word_domain(head: str) -> None:
    said = "<p>One word by the sea, easy to say and hard to forget. Write to us and tell us your thoughts."

    assert page_features(PageInput(html=f"{head}{said}", url="https://pier.test/")).kind.kind == "parked"


@pytest.mark.parametrize(
    "head",
    [
        "<title>lamps24.example - old lamps for sale</title><h1>Old lamps for sale</h1>",
        "<title>lamps24.example</title><h1>lamps24.example: for sale this week</h1>",
        "<h1>Houses for sale by the quay</h1>",
        "<h1>boats24.example for sale</h1>",
        "<h1>casas24.example en venta y alquiler</h1>",
    ],
)
def test_a_shop_that_is_called_by_its_address_has_wares_for_sale(head: str) -> None:
    page = PageInput(html=f"{head}{GAMES}<a href=/lamps>Lamps</a>", url="https://lamps24.example/")

    assert page_features(page).kind.kind == "site"


def test_a_hosters_page_under_its_customers_name_says_so_in_a_heading_whatever_its_menu() -> None:
    menu = "".join(f"<a href=/{part}>{part}</a> " for part in PARTS)
    said = f"<h1>The domain harbour-lights.example is registered</h1>{menu}{TRADE}"

    assert page_features(PageInput(html=said, url="https://harbour-lights.example/")).kind.kind == "parked"
    assert page_features(PageInput(html=said, url="https://velmora24.test/")).kind.kind == "site"


def test_a_page_called_after_another_name_than_its_host_s_speaks_of_that() -> None:
    said = "<p>Domenas harbour-lights.example sėkmingai užregistruotas kliento vardu ir paruoštas naudojimui."
    head = "<title>harbour-lights.example - Domenai</title><h1>harbour-lights.example</h1>"

    assert page_features(PageInput(html=f"{head}{said}{TRADE}", url="https://pier.test/")).kind.kind == "parked"


@pytest.mark.parametrize(
    "said",
    [
        "Deze website is te koop!",
        "¡Este sitio web está a la venta!",
        "Den här webbplatsen är till salu",
        "Ez a weboldal eladó",
        "Ta strona jest na sprzedaż",
    ],
)
def test_a_website_that_is_for_sale_is_parked_in_any_language(said: str) -> None:
    page = page_features(PageInput(html=f"<title>harbour-lights.example - {said}</title><p>{said}</p><p>Chat. Boats."))

    assert page.kind.kind == "parked"


@pytest.mark.parametrize(
    "said",
    [
        "Ce site est à vendre avec ses ateliers.",  # a plot of land
        "On this website boats are for sale.",
        "This website is kept by four people. Cakes are for sale on Sunday.",
    ],
)
def test_what_is_sold_on_a_website_leaves_it_one(said: str) -> None:
    more = "<p>Vineyards and halls, four rooms, a garden by the lake, visits on Saturday after a call.</p>"

    html = f"<title>Harbour</title><h1>Harbour</h1><p>{said}</p>{more}"

    assert page_features(PageInput(html=html)).kind.kind == "site"


SOLD = [  # title and first lines of who sells a name under a menu of their own, which may speak of "our" trade
    ("tarnby.example is for sale | Quaynames", "<h1>tarnby.example</h1><p>Buy now: 3,595 or pay in parts"),
    ("tarnby.example: Brandable domain name for sale | Quaynames", "<h1>tarnby.example</h1><p>A light and open word"),
    ("Tarnby | Brand name for sale | Quaynames", "<h1>tarnby.example</h1><p>A word for the sea"),
    (
        "tarnby.example is for sale",
        "<h1>tarnby.example is for sale</h1><form><input name=offer><input name=email></form>",
    ),
    ("tarnby.example - Quaynames", "<h1>tarnby.example</h1><p>Make an offer for this domain, our brokers will help"),
]
OWN_MENU = "".join(f"<a href=/{part}>{part}</a> " for part in ("About us", "Help", "Terms", "Contact"))


@pytest.mark.parametrize(("title", "body"), SOLD)
def test_who_sells_a_name_shows_it_in_title_and_heading_whatever_menu_is_theirs(title: str, body: str) -> None:
    page = page_features(PageInput(html=f"<title>{title}</title>{OWN_MENU}{body}</p>{TRADE * 2}"))

    assert page.kind.kind == "parked"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Premium domain names for sale", "<h1>Find the perfect name</h1><p>Forty thousand names."),
        ("boats24.example - Boats for sale", "<h1>boats24.example</h1><p>Make an offer to the owner, asking price 900"),
        (
            "tarnby.example is for sale | Quay News",
            "<h1>tarnby.example is for sale</h1><p>So says its owner, a traveller",
        ),
        (
            "House for sale | Tarnby Estates",
            "<h1>Four rooms and a garden</h1><p>Asking price 450,000, offers are invited",
        ),
    ],
)
def test_who_sells_names_by_the_hundred_or_tells_of_a_sale_keeps_a_site(title: str, body: str) -> None:
    page = page_features(PageInput(html=f"<title>{title}</title>{OWN_MENU}{body}</p>{TRADE * 2}"))

    assert page.kind.kind == "site"
