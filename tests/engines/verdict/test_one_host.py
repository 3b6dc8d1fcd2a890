"""Two pages of one host, as a site's further pages and its versions years apart are: their make is a second reason."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
HOST = "lantern-quay.example"


PLACES = "".join(f"<{tag}><b><i></i></b></{tag}>" for tag in ("ul", "ol", "dl", "kbd", "samp", "var", "em", "q"))


def page(said: str, name: str = "Lantern Quay", prefix: str = "lq", more: str = "") -> str:
    """A page of one build, whose classes begin with `prefix`."""
    blocks = parts_of_one_build(name, said, prefix) + PLACES
    title = f"<title>{name}</title><meta property=og:site_name content='{name}'>"
    return f"<html lang=en>{title}<body class={prefix}-page><main>{blocks}</main>{more}</body></html>"


def customers(first: str, second: str, more: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """Two pages of one service, each titled and headed as its customer is called."""
    one, other = (
        page(said, more=f"<h1>{name}</h1>{beside}").replace("<title>Lantern Quay", f"<title>{name} - Lantern Quay")
        for said, name, beside in zip((RIVER, HILLS), (first, second), more, strict=True)
    )
    return one, other


def verdict_on(
    a: str, b: str, hosts: tuple[str, str] = (HOST, f"{HOST}/later"), version: str = VERDICT_VERSION
) -> Verdict:
    one, other = (
        portrait_of(PageInput(html=html, url=f"https://{host}/")) for html, host in zip((a, b), hosts, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


FIRST = page(RIVER)
SCRIPT = "<script src=/parts/quay-lamps.js></script><script src=/parts/tide-table.js></script>"
TOLD = " ".join(HILLS.format(n=n, name="Lantern Quay") for n in range(6))
KEPT = "<p>Nobody of Lantern Quay sings while the lamps on the river go out, as the keeper found last year.</p>"
MAIL = "<a href='mailto:{}@lantern-quay.example'>m</a>"
OTHER_BUILD = f"<html lang=en><title>Lantern Quay</title><h1>Lantern Quay</h1><p>{TOLD}</p>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, page(HILLS)),
        (FIRST + SCRIPT, OTHER_BUILD + KEPT + SCRIPT),
        (FIRST + MAIL.format("crew"), page(HILLS) + MAIL.format("office")),
    ],
    ids=["one build", "the same scripts and a part of the text", "another address of the host's own later"],
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


NEIGHBOURS = "<ul><li>Ashby School<li>Thornley Clinic</ul>"
MAILS = ("<a href='mailto:one@hill-farm.test'>m</a>", "<a href='mailto:two@river-boats.test'>m</a>")
ROOM, OTHER_ROOM = f"{HOST}/ashby", f"{HOST}/thornley"


@pytest.mark.parametrize(
    ("pages", "hosts"),
    [
        (customers("Ashby School", "Thornley Clinic"), (HOST, HOST)),
        (customers("Ashby School", "Thornley Clinic", (NEIGHBOURS, NEIGHBOURS)), (HOST, HOST)),
        (customers("Bakery", "Dental Clinic"), (f"{HOST}/bakery", f"{HOST}/dental")),
        (customers("4711", "815"), (f"{HOST}/4711", f"{HOST}/815")),
        ((FIRST, customers("Ashby School", "Thornley Clinic")[1]), (HOST, OTHER_ROOM)),
        (customers("Untitled", "Untitled", MAILS), (ROOM, OTHER_ROOM)),
    ],
    ids=["two names", "listed on both", "words of trades", "numbers", "a hoster and a customer", "two uploads"],
)
def test_customers_of_one_service_under_paths_of_its_host_may_be_two_owners(
    pages: tuple[str, str], hosts: tuple[str, str]
) -> None:
    assert verdict_on(*pages, hosts).kind is VerdictKind.UNCLEAR


def test_further_pages_of_a_site_are_no_customers() -> None:
    first, second = customers("Ashby School", "Contact")

    assert verdict_on(first, second, (HOST, f"{HOST}/contact")).kind is VerdictKind.SAME


def test_a_new_holder_on_the_same_program_may_be_another() -> None:
    """Under an expired name: the program's scripts, or its frame of a few sorts of places."""
    first, second = (page(said).replace(PLACES, "") for said in (RIVER, HILLS))

    assert verdict_on(FIRST + SCRIPT, OTHER_BUILD + SCRIPT).kind is VerdictKind.UNCLEAR
    assert verdict_on(first, second).kind is VerdictKind.UNCLEAR
    assert verdict_on(FIRST + MAILS[0], page(HILLS) + MAILS[1]).kind is VerdictKind.UNCLEAR


def test_a_new_holder_of_another_trade_is_another_on_the_same_template() -> None:
    one, other = (
        page(said).replace("<title>Lantern Quay", f"<title>Lantern Quay | {trade}")
        for said, trade in ((RIVER, "Bakery"), (HILLS, "Online casino"))
    )

    assert verdict_on(one, other).kind is VerdictKind.UNCLEAR
    assert verdict_on(one, other.replace("Online casino", "The same bakery")).kind is VerdictKind.SAME


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


def test_an_address_that_is_none_is_compared_as_one_without_a_path() -> None:
    html, address = page(RIVER), "https://lantern-quay.example["
    one, other = portrait_of(PageInput(html=html, url=address)), portrait_of(PageInput(html=page(HILLS), url=address))
    assert judge(one, other, BACKGROUND).kind is not VerdictKind.DIFFERENT


@pytest.mark.parametrize("users", [("~anna", "~ben"), ("@anna", "@ben"), ("~anna/links", "~ben/links")])
def test_users_of_one_host_share_what_it_puts_on_the_pages_of_all(users: tuple[str, str]) -> None:
    counted = "<script>gtag('config', 'G-LANTERNQ42');</script>"
    one, other = (
        portrait_of(PageInput(html=page(said, more=counted), url=f"https://{HOST}/{user}/"))
        for said, user in zip((RIVER, HILLS), users, strict=True)
    )

    found = judge(one, other, BACKGROUND)

    assert found.kind is VerdictKind.UNCLEAR
    assert any("two users of one host" in reason.text for reason in found.reasons)
    assert judge(one, other, BACKGROUND, version="21").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    "paths",
    [("~anna/", "~anna/boats.html"), ("users/anna", "users/anna.html"), ("user/dashboard", "user/messages")],
)
def test_pages_of_one_user_are_of_one_site_as_before(paths: tuple[str, str]) -> None:
    one, other = (
        portrait_of(PageInput(html=page(said), url=f"https://{HOST}/{path}"))
        for said, path in zip((RIVER, HILLS), paths, strict=True)
    )

    assert judge(one, other, BACKGROUND).kind is judge(one, other, BACKGROUND, version="21").kind
