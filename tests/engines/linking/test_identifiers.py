import pytest

from rempart.engines.linking import IdentifierKind, find_identifiers, is_too_common, link_weight

SIMPLEX = "simplex:quay12-_"
TRON = "TLK7yVbz5b86jjHkByhSEKV98CAWZiUaTi"  # of the bytes "quayquayquayquayquay"
NOSTR = "npub1quay0w9ert3s5d7fgh2j4kzxc6vnm8lpquay0w9ert3s5d7fgh2j4kzxc6"


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
        "keeper {at} quay {dot} example",
        "keeper <at> quay <dot> example",
        "keeper@quay.example.Or come",
        "keeper@Quay.example.",
        "keeper@quay.example. Come",
        "keeper @ quay . example",
        "keeper(@)quay(.)example",
        "keeper@quay[.]example",
        "keeper [arobase] quay [point] example",
        "keeper (arroba) quay (punto) example",
        "keeper (chiocciola) quay (punto) example",
        "keeper {ät} quay {punkt} example",
        "keeper (apenstaartje) quay (punt) example",
        "keeper (małpa) quay (kropka) example",
        "keeper (собака) quay (точка) example",
        "keeper [zavináč] quay [tečka] example",
    ],
)
def test_an_address_has_one_form_however_it_is_written(text: str) -> None:
    assert values(f"Write to {text} today") == {"keeper@quay.example"}


