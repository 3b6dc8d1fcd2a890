"""What a page says that may be a host's own, or is a placeholder: whose it is."""

from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
NAMED = "<title>Lantern Quay</title><h1>Lantern Quay</h1>"
SOON = "<p>Coming soon: this site is under construction.</p>"


def portrait(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def doubtful(page: PageFeatures) -> PageFeatures:
    """`page` as the classifier sees one of which it is not sure: neither a placeholder nor surely a site."""
    return replace(page, kind=replace(page.kind, site_probability=0.7))


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def said(name: str, more: str) -> str:
    return pages.page(name, f"<p>{name} keeps {more}. Write to {name}.</p>{pages.RULES}")


def test_what_a_doubtful_page_says_counts_beside_a_very_firm_name() -> None:
    one, other = portrait(said("Velmora", "a lamp")), doubtful(portrait(said("Velmora", "seven bells")))
    verdict = judge(one, other, BACKGROUND)

    assert verdict.comparison.name.firmness > 6.0
    assert (verdict.kind, "verdict.sentence" in codes(verdict)) == (VerdictKind.SAME, True)
    assert judge(one, other, BACKGROUND, version="9").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("hosts", "kind"),
    [
        (("velmora.example", "pier-7.test"), VerdictKind.SAME),
        (("pier-7.test", "vel-mora2.example"), VerdictKind.SAME),
        (("pier-7.test", "gull.example"), VerdictKind.UNCLEAR),
    ],
)
def test_not_so_under_hosts_that_are_called_otherwise(hosts: tuple[str, str], kind: VerdictKind) -> None:
    """A supplier's page in a wording never met bears its own name under all its customers' addresses."""
    one, other = (doubtful(portrait(said("Velmora", "a lamp"), host)) for host in hosts)

    assert judge(one, other, BACKGROUND).kind is kind


def test_a_placeholder_under_a_sites_name_with_its_address_is_that_site_under_construction() -> None:
    site = portrait(pages.CLOSED)
    left = portrait(f"{NAMED}{SOON}{pages.CONTACT}")
    verdict = judge(site, left, BACKGROUND)

    assert left.kind.says_nothing
    assert (verdict.kind, verdict.probability > 0.9) == (VerdictKind.SAME, True), verdict.measures
    assert codes(verdict) >= {"verdict.unfinished", "verdict.name", "verdict.email"}
    assert "verdict.says_nothing" not in codes(verdict)
    assert judge(site, left, BACKGROUND, version="9").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "left",
    [
        f"{NAMED}{SOON}",  # a name alone
        f"<title>Gull Rock</title><h1>Gull Rock</h1>{SOON}{pages.CONTACT}",  # an address alone
        f"{NAMED}<p>This domain is for sale. Make an offer.</p>{pages.CONTACT}",
        f"<title>Lantern Quay: 404 not found</title><h1>Lantern Quay</h1><p>404 not found</p>{pages.CONTACT}",
        f"{NAMED}{SOON}{pages.CONTACT}<script src='/hosting-default-page/x.js'></script>",
    ],
)
def test_a_placeholder_is_nobodys_by_less_or_when_it_is_sold_broken_or_a_services(left: str) -> None:
    page = portrait(left)
    verdict = judge(portrait(pages.CLOSED), page, BACKGROUND)

    assert page.kind.says_nothing
    assert (verdict.kind, "verdict.unfinished" in codes(verdict)) == (VerdictKind.UNCLEAR, False)


def test_a_placeholder_under_a_host_of_another_name_is_its_suppliers() -> None:
    left = f"{NAMED}{SOON}{pages.CONTACT}"
    site = portrait(pages.CLOSED)

    assert judge(site, portrait(left, "lantern-quay3.example"), BACKGROUND).kind is VerdictKind.SAME
    assert judge(site, portrait(left, "gull-rock.example"), BACKGROUND).kind is VerdictKind.UNCLEAR


def test_two_placeholders_are_never_the_same() -> None:
    left = f"{NAMED}{SOON}{pages.CONTACT}{pages.RULES}"
    one, other = (replace(portrait(left), kind=portrait(SOON).kind) for _ in range(2))

    assert judge(one, other, BACKGROUND).kind is VerdictKind.UNCLEAR
