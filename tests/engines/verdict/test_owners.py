"""What a page says that may be a host's own, or is a placeholder: whose it is."""

from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
NAMED = "<title>Lantern Quay</title><a class=logo>Lantern Quay</a><h1>Lantern Quay</h1>"
SITE = pages.CLOSED.replace("<h1>", "<a class=logo>Lantern Quay</a><h1>")
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
        (("pier-7.test", "gullvelmora.example"), VerdictKind.UNCLEAR),
        (("velmora.example", "customer1.velmora.example"), VerdictKind.UNCLEAR),
    ],
)
def test_not_so_under_hosts_that_are_called_otherwise(hosts: tuple[str, str], kind: VerdictKind) -> None:
    """A supplier's page in a wording never met bears its own name under all its customers' addresses."""
    one, other = (doubtful(portrait(said("Velmora", "a lamp"), host)) for host in hosts)

    assert judge(one, other, BACKGROUND).kind is kind


def test_a_placeholder_under_a_sites_name_with_its_address_is_that_site_under_construction() -> None:
    site = portrait(SITE)
    left = portrait(f"{NAMED}{SOON}{pages.CONTACT}", "lantern-quay2.test")
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
        f"{NAMED}{SOON}{pages.CONTACT}<p>This name was seized. Write to help@harbour-office.test</p>",
    ],
)
def test_a_placeholder_is_nobodys_by_less_or_when_it_is_sold_broken_or_a_services(left: str) -> None:
    page = portrait(left, "lantern-quay.test")
    verdict = judge(portrait(SITE), page, BACKGROUND)

    assert page.kind.says_nothing
    assert (verdict.kind, "verdict.unfinished" in codes(verdict)) == (VerdictKind.UNCLEAR, False)


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("lantern-quay3.example", VerdictKind.SAME),
        ("lantern-quay.pier-hosting.test", VerdictKind.SAME),
        ("gull-rock.example", VerdictKind.UNCLEAR),
        ("blueslanterns-hosting.test", VerdictKind.UNCLEAR),  # a part of another word
        ("customer1.lantern-quay.example", VerdictKind.UNCLEAR),  # a customer's, of a host that is called so
        ("", VerdictKind.UNCLEAR),  # nobody knows
    ],
)
def test_a_placeholder_is_its_suppliers_unless_its_host_bears_the_name(host: str, kind: VerdictKind) -> None:
    left = portrait(f"{NAMED}{SOON}{pages.CONTACT}", host)

    assert judge(portrait(SITE), left, BACKGROUND).kind is kind


@pytest.mark.parametrize(
    "supplied",
    [
        "<p>help@hosterco.example</p>",
        "<p>Tel +33 5 61 22 33 44</p>",
        "<script>gtag('config', 'G-HOSTER12345');</script>",
        "<div class='g-recaptcha' data-sitekey='6LeHosterKey000000000000000000000000AAAA'></div>",
        "<form action='mailto:forms@hosterco.example'><input name=a><input name=b></form>",
    ],
)
@pytest.mark.parametrize("own", ["", "<p>{}@gull.example</p>"])
def test_what_is_a_suppliers_makes_no_placeholder_a_namesakes(supplied: str, own: str) -> None:
    site = portrait(pages.page("Velmora", f"{pages.RULES}{supplied}{own.format('pier')}"), "velmora.example")
    left = portrait(f"<title>Velmora</title><h1>Velmora</h1>{SOON}{supplied}{own.format('lamp')}", "velmora.test")

    assert left.kind.says_nothing
    assert judge(site, left, BACKGROUND).kind is VerdictKind.UNCLEAR


def test_a_short_name_inside_another_word_is_not_the_hosts() -> None:
    mail = "<p>support@prunery.test</p>"
    site = portrait(pages.page("Rune", f"{pages.RULES}{mail}"), "rune.example")
    left = portrait(f"<title>Rune</title><h1>Rune</h1>{SOON}{mail}", "prunery-hosting.test")

    assert judge(site, left, BACKGROUND).kind is VerdictKind.UNCLEAR


def test_two_placeholders_are_never_the_same() -> None:
    left = f"{NAMED}{SOON}{pages.CONTACT}{pages.RULES}"
    one, other = (replace(portrait(left), kind=portrait(SOON).kind) for _ in range(2))

    assert judge(one, other, BACKGROUND).kind is VerdictKind.UNCLEAR
