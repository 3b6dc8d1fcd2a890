"""What an access point or a router says, beside sites with a log-in, cafés with a network, and where people talk."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.gateways import passes_on
from rempart.engines.pages.reading.markup import Field, Form

ABOUT = (
    "<h1>Larchfield Fair</h1><p>Carts, ponies and a brass band meet on the common each spring, before the rain. </p>"
)
SECRET = "<input name=username><input type=password name=password>"
LONG = "".join(
    f"<p>In year {year} the carts came late and the band played to the rain on the common.</p>" for year in range(14)
)
FEW = LONG[: LONG.index("</p>") + 4]
BOX = "<p>Firmware 1.4 WAN up LAN DHCP on SSID larch WPA2</p>"


def kind_of(html: str) -> str:
    return page_features(PageInput(html=html, url="https://pier.example/")).kind.kind


def hidden(*names: str) -> str:
    return "".join(f"<input type=hidden name={name}>" for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ("dst", "popup"),
        ("chap-id",),
        ("link-login-only",),
        ("clientMac",),
        ("mac", "ap"),
        ("uamip",),
        ("auth_voucher",),
    ],
)
def test_a_form_that_passes_on_what_a_gateway_knows_is_a_log_in_whatever_a_firm_writes_above_it(
    names: tuple[str, ...],
) -> None:
    html = f"<title>Larchfield Fair</title>{FEW}<form action=/login>{hidden(*names)}<button>Go on</button></form>"
    assert kind_of(html) == "login"


def test_a_site_that_passes_on_what_a_gateway_knows_stays_one() -> None:
    """Else whoever reopens a site would write such a field into its form, and be compared with nothing."""
    passed = hidden("chap-id", "mac", "ap", "dst", "popup")
    head = "<title>Larchfield Fair</title>"
    assert kind_of(f"{head}{LONG}<form action=/login>{passed}<button>Go on</button></form>") == "site"
    assert kind_of(f"{head}{LONG}<form action=/login>{passed}{SECRET}</form>") == "site"
    assert kind_of(f"{head}{ABOUT}{FEW}<form action=/in>{passed}<input name=called></form>") == "site"
    assert kind_of(f"{head}{LONG * 2}{BOX * 3}<form action=/in>{SECRET}</form>") == "site"


@pytest.mark.parametrize("names", [("dst",), ("popup",), ("mac",), ("ip", "hostname"), ("id", "token")])
def test_fields_that_any_site_has_are_no_gateways(names: tuple[str, ...]) -> None:
    html = f"<title>Larchfield Fair</title>{LONG}<form action=/go>{hidden(*names)}<button>Go on</button></form>"
    assert kind_of(html) == "site"


def test_what_a_box_has_beside_a_field_for_a_secret_is_its_log_in() -> None:
    assert kind_of(f"<title>Larch</title>{BOX}<p>Model 3, up 4 days.</p><form>{SECRET}</form>") == "login"
    assert kind_of(f"<title>Larch</title>{BOX}<p>Model 3, up 4 days.</p><form><input name=q></form>") == "site"
    assert kind_of(f"<title>Larch</title>{LONG}{BOX}<form>{SECRET}</form>") == "site"


def test_a_network_for_guests_that_only_asks_that_its_terms_are_agreed_to_is_a_log_in() -> None:
    button = "<form action=/go><input type=hidden name=t><input type=submit value=Connect></form>"
    agreed = "<p>Whoever goes on agrees to what stands below: no harm, no noise, no claims for a slow line.</p>"
    assert kind_of(f"<title>Larch free Wi-Fi</title><h1>Larch</h1>{agreed}{button}") == "login"
    assert kind_of(f"<title>Larch</title><h1>Café by the pier</h1>{agreed}{button}") == "site"
    assert kind_of(f"<title>Larch free Wi-Fi</title><h1>Larch</h1><p>Cakes, soups and free Wi-Fi</p>{button}") == "site"
    asks = "<form><input name=table placeholder=Table><select name=n><option>2</select></form>"
    assert kind_of(f"<title>Larch free Wi-Fi</title><h1>Larch</h1>{agreed}{ABOUT}{asks}") == "site"


def test_a_locked_door_with_the_form_for_its_key_is_no_error() -> None:
    page = "<title>gate-3</title><h2>Authorization Required</h2><p>Please enter your username and password.</p>"
    assert kind_of(f"{page}<form>{SECRET}<input type=submit value=Login></form>") == "login"
    assert kind_of(page) == "error"


_ENTRIES = [
    ("en", "Nickname", "Age", "Postcode", "Enter the chat"),
    ("fr", "Pseudo", "Âge", "Code postal", "Entrer dans le tchat"),
    ("de", "Nickname", "Alter", "PLZ", "Chat betreten"),
    ("es", "Apodo", "Edad", "Código postal", "Entrar al chat"),
    ("ru", "Ник", "Возраст", "Индекс", "Войти в чат"),
]


@pytest.mark.parametrize(("language", "nick", "age", "code", "button"), _ENTRIES)
@pytest.mark.parametrize("extra", [(), ("dst", "popup"), ("chap-id", "mac", "ip"), ("room",), ("uamip",)])
def test_a_chats_own_entrance_is_never_a_gateways_whatever_it_passes_on(
    language: str, nick: str, age: str, code: str, button: str, extra: tuple[str, ...]
) -> None:
    form = (
        f"<form action=/in method=post>{hidden(*extra)}<input name=nick placeholder='{nick}'>"
        f"<input name=age placeholder='{age}'><select name=sex><option>m<option>f</select>"
        f"<input name=zip placeholder='{code}'><button>{button}</button></form>"
    )
    for said in ("", "<p>Free Wi-Fi or not: I agree to the terms of this chat.</p>", BOX):
        html = f"<html lang={language}><title>Velmora</title><h1>Velmora</h1>{form}{said}"
        assert kind_of(html) == "site", said


def test_each_pair_counts_only_together_and_in_one_page() -> None:
    one = Form("/a", "post", (Field("hidden", "dst"),))
    other = Form("/b", "post", (Field("hidden", "popup"), Field("submit", "go")))
    assert passes_on([one], 9) == passes_on([other], 9) == ""
    assert passes_on([one, other], 9) == "dst + popup"
