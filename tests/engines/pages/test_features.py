import json
import time
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256, shake_256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from rempart.engines.pages import (
    FEATURES_VERSION,
    Background,
    Kind,
    NotFeaturesError,
    PageInput,
    Trades,
    bounds,
    features_from_json,
    features_to_json,
    page_features,
    read_markup,
)
from rempart.engines.pages.bounds import is_binary
from rempart.engines.pages.reading.covered_mail import covered_mail
from rempart.engines.pages.reading.naming import host_stem, names_in
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories import pages

HOSTILE = {
    "nothing": "",
    "binary": "".join(chr(n % 256) for n in range(70_000)),
    "two hundred thousand nested elements": "<div>" * 200_000 + "deep" + "</div>" * 200_000,
    "open lists": "<ul><li>" * 100_000,
    "a tower behind end tags that close nothing": "<div></i>" * 200_000,
    "one list of choices without end": "<select>" + "<option>a" * 200_000,
    "marks within each other": "<div class=logo>" * 250 + "word " * 200_000,
    "labels within each other": "<label for=a>" * 250 + "word " * 200_000,
    "a tower behind a comment": "<!--<script -->" + "<div>" * 200_000 + "</em>" * 200_000,
    "open formatting": "<b><i>" * 50_000,
    "tags cut off": "<a b='" * 100_000,
    "tags that nothing ends": "<a " * 1_300_000,
    "a tower before a tag of many attributes": "<div>" * 300_000 + f"<p {' '.join(f'a{n}' for n in range(300_000))}>x",
    "only angle brackets": "<" * 4_000_000,
    "scripts without end": "<script>" * 100_000,
    "comments without end": "<!--" * 100_000,
    "style of open blocks": "<style>" + "@media print" * 20_000 + "</style>",
    "many rules that hide": "<style>" + ".a{display:none}" * 20_000 + "</style>" + "<p class=a>x" * 2_000,
    "addresses without end": "a@" * 200_000,
    "only frames": "<frameset><frame src=/a><frame src=/b></frameset>",
    "only script": "<script>document.write(atob('eA=='))</script>",
    "lone surrogates": "<p>\ud800\udfff text \ud83d</p>",
    "unicode directions": "<p>\u202etxet\u202c \u200bhidden\u200b</p>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_seconds_and_breaks_nothing(name: str) -> None:
    started = time.process_time()
    features = portrait_of(PageInput(html=HOSTILE[name]))

    assert features_from_json(features_to_json(features)) == features
    assert time.process_time() - started < 20


@pytest.mark.longer
def test_words_after_a_tower_stay_in_the_comparison() -> None:
    features = portrait_of(PageInput(html="<div></i>" * 40_000 + "<p>The quay is quiet tonight and stays so.</p>"))

    assert features.cut
    assert (features.word_count, len(features.shingles)) == (8, 5)


@pytest.mark.slow
def test_fifty_megabytes_are_cut_and_the_cut_is_told() -> None:
    features = portrait_of(PageInput(html="<p>The quay is quiet tonight and stays so.</p>" * 1_100_000))

    assert features.cut


BYTES = b"".join(sha256(bytes([n])).digest() for n in range(256)) * 8
NO_TEXT = {
    "bytes in any order": BYTES.decode("cp1252", "replace"),
    "a picture": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + BYTES.decode("latin-1"),
    "a document": "%PDF-1.4\n1 0 obj << /Length 9 >> stream\n" + BYTES.decode("latin-1"),
    "bytes taken for UTF-8": BYTES.decode("utf-8", "replace"),
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_a_file_that_is_no_text_says_nothing_and_is_never_the_same(name: str) -> None:
    page = portrait_of(PageInput(html=NO_TEXT[name]))
    assert (page.word_count, page.signs, page.names, page.kind.says_nothing) == (0, (), (), True)
    assert judge(page, page, Background.empty()).kind is VerdictKind.UNCLEAR


HIDING = "\x01" * 200 + "-" * 10_000
SAID = "<p>The quay is quiet tonight and stays so"
HIDDEN = {
    "between its letters": pages.CLOSED.replace("e", "e\x01"),
    "in a comment before it": f"<!--{HIDING}-->{pages.CLOSED}",
    "in a script before it": f"<script>'{HIDING}'</script>{pages.CLOSED}",
    "without a head": f"<!--{HIDING}--><h1>Vorlimo</h1>{SAID}</p>{SAID}</p>",
    "without ends of paragraphs": f"<!--{HIDING}-->{SAID * 2}",
    "of one paragraph": f"<!--{HIDING}--><p class=x>{'The quay is quiet tonight and stays so. ' * 2}",
    "of links alone": f"<!--{HIDING}--><a href=/quay>{SAID[3:]}</a><a href=/pier>{SAID[3:]}</a>",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_characters_that_no_text_holds_do_not_hide_a_page(name: str) -> None:
    assert portrait_of(PageInput(html=HIDDEN[name])).word_count > 12


@pytest.mark.longer
def test_bytes_in_any_order_are_no_page_however_many() -> None:
    content = shake_256(b"quay").digest(4_000_000)
    assert "<p>" in content.decode("latin-1").lower()
    assert is_binary(content.decode("latin-1"))
    assert is_binary(content.decode("cp1251", "replace"))


@pytest.mark.longer
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(text: str) -> None:
    features = portrait_of(PageInput(html=text))

    assert features_from_json(features_to_json(features)) == features


HALF, NUL = "\ud83d", "\x00"
NOT_KEPT = {
    "a mail address": {"html": f'{pages.CLOSED}<a href="mailto:team%00@lantern-quay.example">Write</a>'},
    "a style sheet's address": {"html": f'{pages.CLOSED}<link rel=stylesheet href="/quay%00.css">'},
    "what a page says to machines": {
        "html": '<script type="application/ld+json">'
        r'{"@type": "Organization", "name": "Lantern\u0000 Quay\ud83d"}'
        f"</script>{pages.CLOSED}"
    },
    "a key that a script keeps": {"html": pages.CLOSED, "storage_keys": (f"quay{NUL}{HALF}", "quay-room")},
    "a cookie": {"html": pages.CLOSED, "cookies": (f"quay{HALF}",)},
    "a header": {"html": pages.CLOSED, "headers": ((f"X-Quay{NUL}", "1"),)},
    "a title that a script gives": {"html": pages.CLOSED, "title": f"Lantern{NUL} Quay{HALF}"},
    "an address": {"html": pages.CLOSED, "url": f"https://lantern-quay.example/{NUL}{HALF}"},
}


@pytest.mark.parametrize("name", NOT_KEPT)
def test_what_no_database_keeps_stands_in_no_features_so_that_no_page_escapes_by_it(name: str) -> None:
    features = portrait_of(PageInput(**NOT_KEPT[name]))  # type: ignore[arg-type]
    said = features_to_json(features)

    assert "\\u0000" not in said
    assert said.encode("utf-8").decode() == said
    assert "\ufffd" in said, "what was in its place is gone too"
    assert list(features.signs) == sorted(features.signs)


def test_features_of_a_page_survive_being_kept_as_json() -> None:
    features = portrait_of(
        PageInput(html=pages.CLOSED, url="https://www.lantern-quay.example/", records={"html": "<urn:1>"})
    )

    assert features.host == "lantern-quay.example"
    assert features_from_json(features_to_json(features)) == features


def test_the_same_page_always_gives_the_same_line_of_json() -> None:
    one, other = (features_to_json(portrait_of(PageInput(html=pages.CLOSED))) for _ in range(2))

    assert one == other


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', "not json"])
def test_what_is_no_features_is_refused(text: str) -> None:
    with pytest.raises(NotFeaturesError):
        features_from_json(text)


@pytest.mark.parametrize(
    "changed",
    [
        *({name: 5} for name in ("url", "host", "title", "language", "parts")),
        *({name: "5"} for name in ("word_count", "elements", "hidden")),
        *({"signs": [["email", value, "", "html"]]} for value in (None, 5, ["keeper@quay.example"])),
        {"parts": {"html": None}},
    ],
)
def test_features_whose_parts_are_of_another_type_are_refused(changed: dict[str, object]) -> None:
    kept = json.loads(features_to_json(page_features(PageInput(html=pages.CLOSED))))

    with pytest.raises(NotFeaturesError):
        features_from_json(json.dumps(kept | changed))


def test_what_a_page_asks_is_found_with_its_choices() -> None:
    signs = {sign.kind: sign.text for sign in page_features(PageInput(html=pages.CLOSED)).signs}

    assert "lq_nick" in signs[Kind.FORM_FIELDS]
    assert signs[Kind.ENDPOINT] == "embark-0"
    assert any(
        s.kind is Kind.OPTIONS and "Fog Quay" in s.text for s in page_features(PageInput(html=pages.CLOSED)).signs
    )


def test_a_page_calls_itself_by_what_stands_where_names_stand() -> None:
    names = [name for name, _ in page_features(PageInput(html=pages.CLOSED)).names]

    assert set(names[:2]) == {"lantern", "quay"}


def test_a_name_in_another_alphabet_is_one_name() -> None:
    features = page_features(PageInput(html=pages.page("Ворлимо", "<p>x</p>")))

    assert features.names[0][0] == "vorlimo"


def test_scripts_and_hidden_elements_are_no_text() -> None:
    markup = read_markup("<body><script>var a='secret'</script><p hidden>hidden</p><noscript>no</noscript><p>seen</p>")

    assert markup.blocks == ["seen"]
    assert markup.hidden == 1


def test_lines_of_text_end_where_blocks_end() -> None:
    assert read_markup("<div>one</div>two<p>three <b>four</b> five<br>six").blocks == [
        "one",
        "two",
        "three four five",
        "six",
    ]


def test_features_that_version_2_kept_are_still_read() -> None:
    today = page_features(PageInput(html=pages.CLOSED))
    kept = json.loads(features_to_json(today)) | {"version": 2}

    assert (features_from_json(json.dumps(kept)), today.version) == (replace(today, version=2), FEATURES_VERSION)
    assert FEATURES_VERSION > 2
    with pytest.raises(NotFeaturesError, match="newer"):
        features_from_json(json.dumps(kept | {"version": FEATURES_VERSION + 1}))


def test_features_that_version_1_kept_are_still_read() -> None:
    kept = json.loads(features_to_json(page_features(PageInput(html=pages.CLOSED))))
    kept |= {"version": 1, "kind": kept["kind"][:3]}
    del kept["spoken"]

    features = features_from_json(json.dumps(kept))

    assert (features.version, features.kind.site_probability) == (1, 1.0)
    assert set(features.spoken) == {name for name, _ in features.names}


def test_a_name_in_a_script_without_spaces_is_found_and_stands_apart_from_latin_letters() -> None:
    said = "".join(f"<p>本日も霧灯波止場は第{n}番の桟橋を開きます。</p>" for n in range(4))
    page = page_features(PageInput(html=f"<title>霧灯波止場Lanternia</title><h1>霧灯波止場</h1>{said}"))

    names = dict(page.names)
    assert {"霧灯波止場", "lanternia"} <= names.keys()
    assert page.spoken == ("霧灯波止場",)


def test_rows_of_numbers_are_no_sentences() -> None:
    page = page_features(PageInput(html="<table><tr><td>Friday 1 2 3 4 5 6</td></tr></table>"))

    assert not [sign for sign in page.signs if sign.kind is Kind.SENTENCE]


def test_a_name_of_a_letter_and_a_number_is_a_name() -> None:
    html = (
        "<title>7К казино — официальный сайт</title><h1>7K Casino</h1><p>В 7K Casino играют ночью.</p>"
        "<footer>© 2031 7K Casino</footer>"
    )

    assert page_features(PageInput(html=html)).names[0][0] == "7k"


@pytest.mark.parametrize(("title", "named"), [("1q1 unblocked games", True), ("4x4 cars", False)])
def test_a_letter_between_two_numbers_is_a_name_unless_it_says_a_size(title: str, *, named: bool) -> None:
    found = names_in(title).keys()

    assert bool({"1q1", "4x4"} & found) is named


def test_a_host_at_a_service_says_the_name_that_its_holder_gave_it() -> None:
    assert "vorlimo" in names_in("Running game at vorlimo-games.github.io")
    assert "vorlimo" in names_in("Chat at talk.vorlimo.test")


def test_what_older_features_read_in_a_title_stays_as_they_read_it() -> None:
    """Titles are read again when pages are compared: a verdict on stored pages must come out as it did."""
    assert names_in("vorlimo.chat.com", 15).keys() == {"vorlimo"}
    assert names_in("vorlimo.chat.com", 14).keys() == names_in("chat.com", 14).keys()
    assert "1v1" in names_in("1v1 Arena", 15)
    assert "1v1" not in names_in("1v1 Arena", 14)


def test_what_a_title_lists_is_no_name() -> None:
    html = (
        "<title>Recenzja Vorlimo Bet: licencja, metody płatności, aplikacja</title>"
        '<meta name="description" content="Recenzja Vorlimo Bet: licencja, metody płatności, aplikacja. Turnieje.">'
        "<p>Rejestracja w Vorlimo Bet trwa krótko.</p>"
    )
    (first, firmest), *others = page_features(PageInput(html=html)).names

    assert first == "vorlimo"
    assert all(score < firmest / 2 for _, score in others)


def test_a_name_that_the_text_writes_small_stands_firmly_where_names_stand() -> None:
    text = "<p>play at larch casino by night. the larch casino mirror opens at larch casino.</p>" * 3
    placed = '<img alt="Larch Casino logo" src="/l.svg"><footer>© 2031 Larch Casino</footer>'
    firm, plain = (
        dict(page_features(PageInput(html=f"<title>Larch casino mirror</title>{text}{more}")).names)
        for more in (placed, "<p>Larch Casino</p>")
    )

    assert firm["larch"] >= 2 * plain["larch"]
    assert firm["larch"] >= 2.5


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("night-quay.test", {"night-quay.test"}),
        ("Welcome | www.Night-Quay.test", {"night-quay.test"}),
        ("Games of night-quay.test", set()),
        ("index.html", set()),
        ("Night Quay", set()),
    ],
)
def test_a_title_that_is_a_hostname_is_what_the_page_calls_itself(title: str, own: set[str]) -> None:
    page = portrait_of(PageInput(html=f"<title>{title}</title><p>{'Lamps and ropes. ' * 20}"))

    assert {sign.value for sign in page.signs if sign.kind is Kind.OWN_HOST} == own


@pytest.mark.parametrize(
    ("host", "stem"),
    [
        ("night-quay.test", "nightquay"),
        ("nightquay77.example", "nightquay"),
        ("night-quay-casino7.test", "nightquay"),
        ("best-casino.test", ""),
        ("q-7.test", ""),
    ],
)
def test_hosts_of_one_word_have_one_stem(host: str, stem: str) -> None:
    assert host_stem(host, Trades(TRADE_WORDS)) == stem


def test_what_a_page_speaks_of_in_headings_and_text_is_hardly_its_name() -> None:
    text = "<h1>Lantern</h1>" + "<p>Each Lantern is lit by a Keeper of the Lantern.</p>" * 6
    spoken_of, called = (
        dict(portrait_of(PageInput(html=html)).names)["lantern"] for html in (text, f"<title>Lantern</title>{text}")
    )

    assert spoken_of < 2.5 < called


def test_a_name_that_always_has_its_number_is_said_in_the_text() -> None:
    page = portrait_of(PageInput(html="<title>Vorlim77</title><h1>Vorlim77</h1><p>Whoever enters Vorlim77 stays.</p>"))

    assert "vorlim" in page.spoken


def test_whoever_built_the_page_is_no_name_unless_it_is_their_own() -> None:
    text = "<title>Vorlimo | Lamps</title><h1>Lamps of Vorlimo</h1><p>Products built by Vorlimo.</p>"
    bought = portrait_of(PageInput(html=text + "<p>Ask the quay.</p>"))
    own = portrait_of(PageInput(html=text + "<p>Ask desk@vorlimo.example.</p>"))

    told = portrait_of(PageInput(html=text + "<p>Every lamp made on Vorlimo burns.</p>" * 9))

    assert "vorlimo" not in dict(bought.names)
    assert dict(told.names)["vorlimo"] > 2.5
    assert dict(own.names)["vorlimo"] > 2.5


@pytest.mark.parametrize(
    ("said", "is_a_name"),
    [
        ("A Plain Kettle theme by Makers", False),
        ("The Plain Kettle template is free.", False),
        ("Plain Kettle, a theme of lamps", True),
    ],
)
def test_a_template_that_speaks_of_itself_names_no_site(said: str, is_a_name: bool) -> None:
    page = f"<title>Plain Kettle</title><h1>Plain Kettle</h1><p>{said}</p>"

    assert ("kettle" in dict(portrait_of(PageInput(html=page)).names)) == is_a_name


def test_a_text_of_white_space_alone_leaves_no_words_of_a_page_that_hides_some() -> None:
    page = PageInput(html="<p style=opacity:0>The gangway comes down at night.</p><p>Lamps.</p>", text="\n")
    assert page_features(page).word_count == 0


@pytest.mark.parametrize(
    ("options", "chosen"),
    [(map(str, range(18, 60)), False), (("Age", "18-25", "26-35", "36+"), False), (("1 room", "2 rooms", "3"), True)],
)
def test_ages_and_years_to_choose_are_nobodys(options: Iterable[str], chosen: bool) -> None:
    listed = "".join(f"<option>{option}</option>" for option in options)
    page = PageInput(html=f"<form><select name=age>{listed}</select><input name=nick><input name=mail></form>")

    assert any(sign.kind is Kind.OPTIONS for sign in page_features(page).signs) is chosen


@pytest.mark.parametrize("host", ["www.lantern-quay.example", ""])
def test_files_that_a_program_or_another_host_brings_are_none_of_the_sites(host: str) -> None:
    html = (
        "<link rel=stylesheet href=//static.lantern-quay.example/skin/pier.css><script src=/js/ferry.js></script>"
        "<script src=https://files.example/kit/menu.js></script><script src=/wp-includes/js/kit/kit.min.js></script>"
        "<link rel=stylesheet href=https://lantern-quay.example/wp-content/plugins/kit/css/kit.css>"
    )
    page = page_features(PageInput(html=html, url=f"https://{host}/" if host else ""))
    found = {sign.value for sign in page.signs if sign.kind in {Kind.SCRIPT_FILE, Kind.STYLE_FILE}}

    assert found == {"skin/pier.css", "js/ferry.js"} | (set() if host else {"kit/menu.js"})


def test_a_mail_address_that_a_service_covers_is_a_link() -> None:
    covered = "5a" + "".join(f"{ord(letter) ^ 0x5A:02x}" for letter in "keeper@quay.example")
    for html in (
        f'<span class="__cf_email__" data-cfemail="{covered}">[email]</span>',
        f'<a href="/cdn-cgi/l/email-protection#{covered}">write to us</a>',
    ):
        assert read_markup(f"<p>Write: {html}</p>").links == ["mailto:keeper@quay.example"]
    hidden = f'<p style="display:none"><a data-cfemail="{covered}">x</a></p><p>Write to nobody.</p>'
    assert read_markup(hidden).links == []
    for broken in ("", "5", "zz", "5a", "/cdn-cgi/l/email-protection#xyz"):
        assert covered_mail(broken) == ""


def test_a_flat_page_is_read_once_however_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LexborHTMLParser", lambda _html: pytest.fail("nothing can stand that high"))
    for flat in ("<p>a", "<li>a<p>b", "<table><tr><td>a</table>" + "<p>a<br>" * 1_000):
        html = f"<div>{flat * (100_000 // flat.count('<'))}"
        assert bounds.bound_html(html)[:2] == (html, False)


@pytest.mark.longer
@pytest.mark.parametrize("floor", ["<li><dd>", "<rt>", "<optgroup>", "<x-a></x-b>", "<b a='</b>'>", "<b><!--</b>-->"])
def test_a_tower_of_what_hardly_counts_is_taken_down(floor: str) -> None:
    html, cut, _ = bounds.bound_html(floor * 20_000)
    node, height = LexborHTMLParser(html).root, 0
    while node is not None:
        node, height = node.last_child, height + 1
    assert height < 20_000
    assert cut or height < bounds.MAX_TOWER
