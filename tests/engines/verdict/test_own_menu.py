"""Two pages that lead to the same further pages of their own, whatever their hosts and whatever else they say."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
OWN = ("kettle-room", "bell-tower", "market-board", "lantern-helpers", "quiet-hours")
ANYBODYS = ("about", "contact", "services", "gallery", "blog", "privacy-policy")
OF_ANOTHER = ("tide-table", "pier-keepers", "boat-sheds", "salt-store", "quiet-hours")
ROOMS = (
    "The kettle room is open from six in the evening until the last guest has gone home.",
    "Whoever brings a book may leave it on the shelf beside the stove for others.",
    "Soup is made on Thursdays, and bread from the day before is toasted for nothing.",
    "Three tables by the window can be kept for a party if somebody asks in time.",
)
TOWER = (
    "From the bell tower the whole bay can be seen on days without fog or rain.",
    "Steps are steep and narrow, so children hold the hand of someone who is grown.",
    "Ropes are pulled by six people who practise every second Sunday after breakfast.",
    "A key hangs in the hall for those who want to look after the clock themselves.",
)


def page(name: str, said: tuple[str, ...], menu: tuple[str, ...], build: str, given: str = "") -> PageFeatures:
    links = "".join(f"<li><a href={path}.html>{path}</a>" for path in menu)
    texts = "".join(f"<p class={build}-text>{text}</p>" for text in said)
    html = (
        f"<html lang=en><head><title>{name}</title></head><body class={build}-page><div class={build}-top>"
        f"<a class=logo href=/>{name}</a><ul class={build}-menu>{links}</ul></div>"
        f"<div class={build}-main><h1>{name}</h1>{texts}{given}</div></body></html>"
    )
    return portrait_of(PageInput(html=html))


def on(a: PageFeatures, b: PageFeatures, version: str = VERDICT_VERSION) -> Verdict:
    return judge(a, b, BACKGROUND, version=version)


SITE = page("Velmora", ROOMS, OWN, "vm")


def test_another_page_of_one_name_with_the_same_menu_is_the_site() -> None:
    verdict = on(SITE, page("Velmora", TOWER, OWN, "kt"))
    told = [reason for reason in verdict.reasons if reason.code == "verdict.menu"]
    assert verdict.kind is VerdictKind.SAME
    assert told
    assert "bell-tower" in told[0].values["found"]


def test_older_versions_did_not_ask_for_menus() -> None:
    verdict = on(SITE, page("Velmora", TOWER, OWN, "kt"), version="25")
    assert verdict.kind is VerdictKind.UNCLEAR
    assert all(reason.code != "verdict.menu" for reason in verdict.reasons)


@pytest.mark.parametrize("menu", [ANYBODYS, OF_ANOTHER, (), OWN[:3]])
def test_pages_of_which_each_has_a_menu_of_its_own_or_anybodys_are_not(menu: tuple[str, ...]) -> None:
    of_either = ANYBODYS if menu == ANYBODYS else OWN
    verdict = on(page("Velmora", ROOMS, of_either, "vm"), page("Velmora", TOWER, menu, "kt"))
    assert verdict.kind is not VerdictKind.SAME
    assert all(reason.code != "verdict.menu" for reason in verdict.reasons)


def test_a_menu_is_a_builders_too_where_names_or_contact_points_are_others() -> None:
    called_otherwise = on(SITE, page("Ashwicket", TOWER, OWN, "vm"))
    desks = [f"<a href='mailto:desk@{name}-desk.example'>desk@{name}-desk.example</a>" for name in ("pier", "mill")]
    first, second = (page("Velmora", ROOMS, OWN, "vm", given) for given in desks)
    reached_otherwise = on(first, second)
    assert called_otherwise.kind is not VerdictKind.SAME
    assert "menu" not in reached_otherwise.measures
    for verdict in (called_otherwise, reached_otherwise):
        assert all(reason.code != "verdict.menu" for reason in verdict.reasons)


def test_version_26_told_one_menu_that_it_did_not_weigh() -> None:
    verdict = on(SITE, page("Ashwicket", TOWER, OWN, "vm"), version="26")
    assert any(reason.code == "verdict.menu" for reason in verdict.reasons)
    assert "menu" not in verdict.measures
