"""What the holder of a registered name gives to every page below it, and what programs store for everybody."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Fact, Family, PageFeatures, PageInput, SidePage
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
TERMS = "".join(
    f"<p>Pagewright may end a page that breaks rule {number} of these terms at once.</p>"
    for number in ("one", "two", "three", "four", "five", "six", "seven", "eight")
)
FACTS = (Fact("certificate-key", "ab" * 32, "chain"), Fact("registrant", "Pagewright Services", "rdap"))
ANNA = (
    "<title>Anna's Bread</title><h1>Anna's Bread</h1><p>We bake rye bread each morning in the old oven by the mill.</p>"
)
TOM = "<title>Tom's Boats</title><main><h2>Tom's Boats</h2><div>I write about old boats and loud engines.</div></main>"


def page(html: str, address: str, facts: tuple[Fact, ...] = FACTS) -> PageFeatures:
    terms = SidePage(f"https://{address.partition('/')[0]}/terms", TERMS, record="beside")
    return portrait_of(PageInput(html=html, url=f"https://{address}", facts=facts, beside=(terms,)))


def judged(addresses: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    return judge(page(ANNA, addresses[0]), page(TOM, addresses[1]), BACKGROUND, version=version)


@pytest.mark.parametrize(
    "addresses",
    [("anna.pagewright.example/", "tom.pagewright.example/"), ("pagewright.example/anna", "pagewright.example/tom")],
)
def test_customers_of_one_service_share_nothing_by_its_key_and_terms(addresses: tuple[str, str]) -> None:
    verdict = judged(addresses)

    assert verdict.kind is not VerdictKind.SAME
    assert verdict.probability < 0.05
    assert not {Family.NETWORK.value, Family.TEXT.value} & verdict.measures.keys()
    assert verdict.probability < judged(addresses, version="17").probability


def test_at_hosts_of_their_own_a_key_and_a_holder_tell() -> None:
    assert judged(("anna-ashby.example/", "tom-thornley.test/")).measures["network"] > 0


@pytest.mark.parametrize(("version", "is_same"), [("24", True), (VERDICT_VERSION, False)])
def test_who_names_another_as_holder_of_his_host_and_copies_his_words_is_not_that_one(
    version: str, is_same: bool
) -> None:
    told = "".join(f"<p>Lamp {n} of the {n}th hall is lit at hour {n} by whoever comes in last.</p>" for n in range(16))
    one, other = (
        portrait_of(
            PageInput(
                html=f"<title>{name}</title><h1>{name}</h1>{told}<p>Write to desk@{name.lower()}.example</p>",
                url=f"https://{name.lower()}.example/",
                facts=(Fact("registrant", "Belzutan Lamps", "rdap"),),
            )
        )
        for name in ("Belzutan", "Vorlimo")
    )
    verdict = judge(one, other, BACKGROUND, version=version)

    assert (verdict.kind is VerdictKind.SAME) is is_same
    assert verdict.kind is not VerdictKind.DIFFERENT
    assert "verdict.registrant" in {reason.code for reason in verdict.reasons}


HOUSE = "".join(
    f"<li>{rule}</li>"
    for rule in (
        "Helpers wear a lantern sign and never ask for your full name.",
        "Three warnings in one week close the door for the rest of the month.",
        "Guests from other towns are welcome after nine in the evening.",
        "Selling anything at all is left to the market board on Saturdays.",
    )
)


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (("certificate-key", "certificate-key"), VerdictKind.SAME),
        (("server-key", "server-key"), VerdictKind.UNCLEAR),
        (("certificate-key", "server-key"), VerdictKind.UNCLEAR),
        (("server-key", "certificate-key"), VerdictKind.UNCLEAR),
    ],
)
def test_a_key_in_a_certificate_that_does_not_name_both_hosts_is_the_servers(
    kinds: tuple[str, str], verdict: VerdictKind
) -> None:
    one = f"<title>Velmora</title><h1>Velmora</h1><ul>{HOUSE}</ul>"
    other = f"<title>Kolvara</title><div><h2>Kolvara</h2><div>{HOUSE.replace('li>', 'p>')}</div></div>"
    first, second = (
        page(html, host, (Fact(kind, "c0" * 32, "chain"),))
        for html, host, kind in zip((one, other), ("velmora.example", "kolvara.test"), kinds, strict=True)
    )

    found = judge(first, second, BACKGROUND)

    assert found.kind is verdict
    assert ("verdict.server_key" in {reason.code for reason in found.reasons}) is ("server-key" in kinds)


def served(name: str, host: str, mail: str, *kinds: str, make: str = "kt") -> PageFeatures:
    """A page of an agency's template, whose server shows one certificate for several of its customers."""
    card = "".join(f"<section class={make}-card><p>{rule}</p></section>" for rule in HOUSE.split("<li>")[1:])
    code = "".join(f"<script src=/themes/kestrel/{part}.js></script>" for part in ("slides", "cards", "menu"))
    html = f"<title>{name}</title><h1>{name}</h1><a class=logo href=/>{name}</a>{card}<p>{mail}</p>{code}"
    return page(html, host, tuple(Fact(kind, "c0" * 32, "chain") for kind in kinds))


