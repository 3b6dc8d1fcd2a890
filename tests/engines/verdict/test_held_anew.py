"""A hostname whose term ran out has a new holder, who is called as it is and has its addresses: no site is kept so."""

from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Fact, PageInput
from rempart.engines.pages.reading.naming import have_one_holder
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from rempart.engines.verdict.held_anew import held_anew

BACKGROUND = PageFiles().read_background()
HOST = "velmora.example"
CHAT = (
    "<html lang=en><title>Velmora</title><a class=logo href=/>Velmora</a><h1>Talk tonight</h1><form action=/join>"
    "<input name=nick><input name=age></form><p>Helpers wear a lantern sign and never ask for your full name. Three "
    "warnings in one week close the door for a month.</p><p>desk@velmora.example</p></html>"
)
BREAD = (
    "<html lang=en><title>Velmora</title><div><b class=logo>Velmora</b></div><article><h2>Bread for beginners</h2>"
    "<p>Bread needs an hour of rest before it goes into the oven.</p><p>Our favourite flour comes from a mill."
    "</p></article><footer>desk@velmora.example</footer></html>"
)


def judged(days: tuple[str, str], host: str = HOST, version: str = VERDICT_VERSION) -> Verdict:
    one, other = (
        portrait_of(
            PageInput(html=html, url=f"https://{at}/", facts=(Fact("registered-on", day, "rdap"),) if day else ())
        )
        for html, at, day in zip((CHAT, BREAD), (HOST, host), days, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


def test_the_addresses_of_a_host_are_no_reason_once_its_name_was_registered_anew() -> None:
    anew = judged(("2019-01-02", "2026-03-04"))

    assert judged(("2019-01-02", "2026-03-04"), version="20").kind is VerdictKind.SAME
    assert anew.kind is VerdictKind.UNCLEAR
    assert {"verdict.thirds_held"} <= {reason.code for reason in anew.reasons}


@pytest.mark.parametrize(
    "days", [("2019-01-02", "2019-01-02"), ("2019-01-02", "2019-01-03"), ("", "2026-03-04"), ("", "")]
)
def test_they_are_where_nothing_says_so(days: tuple[str, str]) -> None:
    verdict = judged(days)

    assert verdict.kind is VerdictKind.SAME
    assert "verdict.thirds_held" not in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    ("host", "days", "found"),
    [
        ("rooms.velmora.example", ("2019-01-02", "2026-03-04"), ("2019-01-02", "2026-03-04")),
        ("kolvara.test", ("2019-01-02", "2026-03-04"), ("", "")),
        (HOST, ("2019-01-02", "soon"), ("", "")),
    ],
    ids=["below it", "another name", "no day"],
)
def test_only_days_of_one_name_tell(host: str, days: tuple[str, str], found: tuple[str, str]) -> None:
    one, other = (
        portrait_of(PageInput(html=CHAT, url=f"https://{at}/", facts=(Fact("registered-on", day),)))
        for at, day in zip((HOST, host), days, strict=True)
    )

    assert held_anew(one, other, 1) == found


@pytest.mark.parametrize(("version", "told"), [(19, True), (20, False)])
def test_network_addresses_that_end_alike_are_no_one_name_in_features_from_version_20_on(
    version: int, told: bool
) -> None:
    one, other = (
        replace(
            portrait_of(PageInput(html=CHAT, url=f"https://{at}/", facts=(Fact("registered-on", day),))),
            version=version,
        )
        for at, day in (("192.0.2.7", "2019-01-02"), ("198.51.2.7", "2026-03-04"))
    )

    assert any(held_anew(one, other, 1)) is told
    assert have_one_holder(one.host, other.host, version) is told
    assert have_one_holder(one.host, one.host, version)


LATER = "<p>Loaf {n} of the day lies on the {n}th shelf from nine on, and the oven behind it is swept before noon.</p>"
EARLIER = "<p>Seat {n} at the long table is for the {n}th guest of the evening, who may bring a song along.</p>"


def on_one_theme(said: str, url: str, day: str = "") -> PageInput:
    parts = "".join(f"<{tag}><b><i></i></b></{tag}>" for tag in ("ul", "ol", "dl", "kbd", "samp", "var", "em", "q"))
    text = "".join(said.format(n=n) for n in range(6))
    html = (
        "<html lang=en><title>Zentaro</title><meta property=og:site_name content=Zentaro><body class=tw-page>"
        f"<a class=tw-logo href=/>Zentaro</a><h1 class=tw-head>Zentaro</h1><main class=tw-main>{text}</main>{parts}"
    )
    return PageInput(html=html, url=url, facts=(Fact("registered-on", day, "rdap"),) if day else ())


@pytest.mark.parametrize(
    ("path", "days", "kind"),
    [
        ("", ("", ""), VerdictKind.UNCLEAR),
        ("later", ("", ""), VerdictKind.SAME),
        ("later", ("2019-01-02", "2019-01-02"), VerdictKind.SAME),
        ("later", ("2019-01-02", "2026-03-04"), VerdictKind.UNCLEAR),
    ],
    ids=["one address", "two addresses", "held on", "held anew"],
)
def test_a_theme_that_many_use_tells_of_no_holder_who_may_be_new(
    path: str, days: tuple[str, str], kind: VerdictKind
) -> None:
    """A page that says nothing of what stood at its address is another's as well as the same owner's."""
    home = "https://zentaro.example/"
    first = portrait_of(on_one_theme(EARLIER, home, days[0]))
    second = portrait_of(on_one_theme(LATER, home + path, days[1]))

    assert judge(first, second, BACKGROUND).kind is kind
    assert judge(first, second, BACKGROUND, version="25").kind is VerdictKind.SAME
