"""Who shows a maker's or a supplier's texts whole gives its address beside his own: he is not who else does so."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories.pages import OTHER_RULES, ROOM_RULES

BACKGROUND = PageFiles().read_background()
COUNTER = "<script>gtag('config', 'G-SUPPLIER88');</script>"


def shown(name: str, host: str, own: str, *, title: str = "", given: str = "office@quay-makers.test") -> PageFeatures:
    said = "".join(f"<p class=qx-line>{rule}</p>" for rule in (*ROOM_RULES, *OTHER_RULES))
    return portrait_of(
        PageInput(
            html=f"<html lang=en><head><title>{title or name}</title><meta property=og:site_name content='{name}'>"
            f"<link rel=stylesheet href=/th/qx-style.css></head><body class=qx-page><header class=qx-top><a class=logo "
            f"href=/>{name}</a></header><main class=qx-main><h1>{name}</h1>{said}<p>{own}</p><p>{given}</p></main>"
            f"<footer class=qx-foot>© 2026 {name}</footer>{COUNTER}</body></html>",
            url=f"https://{host}/",
        )
    )


PAIRS = {
    "dealers": (
        shown("Velmora", "pellgor.test", "Tel. +33 3 87 53 18 61"),
        shown("Velmora", "brumeck.test", "Tel. +33 4 87 93 59 51"),
    ),
    "offices": (
        shown("Town Hall", "ronvaux.test", "Tel. +33 3 87 53 18 61"),
        shown("Town Hall", "lismark.test", "Tel. +33 4 87 93 59 51"),
    ),
    "mirrors of a program": (
        shown("Velmora", "mirror.pellgor.test", "Kept by admin@pellgor.test", given="devel@velmora.test"),
        shown("Velmora", "ftp.brumeck.test", "Kept by admin@brumeck.test", given="devel@velmora.test"),
    ),
    "branches at hosts called so": (
        shown("Velmora", "velmora-tarnelle.test", "<b>Tarnelle</b>", title="Velmora Tarnelle"),
        shown("Velmora", "velmora-ronvaux.test", "<b>Ronvaux</b>", title="Velmora Ronvaux"),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_texts_and_an_address_that_a_third_gave_to_both_do_not_make_two_one(name: str) -> None:
    a, b = PAIRS[name]
    found = judge(a, b, BACKGROUND)

    assert found.kind is VerdictKind.UNCLEAR, found.measures
    assert judge(b, a, BACKGROUND).probability == found.probability
    assert judge(a, b, BACKGROUND, version="23").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (shown("Velmora", "pellgor.test", ""), shown("Velmora", "brumeck.test", "")),
        (
            shown("Velmora", "velmora-9.test", "Tel. +33 3 87 53 18 61"),
            shown("Velmora", "velmora24.test", "Tel. +33 4 87 93 59 51"),
        ),
        (
            shown("Velmora", "pellgor.test", "Tel. +33 3 87 53 18 61"),
            shown("Velmora", "brumeck.test", "Tel. +33 3 87 53 18 61"),
        ),
        (
            shown("Velmora", "velmora-9.test", "", title="Velmora Tarnelle"),
            shown("Velmora", "velmora24.test", "", title="Velmora Ronvaux"),
        ),
    ],
    ids=["nothing of its own", "hosts of the name", "one telephone", "no host's own word"],
)
def test_one_that_comes_back_is_still_the_same(a: PageFeatures, b: PageFeatures) -> None:
    assert judge(a, b, BACKGROUND).kind is VerdictKind.SAME
