"""Hosts in other scripts, in the letters that names are compared in."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.features import page_features
from rempart.engines.pages.words.idn import in_latin, spelled_as


@pytest.mark.parametrize(
    ("host", "read"),
    [
        ("велмора.example", "velmora.example"),
        ("велмора.example".encode("idna").decode(), "velmora.example"),
        ("клуб-велмора24.test".encode("idna").decode(), "klub-velmora24.test"),
        ("vélmora.example".encode("idna").decode(), "velmora.example"),
        ("velmora.example", "velmora.example"),
        ("xn--velmora-.example", "xn--velmora-.example"),
        ("xn--é.example", "xn--é.example"),
        ("xn--99999999.example", "xn--99999999.example"),
        ("xn--", "xn--"),
        ("", ""),
        ("велмора.xn--p1ai", "velmora.xn--p1ai"),
    ],
)
def test_labels_of_other_scripts_are_read_as_names_are(host: str, read: str) -> None:
    assert in_latin(host) == read


def test_a_name_in_such_a_host_is_spelled_as_the_page_spells_it() -> None:
    host = "комет-казино24.example".encode("idna").decode()

    assert spelled_as(host, ["comet"]) == "comet-kazino24.example"
    assert spelled_as(host, ["lantern"]) == "komet-kazino24.example"
    assert spelled_as("comet.example", ["komet"]) == "comet.example"


def test_a_page_keeps_its_host_as_it_is_and_reads_it() -> None:
    host = "квента.example".encode("idna").decode()
    page = page_features(PageInput(html="<title>Quenta</title><h1>Quenta</h1>Quenta", url=f"https://{host}/"))

    assert (page.host, page.read_host) == (host, "quenta.example")
