"""What version 10 reads beside version 9, and what it takes for no sign: the paths that two pages lead to."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()


def page(name: str, texts: range, links: tuple[str, ...], more: str = "") -> str:
    menu = "".join(f'<a href="{link}">{n}</a>' for n, link in enumerate(links))
    said = "".join(f"<p>Keeper {n} of {name} writes {n * n} lines about the {n}th lamp.</p>" for n in texts)
    return pages.page(name, f"<nav>{menu}</nav>{said}{more}")


def compare(first: str, second: str, version: str = "10", prior: float = 0.2) -> Verdict:
    one, other = (portrait_of(PageInput(html=html)) for html in (first, second))
    return judge(one, other, BACKGROUND, prior, version)


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


def test_the_order_of_headers_is_called_so_and_where_it_is_cut_it_says_so() -> None:
    names = ("server", "x-quay-lowered", "x-amber-stair", "x-indigo-passage", "content-type", "set-cookie")
    html = (
        "<title>Lantern Quay</title><p>Four lines are enough and the gangway is lowered for whoever rings the bell "
        "twice.</p><form action=/enter><input name=lq_nick><input name=lq_room></form>"
    )
    hosts = ("lantern-quay.example", "night-harbour.test")
    first, second = (
        portrait_of(PageInput(html, url=f"https://{host}/", headers=tuple((name, "1") for name in names)))
        for host in hosts
    )
    (said,) = (reason.text for reason in judge(first, second, BACKGROUND).reasons if reason.code == "verdict.headers")
    assert said.startswith(
        "Both servers begin their answers alike (headers server,x-quay-lowered,x-amber-stair,x-indigo-passage,conten…);"
    )
