import pytest

from rempart.engines.linking import IdentifierKind, find_identifiers, is_too_common, link_weight


def values(text: str = "", links: tuple[str, ...] = (), code: str = "") -> set[str]:
    return {identifier.value for identifier in find_identifiers(text, links, code)}


@pytest.mark.parametrize(
    "text",
    [
        "keeper@quay.example",
        "Keeper@Quay.Example",
        "keeper [at] quay [dot] example",
        "keeper (at) quay.example",
        "keeper+ads@quay.example",
    ],
)
def test_an_address_has_one_form_however_it_is_written(text: str) -> None:
    assert values(f"Write to {text} today") == {"keeper@quay.example"}


@pytest.mark.parametrize(
    ("link", "value"),
    [
        ("mailto:Keeper@quay.example?subject=x", "keeper@quay.example"),
        ("tel:+00 (99) 123-45-67", "+99123456" + "7"),
        ("https://t.me/Quay_News", "t.me/quay_news"),
        ("https://telegram.me/quay_news/", "telegram.me/quay_news"),
        ("skype:quay.desk?chat", "skype:quay.desk"),
    ],
)
def test_links_to_people_are_identifiers(link: str, value: str) -> None:
    assert values(links=(link,)) == {value}


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/sharer.php?u=x",
        "https://x.com/intent/post",
        "/contact",
        "javascript:void(0)",
        "mailto:",
    ],
)
def test_sharing_buttons_are_no_identifiers(link: str) -> None:
    assert values(links=(link,)) == set()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("gtag('config', 'G-ABCDEF1234')", IdentifierKind.ANALYTICS),
        ("ga('create', 'UA-1234567-2')", IdentifierKind.ANALYTICS),
        ("ym(12345678, 'init')", IdentifierKind.ANALYTICS),
        ("data-ad-client='ca-pub-1234567890123456'", IdentifierKind.ADVERTISEMENT),
        ("data-sitekey=6LeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", IdentifierKind.CAPTCHA),
    ],
)
def test_account_numbers_of_services_are_found_in_code(code: str, kind: IdentifierKind) -> None:
    assert {identifier.kind for identifier in find_identifiers("", (), code)} == {kind}


def test_a_property_of_one_account_is_the_same_account() -> None:
    assert values(code="UA-1234567-1") == values(code="UA-1234567-9")


def test_a_wallet_counts_only_if_its_checksum_is_right() -> None:
    right, wrong = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyX"

    assert values(f"Support us at {right} please") == {f"bitcoin:{right}"}
    assert values(f"Support us at {wrong} please") == set()


def test_a_directory_of_addresses_is_nobodys_contact() -> None:
    assert values(" ".join(f"person{n}@quay.example" for n in range(50))) == set()


def test_an_identifier_that_many_hosts_have_links_nothing() -> None:
    assert is_too_common(30, 500)
    assert is_too_common(9, 2000)
    assert not is_too_common(1, 2000)
    assert link_weight(30, 500) == 0.0
    assert link_weight(0, 500) > link_weight(3, 500) > 0
