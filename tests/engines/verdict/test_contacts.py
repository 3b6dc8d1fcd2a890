"""Accounts, links that count clicks and addresses of a page's own: what contradicts one site, and what is a reason."""

from base64 import b64encode
from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
LAMPS = "Lamp {n} on the quay is lit at hour {n} by keeper {n}, who writes it down in book {n}."
SACKS = "Basket {n} leaves the mill before noon, and miller {n} counts another {n} sacks of rye."


def site(said: str, links: str = "", script: str = "", own: str = "", name: str = "Vorlim") -> PageFeatures:
    """A page firmly called `name`, with forty sentences of its own."""
    head = f"<title>{name}</title><meta property=og:site_name content={name}>" + (
        own and f"<link rel=canonical href={own}>"
    )
    texts = "".join(f"<p>{said.format(n=n)}</p>" for n in range(40))
    code = f"<script>{script}</script>" if script else ""
    return portrait_of(PageInput(html=f"<html lang=en>{head}<body><h1>{name}</h1><main>{texts}{links}</main>{code}"))


def compare(first: PageFeatures, second: PageFeatures, version: str = "12") -> Verdict:
    return judge(first, second, BACKGROUND, version=version)


def hop(address: str) -> str:
    """A script that hides where it sends visitors."""
    return f'var hopTo = atob("{b64encode(address.encode()).decode()}");'


def to(address: str) -> str:
    return f"<a href=https://{address}>Enter</a>"


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def test_other_links_that_count_clicks_contradict_nothing() -> None:
    pair = site(LAMPS, to("hops.test/a1f9")), site(SACKS, to("hops.test/8f3b"))

    assert "verdict.contact_differs" not in codes(compare(*pair))
    assert "verdict.contact_differs" in codes(compare(*pair, version="11"))


@pytest.mark.parametrize(
    ("first", "second"), [("t.me/quayone", "t.me/milltwo"), ("hops.test/vorlim", "hops.test/vorlimx")]
)
def test_other_accounts_at_a_known_service_or_of_the_name_contradict(first: str, second: str) -> None:
    assert "verdict.contact_differs" in codes(compare(site(LAMPS, to(first)), site(SACKS, to(second))))


def test_accounts_at_two_services_contradict_less_than_two_at_one() -> None:
    one, same, other = (site(LAMPS, to(at)) for at in ("t.me/quayone", "t.me/milltwo", "github.com/milltwo"))

    assert compare(one, same).measures["contact_differs"] == 1
    assert 0 < compare(one, other).measures["contact_differs"] < 0.5


def test_two_addresses_at_one_domain_contradicted_nothing_in_version_12_if_it_bears_the_name() -> None:
    def mail(address: str) -> PageFeatures:
        return site(LAMPS, f"<a href=mailto:{address}>Mail</a>")

    own = mail("office@vorlim-quay.test"), mail("rent@vorlim-quay.test")

    assert "verdict.contact_differs" not in codes(judge(*own, BACKGROUND, version="12"))
    assert "verdict.contact_differs" in codes(judge(*own, BACKGROUND))
    for service in ("gmail.com", "letters-of-the-north.test"):
        of_a_service = compare(mail(f"quay.one@{service}"), mail(f"mill.two@{service}"))
        assert "verdict.contact_differs" in codes(of_a_service)


def test_one_address_that_both_name_as_their_own_counts_and_is_no_second_reason_beside_the_name() -> None:
    """Whoever copies a page's head has its title, its name for others and its address."""
    pair = site(LAMPS, own="https://vorlim-quay.test/"), site(SACKS, own="https://vorlim-quay.test/")
    verdict = compare(*pair)

    assert any(reason.code == "verdict.own_address" and reason.values["record_b"] for reason in verdict.reasons)
    assert (verdict.kind, "missing_second_source" in verdict.measures) == (VerdictKind.UNCLEAR, True)


@pytest.mark.parametrize("name", ["Vorlim", "Belzutan"])
def test_the_address_of_a_portal_is_none(name: str) -> None:
    """A portal shows the pages of many, and its address is not called as they are."""
    portal = "https://harbour-pages.test/"
    assert compare(site(LAMPS, own=portal), site(SACKS, own=portal, name=name)).kind is not VerdictKind.SAME


def test_an_address_under_another_name_is_no_reason() -> None:
    own = "https://vorlim-quay.test/"
    assert compare(site(LAMPS, own=own), site(SACKS, own=own, name="Belzutan")).kind is not VerdictKind.SAME


def test_where_scripts_hide_that_they_send_visitors_is_read() -> None:
    pair = site(LAMPS, script=hop("https://hops.test/dizfomir")), site(SACKS, script=hop("https://hops.test/dizfomir"))

    assert (Kind.HANDLE, "hops.test/dizfomir") in {(sign.kind, sign.value) for sign in pair[0].signs}
    assert compare(*pair).kind is VerdictKind.SAME


