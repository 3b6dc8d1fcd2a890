"""Pages within the frame of a hoster, beside sites that lead to another house."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import KindJudgement

MAKER = "https://quayhost.example"
PARTS = ("About us", "Help", "Pricing", "Contact", "Terms of service", "Privacy policy")
FRAME = (
    "<footer>"
    + "".join(f"<a href={MAKER}/{place}>{part}</a> " for place, part in enumerate(PARTS))
    + "<p>© 2024 Quayhost Inc. All rights reserved. Call +1 303 555 0100</p></footer>"
)
LOGO = f"<header><a href={MAKER}/><img src={MAKER}/logo.svg alt=Quayhost></a></header>"
SAID = [
    "<h1>A new site is on its way</h1>",
    "<p>Your hosting account has been set up.</p>",
    "<h1>Pagina di cortesia</h1>",
    "<p>Dosyalarınızı httpdocs klasörüne yükleyin</p>",
]


def judged(body: str, *, title: str = "velmora.example", url: str = "") -> KindJudgement:
    return page_features(PageInput(html=f"<title>{title}</title>{LOGO}{body}{FRAME}", url=url)).kind


@pytest.mark.parametrize("said", SAID)
def test_a_line_within_its_hosters_frame_is_read_as_if_it_stood_alone(said: str) -> None:
    assert judged(said).says_nothing
    assert judged(said, title="Welcome", url="https://velmora.example/").says_nothing


@pytest.mark.parametrize("said", SAID)
def test_without_a_name_of_its_own_or_at_its_makers_host_a_page_keeps_its_frame(said: str) -> None:
    frame = judged(said, title="Quayhost", url=f"{MAKER}/new")
    assert frame.site_probability > judged(said, title="Quayhost", url="https://velmora.example/").site_probability


def test_a_card_that_leads_to_one_other_house_is_a_site() -> None:
    body = "<h1>Velmora</h1><p>Photographs of quiet places, by the river and by the sea. Prints on request.</p>"
    assert judged(body, title="Velmora", url="https://velmora.example/").kind == "site"


SOLD = "<h1>velmora.example</h1><p>Price</p><p>$3,450</p><button>Buy now</button>"
OWN_MENU = FRAME.replace(MAKER, "")


def test_a_market_shows_its_own_menu_under_every_address_that_it_sells() -> None:
    for url in ("", "https://velmora.example/"):
        features = page_features(PageInput(html=f"<title>velmora.example</title>{SOLD}{OWN_MENU}", url=url))
        assert features.kind.kind == "parked"


def test_a_menu_below_a_sites_own_copyright_line_is_its_own() -> None:
    said = "<h1>velmora.example</h1><p>Photographs of quiet places, by the river and by the sea.</p>"
    own = OWN_MENU.replace("Quayhost", "Velmora")
    assert page_features(PageInput(html=f"<title>velmora.example</title>{said}{own}")).kind.kind == "site"


def test_a_page_of_no_known_name_whose_menu_leads_to_one_house_that_it_is_not_called_after_is_within_its_frame() -> (
    None
):
    assert judged("<h1>Shop-Pause</h1><p>Wartungsarbeiten, wir sind bald zurück.</p>", title="Pause").says_nothing


def test_searches_within_a_markets_own_menu_are_what_is_parked() -> None:
    topics = "".join(f"<a href='/?q={topic}'>{topic}</a> " for topic in ("Flights", "Loans", "Chat", "Hotels"))
    html = f"<title>velmora.example</title><h1>velmora.example</h1>{topics}{OWN_MENU}"
    assert page_features(PageInput(html=html)).kind.kind == "parked"


TOP, FOOT = ("Products", "Domains", "Hosting", "Prices", "Blog"), ("About us", "Careers", "Press", "Legal", "Privacy")


def rows(parts: tuple[str, ...], maker: str) -> str:
    return "<ul>" + "".join(f"<li><a href='{maker}/{part.lower()}'>{part}</a></li>" for part in parts) + "</ul>"


def in_full_frame(body: str, title: str, *, maker: str = MAKER, accounts: str = "", url: str = "") -> KindJudgement:
    """A page between a header with a menu and a footer of columns, in rows of one link each."""
    header = f"<header><a href={MAKER}/><img src={MAKER}/l.svg alt=Quayhost></a>{rows(TOP, maker)}</header>"
    reached = (
        "<p>Call us: <a href=tel:+13035550100>+1 303 555 0100</a> <a href=mailto:help@quayhost.example>Mail</a></p>"
    )
    footer = f"<footer><b>Company</b>{rows(FOOT, maker)}{reached}{accounts}<p>© 2024 Quayhost Inc.</p></footer>"
    page = PageInput(html=f"<title>{title}</title>{header}<main>{body}</main>{footer}", url=url)
    return page_features(page).kind


@pytest.mark.parametrize(
    "accounts", ["", "<a href=https://social.test/quayhost>f</a><a href=https://talk.test/@quayhost>t</a>"]
)
@pytest.mark.parametrize("said", SAID)
def test_rows_of_links_columns_telephone_and_accounts_are_a_makers_frame_too(said: str, accounts: str) -> None:
    assert in_full_frame(said, "velmora.example", accounts=accounts).says_nothing
    assert in_full_frame(said, "Welcome", accounts=accounts, url="https://velmora.example/").says_nothing
    assert in_full_frame(said, "velmora.example", maker="").says_nothing


CARD = "<h1>Ferryman's Ale</h1><p>Brewed since 1904 with our own barley. Bitter, porter, and a small beer.</p>"


def test_a_brand_in_its_houses_frame_is_a_site() -> None:
    assert in_full_frame(CARD, "Ferryman's Ale", url="https://ferrymans.example/").kind == "site"


def test_a_page_with_links_of_its_own_elsewhere_keeps_its_frame() -> None:
    own = "<a href=https://harbour-club.test/rooms>Rooms</a>"
    said = "<p>Pagina di cortesia</p>"
    with_it = in_full_frame(said, "velmora.example", accounts=own)
    assert with_it.site_probability > in_full_frame(said, "velmora.example").site_probability


def test_buttons_above_a_footer_are_no_part_of_its_columns() -> None:
    buttons = f"<p><a href={MAKER}/buy>Satın al</a> <a href={MAKER}/bid>Teklif ver</a></p>"
    body = f"<h1>velmora.example</h1><p>Bu adresin yeni sahibi siz olabilirsiniz.</p><p>24.900 TL</p>{buttons}"
    assert in_full_frame(body, "velmora.example satılık").kind == "parked"
