"""Further pages of one host, each about something else: that they have one menu tells of one site."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
HOST = "https://harbour.example"
MENU = ("lanterns", "tides", "ropes", "sails")
FRAME = (
    "<header class=top><div class=bar><b class=sign></b></div></header><aside class=side><ul class=rest></ul></aside>"
)
USERS = (("anna", "lanterns"), ("bente", "tides"))
SAID = {
    "lanterns": "The {n}th lantern is blown by hand from brown glass, and its handle {n} is bent over a last.",
    "tides": "Low water comes at {n} past noon, and whoever walks out to stone {n} is back before it turns.",
    "ropes": "Rope number {n} is laid of hemp from the hills, and {n} men pull it through the long hall.",
}


def page(
    subject: str, path: str = "", menu: tuple[str, ...] = MENU, folder: str = "", more: str = ""
) -> tuple[str, str]:
    """A page's address and its HTML: titled by its subject, in the frame of its host, with links to `menu`."""
    links = "".join(f"<li class=item><a class=link href={folder}/{name}.html>{name}</a></li>" for name in menu)
    said = "".join(f"<p class=said>{SAID[subject].format(n=n)}</p>" for n in range(5))
    main = f"<main class=page><section class=part><h1 class=head>{subject.title()}</h1>{said}</section>{more}</main>"
    body = f"<body class=site>{FRAME}<nav class=menu><ul class=list>{links}</ul></nav>{main}<footer class=end></footer>"
    return (
        f"{HOST}{folder}/{path or subject}.html",
        f"<html lang=en><title>{subject.title()}</title>{body}</body></html>",
    )


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def test_pages_about_two_things_in_one_menu_are_of_one_site() -> None:
    found = compare(page("lanterns"), page("tides"))

    assert found.kind is VerdictKind.SAME, found.measures
    assert "verdict.led" in {reason.code for reason in found.reasons}
    assert compare(page("lanterns"), page("tides"), "20").kind is not VerdictKind.SAME


def test_customers_of_one_service_have_menus_of_their_own() -> None:
    anna, bente = page("lanterns", folder="/anna"), page("tides", folder="/bente")

    assert compare(anna, bente).kind is not VerdictKind.SAME


def test_customers_who_lead_to_each_other_have_menus_of_their_own_all_the_same() -> None:
    friends = ("<a href=/bente/tides.html>Bente</a>", "<a href=/anna/lanterns.html>Anna</a>")
    anna = page("lanterns", folder="/anna", more=friends[0])
    bente = page("tides", folder="/bente", more=friends[1])

    assert compare(anna, bente).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize("typed", [HOST, HOST.removeprefix("https://"), f"{HOST}/."])
def test_users_of_one_host_may_share_its_menu_and_lead_to_each_other(typed: str) -> None:
    colleagues = "<a href=/~anna/lanterns.html>Anna</a><a href=/~bente/tides.html>Bente</a>"
    anna, bente = (page(subject, f"~{who}/{subject}", more=colleagues) for who, subject in USERS)
    anna, bente = ((url.replace(HOST, typed), html) for url, html in (anna, bente))

    assert compare(anna, bente).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        *(("u", VerdictKind.UNCLEAR), ("users", VerdictKind.UNCLEAR), ("user", VerdictKind.UNCLEAR)),
        ("rooms", VerdictKind.SAME),
    ],
)
def test_users_below_a_part_of_the_path_are_told_too(below: str, kind: VerdictKind) -> None:
    colleagues = f"<a href=/{below}/anna/lanterns.html>Anna</a><a href=/{below}/bente/tides.html>Bente</a>"
    anna, bente = (page(subject, f"{below}/{who}/{subject}", more=colleagues) for who, subject in USERS)

    assert compare(anna, bente).kind is kind


def test_where_users_log_in_is_a_page_of_the_site() -> None:
    more = "<a href=/users/sign_in.html>Sign in</a><a href=/lanterns.html>Lanterns</a>"
    entrance, lanterns = page("tides", "users/sign_in", more=more), page("lanterns", more=more)

    assert compare(entrance, lanterns).kind is VerdictKind.SAME


@pytest.mark.parametrize("version", ["20", VERDICT_VERSION])
def test_pages_that_share_a_menu_and_do_not_lead_to_each_other_may_be_a_services(version: str) -> None:
    shared = ("help", "terms", "prices", "start")

    assert (
        compare(page("lanterns", "anna", shared), page("tides", "bente", shared), version).kind is not VerdictKind.SAME
    )


def test_a_new_holder_who_builds_anew_makes_no_menu_of_the_old_one() -> None:
    anew = "".join(f"<p>{SAID['ropes'].format(n=n)}</p>" for n in range(5))
    sold = (f"{HOST}/tides.html", f"<html lang=en><title>Ropes</title><h1>Ropes</h1>{anew}<a href=/lanterns.html>l</a>")

    assert compare(page("lanterns"), sold).kind is VerdictKind.UNCLEAR


def test_telephones_that_differ_keep_two_pages_of_one_menu_apart() -> None:
    numbers = [f"<p>Call us: <a href='tel:{number}'>{number}</a></p>" for number in ("+33140205050", "+33556795679")]
    first, second = (page(subject, more=more) for subject, more in zip(("lanterns", "tides"), numbers, strict=True))

    assert compare(first, second).kind is VerdictKind.UNCLEAR
