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