@pytest.mark.parametrize("account", ["newsletter", "careers", "dizfomir"])
def test_one_path_at_two_hosts_is_no_account_of_both(account: str) -> None:
    """Namesakes lead to pages of one name everywhere, and nothing tells a number of a reseller from a word."""
    verdict = compare(site(LAMPS, to(f"hops.test/{account}")), site(SACKS, to(f"jumps.example/{account}")))

    assert verdict.kind is not VerdictKind.SAME


def card(title: str, further: str) -> PageFeatures:
    """A page on a builder that leaves its name and its account on what is made with it."""
    kit = "<script src=/kit/cards.js></script><script>window.cardKit={perRow:2};function cardKitStart(){}</script>"
    told = "".join(
        f"<p>Card {n} opens with one tap, and link {n} is counted on the board of the pier.</p>" for n in range(9)
    )
    links = f"<ul><li>{to('forge.test/quaylink')}</li><li>{to('pier.test/links')}</li></ul>"
    said = f"<h1>{title}</h1><h2>Quaylink</h2><p>The Quaylink of {title}.</p>{further}{told}{links}"
    return portrait_of(
        PageInput(html=f"<html lang=en><title>{title}</title>{kit}<body>{said}<footer>© {title}, Quaylink")
    )


def test_a_builders_account_under_its_name_is_not_its_customers() -> None:
    own, customers = card("Quaylink", ""), card("Fabrin Menegal", "<p>Fabrin Menegal sails. Fabrin Menegal paints.</p>")

    assert set(compare(own, customers).comparison.name.of_b) == {"fabrin", "menegal", "quaylink"}
    assert compare(own, customers).kind is not VerdictKind.SAME
    assert compare(own, customers, version="11").kind is VerdictKind.SAME


def test_a_path_on_the_host_of_one_page_is_no_account_of_both() -> None:
    """Two people who wrote something together both lead to it where one of them keeps it."""
    lead = "<p><a href='https://velmora.example/@lantern'>The lantern</a></p>"
    html = "<html lang=en><title>{0}</title><body><h1>{0}</h1><p>{1}</p>" + lead
    a = portrait_of(PageInput(html=html.format("Velmora", "The boats are kept here."), url="https://velmora.example/"))
    b = portrait_of(PageInput(html=html.format("Tarnivo", "Sheep are counted here."), url="https://tarnivo.test/"))

    def has_account(first: PageFeatures, version: str = VERDICT_VERSION) -> bool:
        return any(item.sign.kind is Kind.HANDLE for item in compare(first, b, version).comparison.shared)

    assert not has_account(a)
    assert has_account(replace(a, host="river.example"))
    assert has_account(a, "13")


@pytest.mark.parametrize(
    ("path", "host", "is_one"),
    [
        ("maps", "vorlim.example", False),
        ("art-6-privacy", "vorlim.example", False),
        ("privacy-policy", "", False),
        ("lantern", "lantern-quay.example", True),
        ("vorlim_news", "", True),
        ("99123456701", "vorlim.example", True),
    ],
)
def test_a_path_of_everyday_words_is_an_account_only_of_who_is_called_so(path: str, host: str, is_one: bool) -> None:
    html = f"<title>Vorlim</title><h1>Vorlim</h1><a href=https://social.example/{path}>there</a>"
    found = portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))

    assert any(sign.kind is Kind.HANDLE for sign in found.signs) is is_one


@pytest.mark.parametrize("account", ["t.me/paradise", "discord.gg/family", "kik.me/angel"])
def test_an_account_at_a_messenger_is_one_by_whatever_word(account: str) -> None:
    found = portrait_of(PageInput(html=f"<title>Vorlim</title><a href=https://{account}>there</a>"))

    assert account in {sign.value for sign in found.signs if sign.kind is Kind.HANDLE}


def test_a_number_without_a_countrys_code_is_told_as_it_is_dialled() -> None:
    page = portrait_of(PageInput(html="<p><a href=tel:0470-11.22.33>Call</a> <a href=tel:+32470112233>or here</a></p>"))
    told = {sign.value: sign.text for sign in page.signs if sign.kind is Kind.PHONE}
    assert told == {"+0470112233": "0470112233", "+32470112233": "+32470112233"}


@pytest.mark.parametrize(
    ("shown", "is_read"),
    [
        ("<input readonly value=keeper@quay.example>", True),
        ("<input type=email disabled value='keeper@quay.example'>", True),
        ("<map name=m><area href='mailto:keeper@quay.example'></map>", True),
        ("<input type=hidden readonly value=keeper@quay.example>", False),
        ("<input value=keeper@quay.example>", False),  # a reader may have entered it
        ("<div style=display:none><input readonly value=keeper@quay.example></div>", False),
    ],
)
def test_what_stands_in_a_field_to_read_or_behind_a_part_of_a_picture_is_a_contact_point(
    shown: str, is_read: bool
) -> None:
    page = site(LAMPS, shown)

    assert ("keeper@quay.example" in {sign.value for sign in page.signs if sign.kind is Kind.EMAIL}) is is_read
