"""Names with letters that an address takes none of: "Sølvholm" at solvholm.example, "Grünwerk" at gruenwerk.test."""

import pytest

from rempart.engines.verdict import VerdictKind
from tests.engines.verdict.test_everyday import FORM, MAIL, compare, portrait, site
from tests.factories.pages import HILLS, RIVER

OWN = (MAIL.format("anna{0}"), MAIL.format("bente{0}"))
ADDRESSED = [
    ("Sølvholm", "solvholm.example"),
    ("Sølvholm", "soelvholm.example"),
    ("Grünwerk", "gruenwerk.example"),
    ("Brännlund", "braennlund.example"),
    ("Mäkåby", "maekaaby.example"),
    ("Żółwin", "zolwin.example"),
]


def judged(name: str, office: str, hosts: tuple[str, str] = ("", ""), version: str = "20") -> VerdictKind:
    """Of two pages of one name with one form and one address of an office, each with an address of its own too."""
    pages = (
        portrait(site(name, said, FORM + MAIL.format(office) + own.format("@post.test")), host)
        for said, own, host in zip((RIVER, HILLS), OWN, hosts, strict=True)
    )
    return compare(*pages, version=version).kind


@pytest.mark.parametrize(("name", "domain"), ADDRESSED)
def test_an_address_bears_the_name_as_addresses_write_it(name: str, domain: str) -> None:
    assert judged(name, f"post@{domain}") is VerdictKind.SAME
    assert judged(name, f"post@{domain}", version="19") is VerdictKind.UNCLEAR


@pytest.mark.parametrize("name", sorted({name for name, _ in ADDRESSED}))
def test_an_office_of_another_name_is_a_thirds_still(name: str) -> None:
    assert judged(name, "post@innkeepers-union.example") is VerdictKind.UNCLEAR
    assert judged(name, "post@silverhome.example", ("ashby.example", "thornley.test")) is VerdictKind.UNCLEAR
