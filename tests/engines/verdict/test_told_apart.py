"""A closed site that put a rival's address and some of its sentences on its own page: the two are not one site."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import OTHER_RULES, ROOM_RULES

BACKGROUND = PageFiles().read_background()
RIVALS, ITS_OWN = ROOM_RULES, OTHER_RULES[:5]


def chat(name: str, rules: tuple[str, ...], rooms: tuple[str, ...], host: str = "") -> PageInput:
    """A chat that asks what every chat does, offers `rooms`, and gives the address of "Kolvara"."""
    asked = "".join(f"<input type=text name={field}>" for field in ("nick", "age", "sex", "postcode"))
    offered = "".join(f"<option>{room}" for room in rooms)
    html = (
        f"<html lang=en><title>{name}</title><meta property=og:site_name content={name}><a class=logo href=/>{name}</a>"
        f"<h1>Talk tonight</h1><form action=/join>{asked}<select name=room>{offered}</select></form>"
        f"<ol>{''.join(f'<li>{rule}' for rule in rules)}</ol>"
        f"<p>Contact <a href='mailto:office@kolvara.test'>office@kolvara.test</a></p></html>"
    )
    return PageInput(html=html, url=f"https://{host}/" if host else "")


def compare(a: PageInput, b: PageInput, version: str = VERDICT_VERSION) -> Verdict:
    return judge(portrait_of(a), portrait_of(b), BACKGROUND, version=version)


OF_THE_CLOSED, OF_THE_RIVAL = ("Attic", "Porch", "Shed"), ("Kettle", "Market", "Bell tower")


@pytest.mark.parametrize("hosts", [("", ""), ("velmora.example", "kolvara.test")])
def test_some_sentences_beside_another_sites_address_are_put_there(hosts: tuple[str, str]) -> None:
    closed = chat("Velmora", (*RIVALS[:3], *ITS_OWN), OF_THE_CLOSED, hosts[0])
    rival = chat("Kolvara", RIVALS, OF_THE_RIVAL, hosts[1])

    for pair in ((closed, rival), (rival, closed)):
        assert compare(*pair).kind is VerdictKind.UNCLEAR
        assert "verdict.wish_voice" in [wish.code for wish in compare(*pair).would_change]
        assert compare(*pair, "22").kind is VerdictKind.SAME


def test_a_renamed_site_that_offers_the_same_rooms_is_the_same() -> None:
    closed = chat("Velmora", (*RIVALS[:3], *ITS_OWN), OF_THE_RIVAL)

    assert compare(closed, chat("Kolvara", RIVALS, OF_THE_RIVAL)).kind is VerdictKind.SAME
