"""Whether a page leads to further pages of its own host, or asks for something."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.reading.markup import read_markup
from rempart.engines.pages.reading.owned import gives_a_telephone, leads_of, leads_to_tools


def owned(body: str, host: str = "pier.example") -> bool:
    page = PageInput(html=body, url=f"https://{host}/" if host else "")
    return leads_of(read_markup(body, host=page.host), page).owned


@pytest.mark.parametrize(
    "body",
    [
        "<a href=/rules>Rules</a>",
        "<a href='?room=2'>Room 2</a>",
        "<a href=rooms.html#two>Rooms</a>",
        "<a href=https://pier.example/rules>Rules</a>",
        "<a href=https://www.pier.example/rules>Rules</a>",
        "<a href=//pier.example/rules>Rules</a>",
        "<form action=/enter><input name=nick></form>",
        "<form action=https://pier.example/enter><input name=nick></form>",
    ],
)
def test_a_page_is_somebodys_that_leads_on_or_asks(body: str) -> None:
    assert owned(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>It works!</p>",
        "<a href=https://maker.example/docs>Docs</a>",
        "<a href=//docs.maker.example/start>Docs</a>",
        "<a href=https://www.maker.example/docs>Docs</a>",
        "<a href=#top>Top</a><a href=/>Start</a><a href=./index.html>Start</a>",
        "<a href='mailto:keeper@pier.example'>Write</a><a href='javascript:open()'>Open</a>",
        "<a href='{{ url }}'>Start</a>",
        "<a href=/phpmyadmin/>Tables</a><a href=/server-status>Status</a><a href=/manual.html>Manual</a>",
        "<a href=/cpanel>Panel</a><a href=/logo.svg>Logo</a><a href=/files/start.zip>Start</a>",
        "<form action=https://maker.example/search><input name=q></form>",
        "<form action=/login><input name=user><input name=pass type=password></form>",
        "<form action=/go><button>Go</button></form>",
    ],
)
def test_it_is_nobodys_that_leads_elsewhere_or_to_what_every_server_has(body: str) -> None:
    assert not owned(body)


def test_where_the_host_is_not_known_a_whole_address_is_not_its_own() -> None:
    assert not owned("<a href=https://pier.example/rules>Rules</a>", host="")
    assert owned("<a href=rules>Rules</a>", host="")


def test_a_tool_of_the_server_is_one_wherever_it_stands() -> None:
    tools = ("<a href=/phpmyadmin/>", "<a href=./phpinfo.php?a=1>", "<a href=https://pier.example/server-status>")
    others = ("<a href=/rules>", "<a href=/my/phpmyadmin-tips>", "<a href=https://phpinfo.example/>")

    assert all(leads_to_tools(read_markup(f"{tool}a</a>")) for tool in tools)
    assert not any(leads_to_tools(read_markup(f"{other}a</a>")) for other in others)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *(("Tel. 12 34 56", True), ("Telefon: (030) 123456", True), ("Call +33 1 23 45 67 89", True)),
        *(("Phone 020 7946 0000", True), ("電話 03-1234-5678", True), ("☎ 0123 456789", True)),
        *(("+100 000 domains", False), ("+1 000 000 sites", False), ("over +10 000 000 names", False)),
        *(("for iPhone 12.1 / 13.4 / 14", False), ("Smartphone 12 34 56", False), ("phone 12 / 13", False)),
        *(("phone 1234567890123456789", False), ("+12", False)),
    ],
)
def test_a_number_is_a_telephone_only_if_it_can_be_one(text: str, is_one: bool) -> None:
    assert gives_a_telephone(read_markup(f"<p>{text}</p>")) is is_one
