"""A portal's customers, and guides to a site: what its name or its address is shared by is not one owner's."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
BREAD = (
    "We bake before dawn and sell at the gate.",
    "Rye is for those who wait until the evening bell.",
    "The oven is older than the mill beside the ford.",
    "Whoever brings a basket pays a little less.",
    "On Sundays the door is shut and the dog sleeps.",
    "Flour comes from three farms up the valley.",
    "Cakes for weddings are ordered a month ahead, with a drawing if you have one.",
    "What is left at noon goes to the house for the old across the lane.",
)
BOATS = (
    "Oars are cut from ash in the yard behind.",
    "Each hull is floated in the pond before it leaves.",
    "Sails come from the loft across the harbour.",
    "Repairs take a fortnight when the tide is low.",
    "Children may look on from the wooden steps.",
    "Old anchors are taken back at half their price.",
    "Varnish is mixed from resin and oil, as the grandfather of the owner did it.",
    "Every second summer all of us row to the island and back for a cup.",
)
KIT = ("Velmora offers four hundred rooms for every taste.", "The Velmora app is there for both kinds of telephones.")


def compare(a: PageInput, b: PageInput, version: str = VERDICT_VERSION) -> Verdict:
    return judge(portrait_of(a), portrait_of(b), BACKGROUND, version=version)


def customer(name: str, text: tuple[str, ...], host: str = "", *, logo: bool = True) -> PageInput:
    """The page of a customer whom the portal "Tarnivox" calls `name`, in its frame."""
    cards = "".join(f"<div class=qs-card><i class=qs-i></i><p>{sentence}</p></div>" for sentence in text)
    mark = "<a class='qs-logo logo' href=/>Tarnivox</a>" if logo else ""
    html = (
        f"<html lang=en><title>{name} | Tarnivox</title><meta property=og:site_name content=Tarnivox>"
        "<link rel=stylesheet href=/t/qs-main.css><script src=/t/qs-a.js></script><script src=/t/qs-b.js></script>"
        f"<body class=qs-b><header class=qs-h>{mark}<nav class=qs-n></nav></header><h1>{name}</h1>"
        f"<main class=qs-m>{cards}</main><footer class=qs-f><p>© 2026 Tarnivox</p></footer></html>"
    )
    path = name.lower().replace(" ", "-")
    return PageInput(html=html, url=f"https://{host}/{path}/" if host else "")


@pytest.mark.parametrize("host", ["", "tarnivox.example"])
def test_customers_under_a_portals_mark_are_not_the_same(host: str) -> None:
    pair = customer("Anna Bread", BREAD, host), customer("Tom Boats", BOATS, host)

    assert compare(*pair).kind is VerdictKind.UNCLEAR
    assert compare(*pair, "22").kind is VerdictKind.SAME


def test_pages_of_one_make_under_one_name_and_slogans_of_trades_are_the_same() -> None:
    assert compare(customer("Online Casino", BREAD), customer("Casino Bonus", BOATS)).kind is VerdictKind.SAME


def guide(word: str, text: tuple[str, ...], host: str = "", *, leads: str = "velmora.example") -> PageInput:
    """A guide to Velmora called by `word`, with a form of its own."""
    name = f"Velmora {word}"
    said = "".join(f"<li>{sentence}" for sentence in (*KIT, *text))
    form = "<form action=/go><input name=mail><input name=pass><select name=cur><option>EUR<option>USD</select></form>"
    html = (
        f"<html lang=en><title>{name}</title><meta property=og:site_name content='{name}'>"
        f"<a class=logo href=/>{name}</a><h1>{name}</h1><ul>{said}</ul>{form}"
        f"<a href='https://{leads}/?ref=1'>Play</a></html>"
    )
    return PageInput(html=html, url=f"https://{host}/" if host else "")


@pytest.mark.parametrize("hosts", [("", ""), ("velmora-bonus.example", "velmoralogin.test")])
def test_guides_that_lead_to_the_site_they_speak_of_are_not_the_same(hosts: tuple[str, str]) -> None:
    pair = guide("Bonus", BREAD, hosts[0]), guide("Login", BOATS, hosts[1])

    assert compare(*pair).kind is VerdictKind.UNCLEAR
    assert [reason.code for reason in compare(*pair).reasons if reason.code == "verdict.house"]
    assert compare(*pair, "22").kind is VerdictKind.SAME


def test_mirrors_that_lead_to_no_other_host_of_the_name_are_the_same() -> None:
    pair = guide("Bonus", BREAD, leads="tarnivox.example"), guide("Login", BOATS, leads="tarnivox.example")

    assert compare(*pair).kind is VerdictKind.SAME
