"""What lets in only whoever was sent a code, beside what lets in whoever makes up a name."""

import pytest

from rempart.engines.pages import PageInput, page_features

ONE_SIGN = "<input name=c maxlength=1>"
TOLD = "Your phone shows six digits that change twice a minute. Type them here, or touch the button of your key. " * 4


def kind_of(html: str) -> str:
    return page_features(PageInput(html=html, url="https://pier.example/")).kind.kind


@pytest.mark.parametrize("name", ["otp", "otp_token", "one-time-code", "smsCode", "token", "2fa"])
def test_a_field_for_a_code_that_was_sent_is_a_log_in(name: str) -> None:
    assert (
        kind_of(f"<title>Pier</title><h1>Pier</h1><p>{TOLD}</p><form><input name={name}><button>On</button></form>")
        == "login"
    )


def test_as_many_fields_as_a_code_has_signs_are_a_log_in() -> None:
    assert kind_of(f"<title>Pier</title><p>{TOLD}</p><form>{ONE_SIGN * 6}</form>") == "login"
    assert kind_of(f"<title>Pier</title><p>{TOLD}</p><form>{ONE_SIGN * 2}</form>") == "site"


@pytest.mark.parametrize("name", ["nick", "nickname", "tanker", "serial", "q"])
def test_a_name_that_a_guest_makes_up_is_none(name: str) -> None:
    asked = f"<form><input name={name}><button>On</button></form>"
    html = f"<title>Pier</title><h1>Pier</h1><p>Talk with whoever is here.</p>{asked}"
    assert kind_of(html) == "site"


def test_a_site_with_a_menu_that_asks_for_a_code_stays_one() -> None:
    menu = "".join(f"<a href=/{part}>{part}</a> " for part in ("boats", "piers", "ropes", "bells"))
    assert kind_of(f"<title>Pier</title>{menu}<p>{TOLD}</p><form><input name=token></form>") == "site"


_ACCOUNT = "<input name=first><input name=last><input type=email name=mail><input type=tel name=phone>"
_TWICE = "<input type=password name=p><input type=password name=again>"
_SAYS = "<p>Velmora Savings: complete the form below to open your account with us today.</p>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (f"<title>Open an account</title>{_SAYS}<form>{_ACCOUNT}{_TWICE}<button>Open</button></form>", "site"),
        (f"<title>Settings</title>{_SAYS}<form>{_ACCOUNT}{_TWICE}<button>Save</button></form>", "site"),
        (f"<title>Sign in or join</title>{_SAYS}<form>{_ACCOUNT}{_TWICE}<button>Join</button></form>", "login"),
        (f"<title>Velmora</title>{_SAYS}<form>{_TWICE}<button>Set a password</button></form>", "login"),
        (f"<title>Velmora</title>{_SAYS}<form><input name=u><input type=password name=p></form>", "login"),
    ],
)
def test_who_has_a_secret_made_up_beside_who_comes_lets_nobody_in_yet(html: str, kind: str) -> None:
    assert page_features(PageInput(html=html)).kind.kind == kind


def test_a_page_without_a_name_that_only_asks_for_an_address_is_not_there_yet() -> None:
    form = "<form action=/tell><input type=email name=mail><button>Join</button></form>"
    assert page_features(PageInput(html=f"<title>index</title><h1>Under wraps</h1>{form}")).kind.kind == "default"


RULES = "<h2>Rules of the quay</h2>" + "<p>Whoever moors here keeps the lamps lit and all ropes dry.</p>" * 40
SECRET = "<form><input name=user><input name=secret type=password><button>Log in</button></form>"


def test_a_page_that_its_title_calls_an_entrance_is_one_below_all_its_rules() -> None:
    assert kind_of(f"<title>Sign in - Quay</title>{SECRET}{RULES}") == "login"
    assert kind_of(f"<title>Quay of lamps and bells</title>{SECRET}{RULES}") == "site"
    assert kind_of(f"<title>Sign in - Quay chat</title><p>Chat with strangers</p>{SECRET}{RULES}") == "site"