BOTH = ("certificate", "certificate-key")


def test_one_certificate_of_two_customers_of_an_agency_tells_of_it() -> None:
    one = served("Velmora", "velmora.example/", "desk@velmora.example", *BOTH)
    other = served("Kolvara", "kolvara.test/", "info@kolvara.test", *BOTH)

    found = judge(one, other, BACKGROUND)

    assert found.kind is VerdictKind.UNCLEAR
    assert "verdict.served" in {reason.code for reason in found.reasons}
    assert found.would_change[0].code == "verdict.wish_served"
    assert judge(one, other, BACKGROUND, version="21").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("name", "mail", "kinds"),
    [
        ("Kolvara", "info@kolvara.test", ("certificate-key",)),
        ("Velmora", "info@kolvara.test", BOTH),
        ("Kolvara", "desk@velmora.example", BOTH),
    ],
    ids=["a key in two certificates", "one name", "one address"],
)
def test_a_key_taken_along_a_name_or_an_address_tells_of_one_owner(
    name: str, mail: str, kinds: tuple[str, ...]
) -> None:
    one = served("Velmora", "velmora.example/", "desk@velmora.example", *kinds)

    assert judge(one, served(name, "kolvara.test/", mail, *kinds), BACKGROUND).kind is VerdictKind.SAME


@pytest.mark.parametrize("addresses", [("192.0.2.7/", "198.51.2.7/"), ("192.0.2.7/", "velmora.example/")])
def test_network_addresses_that_end_alike_are_below_no_one_name(addresses: tuple[str, str]) -> None:
    assert judged(addresses).measures["network"] > 0


def test_one_page_of_one_host_keeps_its_key() -> None:
    later = ANNA.replace("rye bread each morning", "white bread each noon")
    one, other = page(ANNA, "anna.pagewright.example/"), page(later, "anna.pagewright.example/")

    assert judge(one, other, BACKGROUND).measures["network"] > 0


@pytest.mark.parametrize("cookie", ["PHPSESSID", "_ga_4F2", "__cf_bm", "XSRF-TOKEN", "wordpress_logged_in_9", "theme"])
def test_what_programs_and_services_store_everywhere_is_no_sign(cookie: str) -> None:
    stored = f"<script>localStorage.getItem('{cookie}');document.cookie='{cookie}=1'</script>"
    found = portrait_of(PageInput(html=stored, cookies=(cookie,), storage_keys=(cookie,)))
    own = portrait_of(PageInput(html="", cookies=("plauda_sid",), storage_keys=("plauda_room",)))

    assert cookie not in {sign.value for sign in found.signs}
    assert {"plauda_sid", "plauda_room"} <= {sign.value for sign in own.signs}
