"""One page that holds a sign of every kind: each is read, in its normal form, and cites where it was found."""

import pytest

from rempart.engines.pages import Asset, Fact, Kind, PageFeatures, PageInput, SidePage, Sign
from rempart.engines.verdict import portrait_of

HTML = """<!doctype html><html lang="en-GB"><head><title>Lantern Quay</title>
<meta property="og:site_name" content="WWW.Ferry-Quay.example">
<meta name="generator" content="QuayPress 6.2"><meta name="google-site-verification" content="Quay-1234_abc">
<link rel="stylesheet" href="/skin/lantern.v2.min.css"><link rel="canonical" href="https://pier.example/">
<script src="/js/ferry.3f2a9c1d.js?v=4"></script>
<script>window.lanternBoard = 1; function hoistLantern() { fetch("/api/berth/17/list");
localStorage.setItem("berth_no", 1);
document.cookie = "berth=1"; }</script><script>gtag('config', 'G-LANTERNQ42');</script>
<script>adsbygoogle("ca-pub-1234567890123456"); Stripe('pk_live_abcdefghijklmnop1234');</script></head>
<body><h1>Lantern Quay</h1><p>Whoever comes aboard keeps to the rules of the quay and of the crew.</p>
<img src="/pictures/gangway-plank.png" alt="A plank"><div data-sitekey="6LcAAAAAAAAAAAAAAAAAAAAA"></div>
<form action="/berth/enter" method="post"><input name="nick" placeholder="Nickname">
<input name="years" placeholder="Age">
<select name="pier"><option value="1">Fog Quay</option><option value="2">Salt Pier</option>
<option value="3">Low Dock</option>
</select></form><ul class="plank night"><li>keeper@quay.example<li>+33 1 99 00 12 34
<li>0x52908400098527886E0F7030069857D2E4169EE7</ul>
<a href="https://social.example/@lanternquay">us</a><a href="xmpp:keeper@chat.example">talk</a>
<p>Report abuse to watch@harbour.example</p>
<article><q>Never shall the lantern of the pier go out.</q></article>
<a href="https://harbour.example/far/away">far</a></body></html>"""
FACTS = (
    Kind.CERTIFICATE_KEY,
    Kind.SERVER_KEY,
    Kind.CERTIFICATE,
    Kind.NAME_SERVER,
    Kind.MAIL_SERVER,
    Kind.ADDRESS,
    Kind.PREFIX,
    Kind.NETWORK,
    Kind.AUTONOMOUS_SYSTEM,
    Kind.REGISTRANT,
    Kind.REGISTRAR,
    Kind.REGISTERED_ON,
    Kind.REGISTRY_STATUS,
    Kind.FAVICON,
    Kind.LAYOUT,
)
LOST = "<h1>Overboard</h1><p>This plank leads nowhere, so turn round and walk back to the quay.</p>"
EXPECTED: dict[Kind, tuple[set[str], str]] = {
    Kind.SENTENCE: ({"whoever comes aboard keeps to the rules of the quay and of the crew"}, "text"),
    Kind.FORM_FIELDS: ({"nick:text,pier:select,years:text"}, "html"),
    Kind.FORM_SHAPE: ({"select[3],text,text"}, "html"),
    Kind.FORM_QUESTIONS: ({"age|nickname"}, "html"),
    Kind.OPTIONS: ({"fog quay|salt pier|low dock", "values:1|2|3"}, "html"),
    Kind.ENDPOINT: ({"berth/enter", "api/berth/0/list"}, "html"),
    Kind.EMAIL: ({"keeper@quay.example", "watch@harbour.example"}, "html"),
    Kind.PHONE: ({"+33199001234"}, "html"),
    Kind.HANDLE: ({"social.example/lanternquay"}, "html"),
    Kind.WALLET: ({"ethereum:52908400098527886e0f7030069857d2e4169ee7"}, "html"),
    Kind.MESSENGER: ({"xmpp:keeper@chat.example"}, "html"),
    Kind.ANALYTICS: ({"measurement:G-LANTERNQ42"}, "html"),
    Kind.ADVERTISEMENT: ({"publisher:ca-pub-1234567890123456"}, "html"),
    Kind.PAYMENT: ({"stripe:pk_live_abcdefghijklmnop1234"}, "html"),
    Kind.CAPTCHA: ({"site-key:6LcAAAAAAAAAAAAAAAAAAAAA"}, "html"),
    Kind.VERIFICATION: ({"google-site-verification:Quay-1234_abc"}, "html"),
    Kind.SCRIPT_FILE: ({"js/ferry.js"}, "html"),
    Kind.STYLE_FILE: ({"skin/lantern.css"}, "html"),
    Kind.IMAGE_FILE: ({"pictures/gangway-plank.png"}, "html"),
    Kind.VARIABLE: ({"lanternBoard", "hoistLantern", "loadedLater"}, "html"),
    Kind.SCRIPT_HASH: ({"ab" * 32}, "<script>"),
    Kind.STYLE_HASH: ({"cd" * 32}, "<style>"),
    Kind.GENERATOR: ({"quaypress 6.2"}, "html"),
    Kind.CANONICAL_HOST: ({"pier.example"}, "html"),
    Kind.OWN_HOST: ({"ferry-quay.example"}, "html"),
    Kind.REFERRED: ({"help email:watch@harbour.example"}, "html"),
    Kind.QUOTED: ({"never shall the lantern of the pier go out"}, "html"),
    Kind.SITE_MARK: ({"ferry", "quay"}, "html"),
    Kind.LINKED_HOST: ({"social.example", "harbour.example"}, "html"),
    Kind.HEADER_ORDER: ({"server,x-berth,content-type"}, "headers"),
} | {kind: ({f"of {kind}"}, "<network>") for kind in FACTS}


