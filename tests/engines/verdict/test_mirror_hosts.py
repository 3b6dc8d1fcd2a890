"""What is known of hosts does not make mirrors two: those of nobody's name, misspelt, or in other scripts."""

import re

import pytest

from rempart.engines.verdict import VerdictKind
from tests.engines.verdict.test_everyday import FORM, HOSTS, PLUGIN, compare, portrait, site, two
from tests.factories.pages import HILLS, RIVER


@pytest.mark.longer
@pytest.mark.parametrize(
    "hosts",
    [
        ("best-slots-24.example", "casino-bonus-77.test"),
        ("{}.example", "top-casino-7.test"),
        ("{}casinoit.example", "{}scommesse.test"),
        ("{}-login.example", "casino-{}-de.test"),
    ],
)
@pytest.mark.parametrize("name", ["Golden Dragon", "Lantern", "Velmora"])
def test_hosts_of_mirrors_tell_no_more_than_files_do(name: str, hosts: tuple[str, str]) -> None:
    verdict = two(name, FORM + PLUGIN, FORM + PLUGIN, hosts)

    assert verdict.kind is two(name, FORM + PLUGIN, FORM + PLUGIN).kind is VerdictKind.SAME, verdict.measures


@pytest.mark.parametrize(
    "hosts",
    [
        HOSTS,
        ("best-slots-24.example", "thornley-lamps.test"),
        ("best-shop-24.example", "top-store-7.test"),
        ("{}-it.example", "{}-de.test"),
        ("{}s.example", "{}hotel.test"),
        ("casino-7.pages.test", "casino-9.pages.test"),
    ],
)
def test_hosts_of_owners_keep_two_of_one_everyday_word_apart(hosts: tuple[str, str]) -> None:
    assert two("Lantern", FORM + PLUGIN, FORM + PLUGIN, hosts).kind is VerdictKind.UNCLEAR


def test_a_misspelt_host_is_called_by_a_name_that_no_language_has() -> None:
    hosts = "velmra.example", "valmora24.test"

    assert two("Velmora", FORM, FORM, hosts).kind is VerdictKind.SAME
    assert two("Velmora", FORM, FORM, ("moss-hill.example", "shop-ashby.test")).kind is VerdictKind.UNCLEAR


def test_a_host_in_another_script_is_called_by_the_name() -> None:
    hosts = [f"{name}.example".encode("idna").decode() for name in ("велмора", "казино-велмора")]
    first, second = hosts

    assert two("Velmora", FORM, FORM, (first, second)).kind is VerdictKind.SAME


def test_forms_that_ask_for_other_things_take_nothing_from_a_make_under_a_name_that_no_language_has() -> None:
    other = "<form action=/seats><input name=captain placeholder=Captain><input name=oars placeholder=Oars><input "
    other += "name=tide placeholder=Tide><input name=keel placeholder=Keel></form>"
    alike = re.sub("<form.*?</form>", "{}", site("Velmora", "SAID", FORM), flags=re.DOTALL)
    assert alike.count("{}") == 1
    pages = [
        portrait(alike.replace("{}", form).replace("SAID", said), host)
        for said, form, host in ((RIVER, FORM, "velmora.example"), (HILLS, other, "velmora24.test"))
    ]

    assert compare(*pages).kind is VerdictKind.SAME
    assert compare(*pages, version="18").kind is VerdictKind.UNCLEAR
