"""Services, associations and authorities called by everyday words, which show a site: none of them is that site."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
MAIL = "karin.w81@post-office.test"
HEAD = "<title>Velmora</title><meta property=og:site_name content=Velmora>"
LOGO = "<a class=logo href=/>Velmora</a>"
RULES = (
    "<li>The kettle room is for quiet talk and nobody may play music there."
    "<li>Three warnings in one week close the door for the rest of the month."
    "<li>Helpers wear a lantern sign and never ask for your full name."
)
ASKED = "".join(f"<input type=text name={name}>" for name in ("nick", "age", "sex", "postcode"))
FORM = f"<h1>Talk to people tonight</h1><form action=/enter>{ASKED}</form>"
CLOSED = (
    "https://velmora.example/",
    f"<html lang=en>{HEAD}{LOGO}{FORM}<main><ol>{RULES}</ol><p>Contact {MAIL}</main></html>",
)


def shown(service: str, address: str, said: str, title: str = "Velmora - {}", mark: str = LOGO) -> tuple[str, str]:
    """An address and a page of `service` there, which shows the site: its name, `said`, its owner's mail."""
    return address, (
        f"<html><title>{title.format(service)}</title><nav>{mark}<a href=/list>{service}</a></nav><div class=entry>"
        f"<h2>Velmora</h2><p>Our team looks at each entry by hand before it appears here.</p><div>{said}</div>"
        f"<p>{MAIL}</p></div><footer>&copy; 2026 {service}</footer></html>"
    )


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


@pytest.mark.parametrize(
    ("service", "address"),
    [
        ("Safe Link", "https://safe-link.test/velmora"),
        ("Go To", "https://go-to.test/x8Fk"),
        ("Site Check", "https://sitecheck.test/r/8213"),
        ("Aide Ici", "https://aide-ici.test/avis/velmora"),
    ],
)
def test_who_shows_a_site_at_a_host_called_as_the_page_says_is_not_the_site(service: str, address: str) -> None:
    page = shown(service, address, "")

    for first, second, side in ((CLOSED, page, "second"), (page, CLOSED, "first")):
        verdict = compare(first, second)
        assert verdict.kind is VerdictKind.UNCLEAR
        told = [reason.values for reason in verdict.reasons if reason.code == "verdict.from_its_host"]
        assert told == [{"side": side, "host": address.split("/")[2]}]
        assert [wish.code for wish in verdict.would_change] == ["verdict.wish_voice"]
    assert compare(CLOSED, page, "22").kind is VerdictKind.SAME


def test_an_address_of_its_own_host_tells_as_well() -> None:
    page = shown("Go To", "https://go-to.test/x8Fk", "<p>Write to office@go-to.test</p>", title="Velmora")

    assert compare(CLOSED, page).kind is VerdictKind.UNCLEAR
    assert compare(CLOSED, page, "22").kind is VerdictKind.SAME


def test_so_does_one_at_a_host_that_the_title_says_of_a_page_saved_without_its_own() -> None:
    page = shown("Go To", "", "<p>Write to office@go-to.test</p>")

    assert compare(("", CLOSED[1]), page).kind is VerdictKind.UNCLEAR
    assert compare(("", CLOSED[1]), page, "22").kind is VerdictKind.SAME


@pytest.mark.parametrize("address", ["https://velmora.test/", "https://velmora-chat.test/", "https://go-to.test/x8Fk"])
def test_a_page_whose_host_is_called_as_the_site_or_is_said_nowhere_speaks_for_nobody_else(address: str) -> None:
    page = shown("Lantern", address, "", title="Velmora")

    assert compare(CLOSED, page).kind is VerdictKind.SAME


def test_a_host_at_which_both_give_an_address_is_of_both() -> None:
    given = "<p>Write to office@go-to.test</p>"
    site = CLOSED[0], CLOSED[1].replace("</main>", f"{given}</main>")

    assert compare(site, shown("Go To", "https://go-to.test/", given)).kind is VerdictKind.SAME
