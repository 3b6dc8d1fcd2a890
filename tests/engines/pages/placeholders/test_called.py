import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.called import cries_out

PARTS = ("About", "Rooms", "Prices", "Tides", "Contact", "Privacy", "Terms", "Visits")
MENU = "".join(f"<a href=/{part.lower()}>{part}</a> " for part in PARTS)
FRAME = (
    "<p>Harbour Lights speaks for calm evenings by the sea and works with people who share that wish. Whoever comes "
    "should find joy and rest, and no hurry at all. Take a walk when the wind is low, and a book when it is not. "
    "Harbour Lights is a house of its own and belongs to nobody else. Before you book a room or a boat, look at the "
    "tides, the prices and the way. Our aim is to tell what we know of the coast, its birds and its paths. We do not "
    "sell tickets, and we are paid by nobody for what we say. Letters are answered within a week by one of four "
    "people, who know every stone between the mill and the pier.</p>"
)


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("404 Page not found", "<h1>404</h1><h2>Oops! Page not found.</h2>"),
        ("Page not found | Harbour Lights", "<h1>Page not found</h1>"),
        ("Seite nicht gefunden - Harbour Lights", "<h1>404</h1>"),
    ],
)
def test_a_page_that_is_not_there_is_an_error_in_a_frame_of_any_length(title: str, heads: str) -> None:
    html = f"<title>{title}</title>{MENU}{heads}<p>The page you are looking for does not exist.</p>{FRAME * 2}"

    assert page_features(PageInput(html=html)).kind.kind == "error"


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Harbour Lights", "<h1>Page not found</h1>"),  # the title says whose it is
        ("Page not found", "<h1>Harbour Lights</h1>"),
        ("Forbidden", "<h1>Forbidden</h1><p>A band of four from Thornley."),  # one word is a name as well
    ],
)
def test_a_long_page_that_says_so_in_one_place_alone_is_a_site(title: str, heads: str) -> None:
    assert page_features(PageInput(html=f"<title>{title}</title>{MENU}{heads}{FRAME * 2}")).kind.kind == "site"


def test_a_page_that_visitors_enter_is_no_error_whatever_it_is_called() -> None:
    form = "<form><input name=nick><input name=age><select name=room><option>Quay<option>Mill</select></form>"
    head = "<title>404 Page not found</title><h1>404 Page not found</h1>"

    assert page_features(PageInput(html=f"{head}{form}{MENU}{FRAME}")).kind.kind == "site"


@pytest.mark.parametrize("head", ["Coming soon", "Website under maintenance"])
def test_a_heading_below_a_menu_is_of_a_part_and_not_of_the_page(head: str) -> None:
    said = "<p>Rooms: harbour, music, games, teens, over thirty. Choose a name, your age and a room, and come in.</p>"

    assert page_features(PageInput(html=f"<title>Harbour Chat</title>{MENU}<h1>{head}</h1>{said}")).kind.kind == "site"


@pytest.mark.parametrize(
    ("title", "body", "host"),
    [
        ("Gallery 404", "<h1>404</h1><p>Contemporary art, Tuesday to Saturday. Next evening: 12 May.", "gallery404"),
        ("Offline Café", "<h1>Offline</h1><p>No phones, good cake. Shut on Mondays.", "offline-cafe"),
        ("Not Found – the band", "<h1>Not Found</h1><p>Tour dates: one city in June, two in July.", "notfoundband"),
        ("Klima bakım", "<h1>Klima bakım ve onarım</h1><p>Aynı gün gelir.", "quay"),
        ("Forbidden Fruit", "<h1>Forbidden</h1><p>Cider from the hills, pressed by hand.", "forbiddenfruit"),
        ("Manutenzione caldaie", "<h1>Manutenzione caldaie</h1><p>Pronto intervento in giornata.", "quay"),
        ("Obras e reformas", "<h1>Obras e reformas</h1><p>Construção civil na serra.", "quay"),
    ],
)
def test_a_firms_own_name_and_one_word_of_its_trade_are_no_placeholders(title: str, body: str, host: str) -> None:
    page = PageInput(html=f"<title>{title}</title>{body}", url=f"https://{host}.example/")

    assert page_features(page).kind.kind == "site"


def test_a_page_about_numbers_of_errors_is_a_site() -> None:
    jokes = "<li>404 Not Found: it left.<li>403 Forbidden: it sits on the door.<li>500 Internal Server Error: wool."

    assert page_features(PageInput(html=f"<title>Numbers as jokes</title><ul>{jokes}</ul>")).kind.kind == "site"


def test_a_page_that_sends_on_to_its_own_start_under_its_name_is_a_site() -> None:
    page = "<title>{}</title><meta http-equiv=refresh content='0; url={}'>"

    def kind_of(title: str, target: str) -> str:
        html = page.format(title, target)
        return page_features(PageInput(html=html, url="https://velmora8.test/")).kind.kind.value

    assert kind_of("Velmora talk", "/talk/") == "site"
    assert kind_of("Velmora talk", "https://elsewhere.test/") == "default"
    assert kind_of("Redirecting", "/talk/") == "default"


def test_what_is_said_every_day_is_a_cry_only_where_nothing_leads_on() -> None:
    assert cries_out("Problem", ["Problem"], leads_on=False)
    assert not cries_out("Problem", ["Problem"], leads_on=True)
    assert cries_out("Oops!", [], leads_on=True)


@pytest.mark.parametrize("title", ["Ashby Hosting Default Page", "Default Web Page", "Ashby : page par défaut"])
def test_a_page_that_is_called_somebodys_default_page_is_one_in_that_ones_frame(title: str) -> None:
    html = f"<title>{title}</title>{MENU}<p>This website is kept by Ashby. Write to us at any hour.</p>{MENU}"

    assert page_features(PageInput(html=html)).kind.kind == "default"


@pytest.mark.parametrize("title", ["Harbour Lights", "How to change what is shown on the default page", "Page default"])
def test_what_speaks_of_one_is_none(title: str) -> None:
    html = f"<title>{title}</title>{MENU}<p>This website is kept by Ashby. Write to us at any hour.</p>{MENU}{FRAME}"

    assert page_features(PageInput(html=html)).kind.kind == "site"
