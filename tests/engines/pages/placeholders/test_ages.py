"""Gates that ask how old whoever comes is, beside forms of sites that ask for an age or a date too."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind


def chosen(name: str, first: int, last: int) -> str:
    return f"<select name={name}>{''.join(f'<option>{at}</option>' for at in range(first, last + 1))}</select>"


DATE = f"<form>{chosen('bday', 1, 31)}{chosen('bmonth', 1, 12)}{chosen('byear', 1920, 2026)}<button>Go</button></form>"
NUMBERS = "<form><input type=number><input type=number><input type=number><button>Submit</button></form>"
SEEKS = "<select name=me><option>man<option>woman</select><select name=seeks><option>man<option>woman</select>"
STAYS = f"<form>{chosen('day', 1, 31)}{chosen('month', 1, 12)}{chosen('year', 2024, 2026)}<button>Go</button></form>"
TWO = "<button>Prices</button><button>Way here</button>"
BUTTONS = "<button>Yes</button><button>No</button>"
GATES = {
    "date": f"<title>Quay</title><p>Please give your date of birth. You must be 19 or older to enter.</p>{DATE}",
    "title": f"<title>Verify Your Age</title><p>Please enter your birth date as MM/DD/YYYY:</p>{NUMBERS}",
    "button": f"<title>Quay</title><p>You must be 21 or older to enter this site.</p>{BUTTONS}",
    "de": f"<title>Quay</title><h1>Bitte bestätigen Sie Ihr Alter</h1><p>Tag Monat Jahr</p>{DATE}",
    "fr": f"<title>Quay</title><p>Il faut avoir 18 ans et plus pour entrer ici, sans exception.</p>{DATE}",
    "es": f"<title>Quay</title><p>Por favor, verifica tu edad para seguir</p>{DATE}",
    "pl": f"<title>Quay</title><h1>Potwierdź swój wiek, aby wejść</h1>{DATE}",
    "ru": f"<title>Quay</title><h1>Подтвердите свой возраст, пожалуйста</h1>{DATE}",
    "ja": f"<title>Quay</title><h1>年齢確認のお願い</h1>{DATE}",
}
TALK = f"<form><input name=nick placeholder=Nickname>{chosen('age', 18, 99)}<button>Enter</button></form>"
SITES = {
    "chat": f"<title>Quay</title><p>You must be 18 or older to enter these rooms.</p>{TALK}",
    "choices": "<title>Quay</title><p>You must be 18 or older to enter.</p><form><select name=sex><option>m<option>f"
    f"<option>x</select>{chosen('age', 18, 99)}<input name=postcode><button>Enter</button></form>",
    "numbers": "<title>Quay</title><p>You must be 18 or older to enter.</p>"
    f"<form>{chosen('a', 1, 99)}{chosen('b', 1, 2)}{chosen('c', 1, 95)}<button>Enter</button></form>",
    "meets": "<title>Quay</title><p>You must be 18 or older to enter. I am a</p>"
    f"{DATE.replace('<form>', f'<form>{SEEKS}')}",
    "room": "<title>Quay Lofts</title><p>Guests of 18 and older may enter the loft; children stay free.</p>" + STAYS,
    "counts": "<title>Quay</title><p>Enter your date of birth to check your age in days.</p>" + DATE,
    "school": "<title>Quay</title><p>Check the age from which a child may start school.</p>" + DATE,
    "lessons": "<title>Quay</title><p>You must be 17 or older to view theory lessons on the road.</p>" + TWO,
    "wine": "<title>Quay</title><h1>Check the age of your wine</h1><button>Red</button><button>Yes, white</button>",
    "star sign": f"<title>Star signs</title><p>Give your date of birth and read what the stars say.</p>{DATE}",
    "club": "<title>Loft by the quay</title><p>You must be 18 or older to enter the loft on Friday nights.</p>"
    "<p>Bring a coat and a lamp, since the stairs are dark and the nights by the river are cold in every month.</p>"
    "<p>We play records from noon until the last boat leaves, and sell soup, bread and lemonade to all who come.</p>"
    f"{BUTTONS}",
}


def kind_of(html: str, host: str = "pier.example") -> PageKind:
    return page_features(PageInput(html=html, url=f"https://{host}/")).kind.kind


@pytest.mark.parametrize("gate", GATES)
def test_a_page_that_only_asks_how_old_a_reader_is_is_one_of_consent(gate: str) -> None:
    assert kind_of(GATES[gate]) is PageKind.CONSENT


@pytest.mark.parametrize("site", SITES)
def test_a_site_that_asks_for_an_age_beside_more_stays_one(site: str) -> None:
    assert kind_of(SITES[site]) is PageKind.SITE


def test_a_gate_of_age_under_the_name_of_its_host_is_the_sites_own() -> None:
    gate = GATES["date"].replace("<title>Quay<", "<title>Velmorachat<")

    assert kind_of(gate, "velmorachat.example") is PageKind.SITE
    assert kind_of(gate) is PageKind.CONSENT
