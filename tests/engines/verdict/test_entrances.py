"""A chat's page of nickname and password: short as any program's, and yet the site's where its host is called so."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput, PageKind
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
LAST = "15"


ROOMS = ("Lobby", "Guests", "Terrace")


def entrance(name: str, rules: str, offered: tuple[str, ...]) -> str:
    """The page by which visitors of a chat program come in, under the chat's own name; `offered` are its rooms."""
    rooms = "".join(f"<option>{room}</option>" for room in offered)
    fields = (
        "<div><label for=nick>Nickname:</label><br><input name=nick id=nick maxlength=16></div>"
        "<div><label for=word>Password:</label><br><input type=password name=word id=word></div>"
        f"<div><label for=room>Room:</label><br><select name=room id=room>{rooms}</select></div>"
    )
    places = "".join(f"<{tag}><b><i></i></b></{tag}>" for tag in ("ul", "ol", "dl", "kbd", "samp", "var", "em", "q"))
    head = f"<title>{name}</title><meta name=application-name content='{name}'><script src=js/plauda.js></script>"
    form = (
        f"<form id=login class=login-form action='./?login' method=post>{fields}<button name=go>Enter</button></form>"
    )
    body = f"<div id=in class=login-in><h1 class=logo>{name}</h1>{form}<p class=login-rules>{rules}</p>{places}</div>"
    return f"<html lang=en>{head}<body class=login-page>{body}</body></html>"


def verdict_on(
    name: str, hosts: tuple[str, str], version: str = VERDICT_VERSION, offered: tuple[str, ...] = ROOMS
) -> Verdict:
    said = ("Be kind at night, since the neighbours sleep.", "Nobody leaves before the lamp is put out.")
    one, other = (
        portrait_of(PageInput(html=entrance(name, rules, offered), url=f"https://{host}/" if host else ""))
        for rules, host in zip(said, hosts, strict=True)
    )
    assert (one.kind.kind, other.kind.kind) == (PageKind.LOGIN, PageKind.LOGIN)
    return judge(one, other, BACKGROUND, version=version)


def test_a_reopened_chat_is_known_by_its_entrance_under_hosts_of_its_name() -> None:
    assert verdict_on("Velmora", ("velmora.example", "velmora24.test")).kind is VerdictKind.SAME
    assert verdict_on("Velmora", ("velmora.example", "velmora24.test"), LAST).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    ("name", "hosts"),
    [
        ("Velmora", ("", "")),
        ("Velmora", ("velmora.harbour-firm.example", "velmora.hill-school.test")),
        ("Velmora", ("harbour-firm.example", "hill-school.test")),
        ("Velmora", ("velmora.example", "hill-school.test")),
        ("Garden Door", ("garden-door.example", "gardendoor24.test")),
    ],
    ids=["hosts are not known", "below their holders' names", "called otherwise", "one called otherwise", "everyday"],
)
def test_an_entrance_that_many_may_run_is_neither_the_same_nor_another(name: str, hosts: tuple[str, str]) -> None:
    assert verdict_on(name, hosts).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize("offered", [("Lobby",), ("English", "Deutsch", "Français"), ("18", "19", "20", "21")])
def test_an_entrance_that_offers_nothing_of_its_own_is_its_programs_at_every_host(offered: tuple[str, ...]) -> None:
    found = verdict_on("Velmora", ("velmora.example", "velmora24.test"), offered=offered)

    assert found.kind is VerdictKind.UNCLEAR
