"""A service's customer who was closed is not the service, whatever all have from it."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories.pages import ROOM_RULES

CODE = (
    "<script>function openRoomhall(list){for(const one of list){document.querySelector('#hall').append(one)}}</script>"
)
BACKGROUND = PageFiles().read_background()
SERVICE = (
    "<form action=/join><input name=nick><input name=age><select name=room><option>Kettle<option>Market"
    "<option>Bell tower</select><button>Enter</button></form><script>gtag('config', 'G-ROOMHALL77');</script>"
    "<a href='mailto:help@roomhall.test'>help@roomhall.test</a>" + "".join(f"<li>{rule}" for rule in ROOM_RULES)
)


def page(title: str, host: str, own: str = "") -> PageFeatures:
    top = "<a class=logo href=/>Roomhall</a>"
    html = f"<html lang=en><title>{title}</title>{CODE}{top}<h1>{title.partition(' |')[0]}</h1>{own}{SERVICE}</html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/"))


CLOSED = page("Velmora | Roomhall", "vm.roomhall.test", "<p>Velmora is for those who stay up late, says Velmora.</p>")


@pytest.mark.parametrize(
    ("title", "host"),
    [("Roomhall", "roomhall.test"), ("Roomhall", "www2.roomhall.test")],
    ids=["its start page", "its other server"],
)
def test_a_customer_is_not_its_service(title: str, host: str) -> None:
    other = page(title, host)

    for one, two in ((CLOSED, other), (other, CLOSED)):
        verdict = judge(one, two, BACKGROUND)
        assert verdict.kind is VerdictKind.UNCLEAR
        assert "verdict.customer" in {reason.code for reason in verdict.reasons}
    assert judge(CLOSED, other, BACKGROUND, version="26").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("title", "host"),
    [
        ("Velmora | Roomhall", "vm2.roomhall.test"),
        ("Rules | Roomhall", "rules.roomhall.test"),
        ("Roomhall", "roomhall2.test"),
    ],
    ids=["the customer again", "a further page", "another name"],
)
def test_what_is_no_customers_stays_the_same(title: str, host: str) -> None:
    first = CLOSED if "Velmora" in title else page("Roomhall", "roomhall.test")

    assert judge(first, page(title, host), BACKGROUND).kind is VerdictKind.SAME
