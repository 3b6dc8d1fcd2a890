"""Two pages of one host, as a site's further pages and its versions years apart are: their make is a second reason."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
HOST = "lantern-quay.example"


def page(said: str, name: str = "Lantern Quay", prefix: str = "lq", more: str = "") -> str:
    """A page of one build, whose classes begin with `prefix`."""
    blocks = parts_of_one_build(name, said, prefix)
    title = f"<title>{name}</title><meta property=og:site_name content='{name}'>"
    return f"<html lang=en>{title}<body class={prefix}-page><main>{blocks}</main>{more}</body></html>"


def verdict_on(a: str, b: str, hosts: tuple[str, str] = (HOST, HOST), version: str = "15") -> Verdict:
    one, other = (
        portrait_of(PageInput(html=html, url=f"https://{host}/")) for html, host in zip((a, b), hosts, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


FIRST = page(RIVER)
SCRIPT = "<script src=/parts/quay-lamps.js></script><script src=/parts/tide-table.js></script>"
TOLD = " ".join(HILLS.format(n=n, name="Lantern Quay") for n in range(6))
OTHER_BUILD = f"<html lang=en><title>Lantern Quay</title><h1>Lantern Quay</h1><p>{TOLD}</p>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, page(HILLS)),
        (FIRST + SCRIPT, OTHER_BUILD + SCRIPT),
        (FIRST + "<a href='tel:+99100200300'>tel</a>", page(HILLS) + "<a href='tel:+99100200400'>tel</a>"),
    ],
    ids=["one build", "the same scripts", "another number later"],
)
def test_pages_of_one_host_of_one_name_and_make_are_of_one_site(first: str, second: str) -> None:
    verdict = verdict_on(first, second)

    assert verdict.kind is VerdictKind.SAME, verdict.measures
    assert "verdict.housed" in {reason.code for reason in verdict.reasons}
    assert verdict_on(first, second, version="14").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("second", "hosts"),
    [
        (page(HILLS), (HOST, "lantern-quay.test")),
        (page(HILLS), ("", "")),
        (page(HILLS, prefix="other"), (HOST, HOST)),
        (OTHER_BUILD, (HOST, HOST)),
    ],
    ids=["another host", "no host known", "other classes", "a new holder's own build"],
)
def test_not_so_at_two_hosts_or_of_another_make(second: str, hosts: tuple[str, str]) -> None:
    assert verdict_on(FIRST, second, hosts).kind is not VerdictKind.SAME


def test_customers_of_one_service_under_paths_of_its_host_may_be_two_owners() -> None:
    first, second = (
        page(said, more=f"<h1>{name}</h1>").replace("<title>Lantern Quay", f"<title>{name} - Lantern Quay")
        for said, name in ((RIVER, "Ashby School"), (HILLS, "Thornley Clinic"))
    )

    assert verdict_on(first, second).kind is not VerdictKind.SAME


def test_pages_of_one_host_and_make_are_never_called_different() -> None:
    """A further page of few words often says no name, or one of what it speaks of."""
    second = page(HILLS, name="Ashby School")

    assert verdict_on(FIRST, second).kind is VerdictKind.UNCLEAR
    assert verdict_on(FIRST, second, (HOST, "ashby-school.test")).kind is VerdictKind.DIFFERENT
    assert verdict_on(FIRST, second, version="14").kind is VerdictKind.DIFFERENT


def test_pages_called_as_their_one_host_are_not_called_different_years_apart() -> None:
    """Rewritten on another build, so that nothing else is left: it may have a new holder, or not."""
    first, second = (
        f"<html lang=en><title>Lantern</title><{tag}>" + " ".join(said.format(n=n, name="it") for n in range(9))
        for tag, said in (("p", HILLS), ("div", RIVER))
    )

    assert verdict_on(first, second, ("lantern.quay.example",) * 2).kind is VerdictKind.UNCLEAR
    assert verdict_on(first, second, ("", "")).kind is VerdictKind.DIFFERENT
    assert verdict_on(first, second, ("lantern.quay.example",) * 2, version="14").kind is VerdictKind.DIFFERENT


def test_at_a_host_called_as_a_template_stands_the_templates_own_site() -> None:
    first = page(RIVER, name="Lantern Template Bootstrap")
    second = first.replace("barge", "ferry")

    assert verdict_on(first, second, ("lantern-bootstrap-template.example",) * 2).kind is VerdictKind.SAME
    assert verdict_on(first, second, ("lantern-river.example", "lantern-hill.test")).comparison.untouched
    assert verdict_on(first, second).kind is VerdictKind.UNCLEAR
