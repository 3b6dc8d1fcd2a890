"""Houses on one template that show each other's logos: what title and host say outweighs a picture among others."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()


def house(name: str, said: str, more: str, title: str = "{name} - open tonight") -> str:
    """A page of one maker's template that calls itself `name`, with `more` beside its text."""
    blocks = parts_of_one_build(name, said)
    scripts = "".join(f"<script src=/lq/{part}.js></script>" for part in ("tide-gauge", "lamp-row", "quay-wheel"))
    said_by_all = "<p>Whoever moors at the third ring after the bell pays the keeper two copper coins for the rope.</p>"
    return (
        f"<html lang=en><title>{title.format(name=name)}</title><meta property=og:site_name content='{name}'>"
        f"<body class=lq-page><main>{blocks}{said_by_all}</main>{more}{scripts}</body></html>"
    )


def logos(*names: str) -> str:
    return "".join(f"<img class=logo src=/logos/{name.lower()}.webp alt='{name} Logo'>" for name in names)


def verdict(first: str, second: str, hosts: tuple[str, str] = ("", ""), version: str = VERDICT_VERSION) -> Verdict:
    one, other = (
        portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))
        for html, host in zip((first, second), hosts, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize("hosts", [("", ""), ("official-velmora.test", "tarnivox.example")])
def test_a_logo_among_those_of_other_houses_is_no_name_of_the_page(hosts: tuple[str, str]) -> None:
    first = house("Velmora", RIVER, logos("Velmora", "Tarnivox"))
    second = house("Tarnivox", HILLS, logos("Velmora", "Tarnivox"))

    found = verdict(first, second, hosts)

    assert found.kind is not VerdictKind.SAME
    assert not found.comparison.name.shared
    assert verdict(first, second, hosts, version="13").comparison.name.shared


def test_a_host_that_says_the_shared_name_keeps_it() -> None:
    first = house("Velmora", RIVER, logos("Velmora", "Tarnivox"))
    second = house("Tarnivox", HILLS, logos("Velmora", "Tarnivox"))

    assert verdict(first, second, ("velmora.test", "velmora2.example")).comparison.name.shared == "velmora"


def test_a_title_that_says_the_shared_name_too_keeps_it() -> None:
    first = house("Velmora", RIVER, logos("Velmora", "Tarnivox"))
    second = house("Tarnivox", HILLS, logos("Velmora", "Tarnivox"), title="Tarnivox - Velmora is here now")

    assert verdict(first, second).comparison.name.shared == "velmora"


def test_a_name_in_two_words_and_in_one_is_one_name() -> None:
    first = house("Velmora Quillon", RIVER, logos("Velmoraquillon"))
    second = house("Velmoraquillon", HILLS, logos("Velmora Quillon"))

    assert verdict(first, second).comparison.name.shared
