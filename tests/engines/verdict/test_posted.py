"""A visitor's message: who writes a closed site's address on a lawful page does not make the two one site."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
ASKED = "".join(f"<input type=text name={name}>" for name in ("nick", "age", "sex", "postcode"))
HEAD = "<title>Velmora</title><meta property=og:site_name content=Velmora><a class=logo href=/>Velmora</a>"
RULES = (
    "<li>The kettle room is for quiet talk and nobody may play music there."
    "<li>Three warnings in one week close the door for the rest of the month."
    "<li>Helpers wear a lantern sign and never ask for your full name."
)
MAIL = "<p>Contact <a href='mailto:desk@velmora.example'>desk@velmora.example</a>"
FORM = f"<h1>Talk to people tonight</h1><form action=/enter class=pl-form>{ASKED}</form>"
CLOSED = ("https://velmora.example/", f"<html lang=en>{HEAD}<main>{FORM}<ol>{RULES}</ol>{MAIL}</main></html>")
POST = "<article class=post><b class=user>Tombo</b><p>I am at desk@velmora.example now</article>"


def lawful(post: str, contact: str, host: str = "kolvara.test") -> tuple[str, str]:
    """An address and its page: a chat under words of its trade, where a visitor wrote `post`."""
    rules = (
        "<p>Moderation is done by volunteers who take turns every week."
        "<p>One account for each person and household is all we allow."
        "<p>Please keep each topic in the room that was made for it."
    )
    return f"https://{host}/", (
        f"<html lang=en><title>Le Salon</title><div id=root><div class=brand>Le Salon</div><section class=card>"
        f"<form action=/come><div class=f>{ASKED}</div></form></section><div class=text>{rules}<p>{contact}</div>"
        f"<section>{post}</section></div></html>"
    )


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


@pytest.mark.parametrize("contact", ["office@kolvara.test", "karin.w81@post-office.test", "+44 20 7946 0018"])
def test_an_address_of_another_beside_its_own_makes_no_page_the_same(contact: str) -> None:
    page = lawful(POST, f"Contact {contact}")

    for first, second, side in ((CLOSED, page, "second"), (page, CLOSED, "first")):
        verdict = compare(first, second)
        said = next(reason for reason in verdict.reasons if reason.code == "verdict.posted")
        assert verdict.kind is VerdictKind.UNCLEAR
        assert said.values == {"side": side, "given": "desk@velmora.example"}
        assert [wish.code for wish in verdict.would_change] == ["verdict.wish_posted"]
    assert compare(CLOSED, page, "21").kind is VerdictKind.SAME


def test_an_address_that_is_the_only_one_is_the_pages_own() -> None:
    assert compare(CLOSED, lawful("", "Contact desk@velmora.example")).kind is VerdictKind.SAME


def test_a_page_at_a_host_called_as_the_other_is_need_not_be_a_strangers() -> None:
    again = lawful("", "Contact desk@velmora.example office@velmora.test", host="velmora.test")

    assert "verdict.posted" not in {reason.code for reason in compare(CLOSED, again).reasons}
