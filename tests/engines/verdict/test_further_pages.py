"""Two pages of one site that show different things: what tells them from those of two owners."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
OWN = ("/lantern-walk", "tide-tables.html", "/crew/gangway_watch.php?x=1")
MENU = ("/about", "/contact", "/services.html", "/nosotros", "/cennik")


def page(name: str, texts: range, links: tuple[str, ...], more: str = "") -> str:
    menu = "".join(f'<a href="{link}">{n}</a>' for n, link in enumerate(links))
    said = "".join(f"<p>Keeper {n} of {name} writes {n * n} lines about the {n}th lamp.</p>" for n in texts)
    return pages.page(name, f"<nav>{menu}</nav>{said}{more}")


def compare(first: str, second: str, version: str = "10") -> Verdict:
    one, other = (portrait_of(PageInput(html=html)) for html in (first, second))
    return judge(one, other, BACKGROUND, version=version)


def test_pages_of_one_name_that_lead_to_the_same_further_pages_are_of_one_site() -> None:
    first, second = page("Velmora", range(12), (*MENU, *OWN)), page("Velmora", range(40, 60), (*OWN, *MENU))
    verdict = compare(first, second)

    assert (verdict.kind, verdict.probability > 0.9) == (VerdictKind.SAME, True), verdict.measures
    assert "verdict.own_path" in {reason.code for reason in verdict.reasons}
    assert compare(first, second, "9").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("name", "links", "mail"),
    [
        ("Velmora", MENU, "keeper@velmora.example"),  # what menus everywhere lead to
        ("Velmora", OWN[:2], "keeper@velmora.example"),  # two may be chance
        ("Dacorvel", OWN, "keeper@velmora.example"),  # another name
        ("Velmora", OWN, "other@quay.test"),  # other people
        ("Velmora", tuple(f"https://gull.example{link}" for link in ("/a-b", *OWN)), "keeper@velmora.example"),
    ],
)
def test_not_so_by_menus_few_links_another_name_another_contact_or_links_elsewhere(
    name: str, links: tuple[str, ...], mail: str
) -> None:
    first = page("Velmora", range(12), (*MENU, *OWN), "<p>keeper@velmora.example</p>")
    more = "" if mail.startswith("keeper") else f"<p>{mail}</p>"

    assert compare(first, page(name, range(40, 60), links, more)).kind is not VerdictKind.SAME


def test_further_pages_are_read_without_folder_ending_and_query_and_no_files() -> None:
    html = page(
        "Velmora", range(3), (*MENU, *OWN, "https://velmora.example/night/", "//gull.example/far-away", "map-a.pdf")
    )
    known = portrait_of(PageInput(html=html, url="https://www.velmora.example/"))

    found = {sign.value for sign in known.signs if sign.kind is Kind.OWN_PATH}
    assert found == {"lantern-walk", "tide-tables", "gangway_watch", "night"}


@pytest.mark.parametrize(
    ("target", "mail"),
    [
        ("mailto:keeper@lantern-quay.example?subject=x", "keeper@lantern-quay.example"),
        ("//forms.example/Keeper@lantern-quay.example", "keeper@lantern-quay.example"),
        ("https://keeper@forms.example/send", ""),
        ("/send?to=keeper@lantern-quay.example", ""),
    ],
)
def test_the_address_that_a_form_is_sent_to_is_a_contact(target: str, mail: str) -> None:
    known = portrait_of(PageInput(html=f"<form action='{target}'><input name=a><input name=b></form>"))

    assert {sign.value for sign in known.signs if sign.kind is Kind.EMAIL} == ({mail} if mail else set())


def test_a_page_that_stands_whole_in_a_longer_one_is_likelier_of_its_site() -> None:
    short, long = page("Velmora", range(16), ()), page("Velmora", range(80), ())
    verdict, before = compare(short, long), compare(short, long, "9")

    assert (verdict.measures["text_share"] > 0.9, before.measures["text_share"] < 0.3) == (True, True)
    assert verdict.probability > before.probability
