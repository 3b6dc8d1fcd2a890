"""Whatever way an address is written, its hostname is one."""

import pytest

from rempart.engines.pages import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Velmora.example:8443/rooms", "velmora.example"),
        ("https://velmora.example./", "velmora.example"),
        ("//anna@velmora.example?night", "velmora.example"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("https://velmora。example/", "velmora.example"),
        ("https://192.0.2.7/", "192.0.2.7"),
        ("velmora.example", "velmora.example"),
        ("mailto:desk@velmora.example", ""),
        ("https:///rooms", ""),
    ],
)
def test_one_host_is_known_however_it_is_written(url: str, host: str) -> None:
    assert host_of(url) == host