@pytest.mark.parametrize(
    ("link", "value"),
    [
        ("mailto:Keeper@quay.example?subject=x", "keeper@quay.example"),
        ("mailto://keeper@quay.example", "keeper@quay.example"),
        ("mailto:?subject=x&to=keeper@quay.example", "keeper@quay.example"),
        ("mail\tto:keeper@quay\n.example", "keeper@quay.example"),
        ("https://app.element.io/#/room/#quay:rooms.example", "matrix:quay:rooms.example"),
        (
            f"https://simplex.chat/contact#/?v=2-7&smp=smp%3A%2F%2F{'Ab1_-' * 8}%3D%40smp8.rooms.example%2FqUay12-_%23",
            SIMPLEX,
        ),
        (f"simplex:/contact#/?v=1&smp=smp://{'Ab1_-' * 8}=@smp8.rooms.example/qUay12-_#x", SIMPLEX),
        ("https://smp12.simplex.im/a#QuAy12345", "simplex:quay12345"),
        (f"nostr:{NOSTR}", f"nostr:{NOSTR}"),
        (f"tron:{TRON}", f"tron:{TRON}"),
        ("tel:+00 (99) 123-45-67", "+99123456" + "7"),
        ("https://t.me/Quay_News", "t.me/quay_news"),
        ("https://telegram.me/quay_news/", "t.me/quay_news"),
        ("https://telegram.dog/quay_news", "t.me/quay_news"),
        ("https://t.me/s/quay_news", "t.me/quay_news"),
        ("https://t.me/quay_news/123?single", "t.me/quay_news"),
        ("https://quay-news.test/t.me/x/y", ""),
        ("//quay_news.t.me", "t.me/quay_news"),
        ("mailto:keeper%40quay.example", "keeper@quay.example"),
        ("mailto:mailto:keeper@quay.example", "keeper@quay.example"),
        ('mailto:"keeper@quay.example"', "keeper@quay.example"),
        ("mailto:%3Ckeeper@quay.example%3E", "keeper@quay.example"),
        (
            "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.01",
            "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        ),
        ("skype:quay.desk?chat", "skype:quay.desk"),
        ("tg://resolve?domain=Quay_News&post=7", "t.me/quay_news"),
        ("tg:resolve?domain=quay_news", "t.me/quay_news"),
        ("https://web.telegram.org/k/#@Quay_News", "t.me/quay_news"),
        ("https://lamp.test/go?u=https%3A%2F%2Ft.me%2FQuay_News", "t.me/quay_news"),
        ("https://lamp.test/out?id=7&target=tg%3A%2F%2Fresolve%3Fdomain%3Dquay_news", "t.me/quay_news"),
        ("https://t.me/share/url?url=https://quay.example/rooms", ""),
        ("https://lamp.test/share?u=https%3A%2F%2Fquay.example%2Frooms", ""),
        ("tel:+99(0)123456701", "+99123456701"),
        ("tg://join?invite=AbCdE-12", "t.me/+abcde-12"),
        ("https://t.me/joinchat/AbCdE-12", "t.me/+abcde-12"),
        ("https://t.me/+AbCdE-12", "t.me/+abcde-12"),
        ("https://discord.com/invite/QuAy12", "discord.gg/quay12"),
        ("https://discord.gg/QuAy12", "discord.gg/quay12"),
        ("https://www.facebook.com/groups/1122334455/?ref=share", "facebook.com/groups/1122334455"),
        ("https://m.facebook.com/profile.php?id=1122334455", "facebook.com/1122334455"),
        ("https://api.whatsapp.com/send/?phone=%2B99123456701&text=hello", "wa.me/99123456701"),
        ("whatsapp://send?text=hello&phone=+99123456701", "wa.me/99123456701"),
        ("https://wa.me/+99123456701", "wa.me/99123456701"),
        ("viber://chat?number=%2B99123456701", "viber:99123456701"),
        ("https://matrix.to/#/%23Quay:rooms.example?via=rooms.example", "matrix:quay:rooms.example"),
        ("matrix:r/quay:rooms.example", "matrix:quay:rooms.example"),
        ("https://signal.group/#CjQKIAbCdEfGh12345", "signal:cjqkiabcdefgh12345"),
        ("https://line.me/R/ti/g/AbCdE12345", "line:g/abcde12345"),
        ("ircs://irc.rooms.example:6697/#quay", "irc:irc.rooms.example:6697/#quay"),
        ("https://whatsapp.com/channel/0029VaQuayAb", "whatsapp.com/channel/0029vaquayab"),
        ("https://bsky.app/profile/quay.example", "bsky.app/profile/quay.example"),
        ("https://be.linkedin.com/company/quay-desk/about", "linkedin.com/company/quay-desk"),
        ("https://old.reddit.com/user/quaydesk/", "reddit.com/user/quaydesk"),
        ("https://www.reddit.com/r/quaydesk/", ""),  # a subject, which many link to
        ("https://cash.app/$QuayDesk", "cash.app/$quaydesk"),
        ("https://ok.ru/group/51234567", "ok.ru/group/51234567"),
        ("https://steamcommunity.com/groups/quaydesk", "steamcommunity.com/groups/quaydesk"),
    ],
)
def test_links_to_people_are_identifiers(link: str, value: str) -> None:
    assert values(links=(link,)) == {value} - {""}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Come to t.me/Quay_News tonight", "t.me/quay_news"),
        ("https://t.me/quay_news", "t.me/quay_news"),
        ("Telegram: @Quay_News", "t.me/quay_news"),
        ("TG: @Quay_News", "t.me/quay_news"),
        ("Télégram : @Quay_News", "t.me/quay_news"),
        ("Телеграм: @Quay_News", "t.me/quay_news"),
        ("@Quay_News on Telegram", "t.me/quay_news"),
        ("@Quay_News (Telegram)", "t.me/quay_news"),
        ("(discord.gg/QuAy12)", "discord.gg/quay12"),
        ("discord.com/invite/QuAy12", "discord.gg/quay12"),
        ("Matrix: @keeper:rooms.example", "matrix:keeper:rooms.example"),
        ("Session: 05" + "Ab12Cd34Ef567890" * 4, "session:05" + "ab12cd34ef567890" * 4),
        ("Tox " + "AB12CD34EF567890" * 4 + "ABCDEF012345", "tox:" + "ab12cd34ef567890" * 4 + "abcdef012345"),
        (f"({NOSTR})", f"nostr:{NOSTR}"),
        (f"USDT: {TRON}", f"tron:{TRON}"),
        ("LTC1QUAYQUAY0W9ERT3S5D7FGH2J4KZXC6VNM8LP", "litecoin:ltc1quayquay0w9ert3s5d7fgh2j4kzxc6vnm8lp"),
        ("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ", "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
    ],
)
def test_accounts_that_are_written_out_are_identifiers(text: str, value: str) -> None:
    assert values(text) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "+99 (0)12 34 56 701",
        "+99 12/3456701",
        "+99/12/34/56/701",
        "+99 1234567 01/02",
        "+99–12–34–56–701",
        "+99‑12‑3456701",
        "+٩٩ ١٢ ٣٤٥٦٧٠١",
        "+९९ १२ ३४५६७०१",
        "+9\u20e39\u20e3 1\u20e32\u20e3 3456701",
    ],
)
def test_a_telephone_has_one_form_however_it_is_written(text: str) -> None:
    assert values(f"Call {text} today") == {"+99123456701"}


