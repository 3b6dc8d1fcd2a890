"""Two pages of one site that show different things: what tells them from those of two owners."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Family, Kind, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
OWN = ("/lantern-walk", "tide-tables.html", "/crew/gangway_watch.php?x=1")
MENU = ("/about", "/contact", "/services.html", "/nosotros", "/cennik")


def page(name: str, texts: range, links: tuple[str, ...], more: str = "") -> str:
    menu = "".join(f'<a href="{link}">{n}</a>' for n, link in enumerate(links))
    said = "".join(f"<p>Keeper {n} of {name} writes {n * n} lines about the {n}th lamp.</p>" for n in texts)
    return pages.page(name, f"<nav>{menu}</nav>{said}{more}")


def compare(first: str, second: str, version: str = "10", prior: float = 0.2) -> Verdict:
    one, other = (portrait_of(PageInput(html=html)) for html in (first, second))
    return judge(one, other, BACKGROUND, prior, version)


def test_the_same_further_pages_under_one_name_make_one_site_likelier_and_are_no_second_reason() -> None:
    first, second = page("Velmora", range(12), (*MENU, *OWN)), page("Velmora", range(40, 60), (*OWN, *MENU))
    verdict, before = compare(first, second), compare(first, second, "9")

    assert (verdict.kind, before.kind) == (VerdictKind.UNCLEAR, VerdictKind.UNCLEAR), verdict.measures
    assert verdict.probability > before.probability
    assert "verdict.own_path" in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    "paths",
    [
        "index.php memberlist.php viewforum.php?f=2 viewtopic.php?t=1 ucp.php?mode=login viewonline.php search.php",
        "shopping_cart.php create_account.php advanced_search.php products_new.php conditions.php specials.php",
        "whats-new/ find-threads/ lost-password/ members/ help/ online/ featured/",
        "nous-contacter qui-sommes-nous plan-du-site donnees-personnelles mon-compte",
        "chambres petit-dejeuner seminaires acces mariages",
        "jugend vorstand satzung trainingszeiten mitglied-werden abteilungen",
        "chat rooms register webcam moderators nicknames",
        "acceptable-use-policy refund-policy shipping-policy disclaimer",
        "deutsch english francais italiano",
        "tchat-velmora rencontre-velmora femmes-velmora gang-velmora",
        "pokladna vrtulnik kormoran szczupak",  # of a trade that no table knows
    ],
)
@pytest.mark.parametrize("prior", [0.2, 0.5])
def test_namesakes_with_one_programs_or_one_trades_menu_are_not_the_same(paths: str, prior: float) -> None:
    first, second = (page("Velmora", texts, tuple(paths.split())) for texts in (range(12), range(40, 60)))

    assert compare(first, second, prior=prior).kind is VerdictKind.UNCLEAR


def test_menus_of_programs_and_paths_that_say_the_name_tell_nothing() -> None:
    menu = ("memberlist.php", "viewforum.php", "create_account.php", "lost-password", "donnees-personnelles")
    named = ("tchat-velmora", "quay-of-velmora", "velmora-lamps")
    for links, measured in ((menu, False), (named, False), (OWN, True)):
        verdict = compare(page("Velmora", range(12), links), page("Velmora", range(40, 60), links))
        assert (Family.PAGES in {item.family for item in verdict.families}) is measured, links


@pytest.mark.parametrize(
    ("name", "links", "mail"),
    [
        ("Velmora", MENU, ""),  # what menus everywhere lead to
        ("Velmora", OWN[:2], ""),  # two may be chance
        ("Dacorvel", OWN, ""),  # another name
        ("Velmora", OWN, "other@quay.test"),  # other people
        ("Velmora", tuple(f"https://gull.example{link}" for link in ("/a-b", *OWN)), ""),
    ],
)
def test_not_by_menus_few_links_another_name_another_contact_or_links_elsewhere(
    name: str, links: tuple[str, ...], mail: str
) -> None:
    first = page("Velmora", range(12), (*MENU, *OWN), "<p>keeper@velmora.example</p>")
    second = page(name, range(40, 60), links, f"<p>{mail}</p>" if mail else "")
    families = {item.family: item for item in compare(first, second).families}

    assert Family.PAGES not in families or not families[Family.PAGES].is_strong


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