@pytest.fixture(scope="module")
def page() -> PageFeatures:
    return portrait_of(
        PageInput(
            html=HTML,
            url="https://lantern-quay.example/",
            headers=(("Server", "quay"), ("X-Berth", "9"), ("Content-Type", "text/html")),
            scripts=(Asset("https://lantern-quay.example/later.js", "ab" * 32, "var loadedLater = 1", "<script>"),),
            styles=(Asset("https://lantern-quay.example/skin.css", "cd" * 32, "", "<style>"),),
            cookies=("tide",),
            storage_keys=("moored",),
            facts=tuple(Fact(kind.value, f"of {kind}", "<network>") for kind in FACTS),
            beside=(
                SidePage("https://lantern-quay.example/wazuben", LOST, "<lost>", is_error=True),
                SidePage("https://lantern-quay.example/rules", "<p>No lamp may be put out by anybody.</p>", "<rules>"),
            ),
            records={"html": "<urn:page>"},
        )
    )


def of_kind(page: PageFeatures, kind: Kind) -> list[Sign]:
    return [sign for sign in page.signs if sign.kind is kind]


def test_the_page_holds_every_kind_of_sign(page: PageFeatures) -> None:
    of_names = {Kind.WORD, Kind.SITE_PHRASE}  # a page with a name is called by no phrase of trades' words
    assert {sign.kind for sign in page.signs} | of_names == set(Kind)


@pytest.mark.parametrize("kind", EXPECTED)
def test_each_is_read_in_its_normal_form_and_says_where_it_was(page: PageFeatures, kind: Kind) -> None:
    values, part = EXPECTED[kind]
    assert {sign.value for sign in of_kind(page, kind)} - {"no lamp may be put out by anybody"} == values
    assert part in {sign.part for sign in of_kind(page, kind)}


def test_keys_and_cookies_of_the_browser_and_of_scripts_come_together(page: PageFeatures) -> None:
    assert {(sign.value, sign.part) for sign in of_kind(page, Kind.STORAGE_KEY)} == {
        ("berth_no", "html"),
        ("moored", "storage"),
    }
    assert {(sign.value, sign.part) for sign in of_kind(page, Kind.COOKIE)} == {("berth", "html"), ("tide", "headers")}


def test_scripts_rules_and_the_error_page_are_signs(page: PageFeatures) -> None:
    assert len(of_kind(page, Kind.INLINE_SCRIPT)) == 1  # those with a number of a service are the service's
    assert [sign.part for sign in of_kind(page, Kind.ERROR_PAGE)] == ["<lost>"]
    assert ("no lamp may be put out by anybody", "<rules>") in {
        (sign.value, sign.part) for sign in of_kind(page, Kind.SENTENCE)
    }


def test_language_name_structure_and_runs_of_words_are_read(page: PageFeatures) -> None:
    assert (page.language, page.host, page.title, page.cut) == ("en", "lantern-quay.example", "Lantern Quay", False)
    assert {"lantern", "quay"} <= {name for name, _ in page.names}
    assert len(page.paths) >= 8
    assert len(page.classes) == 2
    assert page.word_count > 30
    assert len(page.shingles) == page.word_count - 3
    assert page.parts == {"html": "<urn:page>"}


@pytest.mark.parametrize("target", ["terms.html", "rules.example", "/terms.html", "https:terms.html"])
def test_a_relative_canonical_link_names_no_host(target: str) -> None:
    html = f'<title>Lantern Quay</title><link rel="canonical" href="{target}"><p>Open</p>'

    assert not of_kind(portrait_of(PageInput(html=html)), Kind.CANONICAL_HOST)