def test_a_number_with_parts_of_a_date_is_no_telephone() -> None:
    assert not values("0012/2026/3456") | values("file 00 12/34/56/78/90")


@pytest.mark.parametrize(
    "text",
    [
        "t.me/share/url",
        "www.t.me.test/quay",
        "we are at the quay dot now",
        "COME AND TALK AT NIGHT. NO RULES",
        "Telegram @ home",
        "jürgen@quay.example",  # is not "rgen@quay.example"
        "keeper (and) quay (point) example",
        "Follow @quay_news and ask telegraph offices",
        TRON.replace("7", "8"),  # its checksum is wrong
        "05" + "0" * 64,
        "see {a:b.example} and 10:30.example",
    ],
)
def test_what_only_looks_like_a_contact_is_none(text: str) -> None:
    assert values(text) == set()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/sharer.php?u=x",
        "https://x.com/intent/post",
        "/contact",
        "javascript:void(0)",
        "whatsapp://send?text=hello",
        "viber://forward?text=hello",
        "tg://msg_url?url=quay.example",
        "https://t.me/share?url=x",
        "https://t.me/joinchat",
        "https://help.social.example/519522125107875",
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


@pytest.mark.parametrize(
    "code",
    [
        "gtag('config', 'G-XXXXXXXXXX')",
        "GTM-XXXXXX",
        "data-ad-client='ca-pub-0000000000000000'",
        "data-sitekey='10000000-ffff-ffff-ffff-000000000001'",
        "//tables.example/widget/reservation/loader?rid=7",
    ],
)
def test_what_stands_where_a_number_belongs_is_no_account(code: str) -> None:
    assert values(code=code) == set()


@pytest.mark.parametrize(
    "link", ["tel:123-456-7890", "tel:(555) 555-5555", "tel:+1 000 000 0000", "mailto:a@mysite.test"]
)
def test_what_builders_leave_in_place_reaches_nobody(link: str) -> None:
    assert values(links=(link,)) == set()


def test_a_property_of_one_account_is_the_same_account() -> None:
    assert values(code="UA-1234567-1") == values(code="UA-1234567-9")


def test_a_wallet_counts_only_if_its_checksum_is_right() -> None:
    right, wrong = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyX"

    assert values(f"Support us at {right} please") == {f"bitcoin:{right}"}
    assert values(f"Support us at {wrong} please") == set()


def test_a_directory_of_addresses_is_nobodys_contact() -> None:
    assert values(" ".join(f"person{n}@quay.example" for n in range(50))) == set()


def test_a_widget_whose_number_is_far_behind_is_none() -> None:
    """So each is sought within its own letters alone: a page of nothing else would take hours."""
    assert find_identifiers("", (), "/widget/" * 20_000 + "1") == find_identifiers("", (), "/widget/" * 9 + "1")


def test_an_identifier_that_many_hosts_have_links_nothing() -> None:
    assert is_too_common(30, 500)
    assert is_too_common(9, 2000)
    assert not is_too_common(1, 2000)
    assert link_weight(30, 500) == 0.0
    assert link_weight(0, 500) > link_weight(3, 500) > 0


@pytest.mark.parametrize("text", ["Emaildesk@quay.example", "Call 672-0772desk@quay.exampleMon-Fri"])
def test_what_stands_right_beside_a_linked_address_is_no_part_of_it(text: str) -> None:
    found = find_identifiers(text, ["mailto:desk@quay.example"])

    assert [item.value for item in found if item.kind is IdentifierKind.EMAIL] == ["desk@quay.example"]


def test_an_address_that_ends_as_a_linked_one_does_is_another_where_the_text_gives_both() -> None:
    found = find_identifiers("sales@quay.example, presales@quay.example", ["mailto:sales@quay.example"])

    assert [item.value for item in found] == ["presales@quay.example", "sales@quay.example"]
