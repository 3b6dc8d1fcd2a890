"""What a sealed comparison's page shows is what its record says: every sentence, step, sign and mark, in its language.

Whoever holds the key could seal a page over a record that says otherwise: these pages were all sealed again.
"""

import importlib
import json
import re
import sys
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import pytest

from rempart.kernel.reasons import Reason
from rempart.verification import verify_exhibit
from rempart.verification.words import TABLE
from tests.factories.comparisons import (
    MAIL,
    NAMED,
    PLACEHOLDER,
    RECORD,
    exhibit,
    failed,
    page_of,
    reasoned,
)

ROOT = Path(__file__).parents[2]
REASONED = reasoned(NAMED, MAIL, would_change=(PLACEHOLDER,))
LANGUAGES = ("en", "fr")


def sealed(folder: Path, language: str, page: bytes, record: dict[str, Any] = REASONED) -> set[str]:
    """The checks that fail where `page` was sealed beside an honest one in the other language."""
    return failed(exhibit(folder, record, {language: page}))


def changed(language: str, old: str, new: str, record: dict[str, Any] = REASONED, count: int = 1) -> bytes:
    page = page_of(record, language=language).decode()
    assert page.count(old) >= count, old
    return page.replace(old, new, count).encode()


def rows_of(page: str, caption: str) -> list[str]:
    """The rows of a table's body, as they stand."""
    return re.findall("<tr><td.*?</tr>", page.partition(f"<caption>{caption}")[2].partition("</table>")[0])


def test_a_page_with_every_kind_of_row_and_reason_is_sound(tmp_path: Path) -> None:
    report = verify_exhibit(exhibit(tmp_path, REASONED))
    assert report.sound, report.list_failed()


def test_a_page_without_any_row_is_sound(tmp_path: Path) -> None:
    name = {"shared": "", "hosts_that_have_it": 0, "hosts_counted": 0, "a": ["quay"], "b": []}
    assert not failed(exhibit(tmp_path, REASONED | {"shared": [], "differing": [], "name": name}))


def test_a_comparison_of_the_first_day_is_sound_to_this_day() -> None:
    report = verify_exhibit((ROOT / "tests/golden/comparison-of-2026-11-26.zip").read_bytes())
    assert report.sound, report.list_failed()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "unclear"},
        {"probability": 0.9999},
        {"hostname": "another.example"},
        {"steps": [*RECORD["steps"][:2], {"label": "contact", "weight": 4.5, "total": 3.0}]},
        {"steps": RECORD["steps"][:2]},
        {"steps": [*RECORD["steps"][:2], {"label": "account", "weight": 2.5, "total": 1.0}]},
        {"exhibits": [{"file_sha256": "ef" * 32}]},
        {"reasons": []},
        {"reasons": [NAMED, NAMED]},
        {
            "reasons": [
                NAMED,
                Reason(MAIL.code, MAIL.template, {**MAIL.values, "rarity": "1 of 1,459 other hosts share this"}),
            ]
        },
        {"reasons": [NAMED, Reason(MAIL.code, MAIL.template, {**MAIL.values, "record_b": "<urn:uuid:b1>"})]},
    ],
)
def test_a_page_that_says_otherwise_than_the_record_inside_it_is_not_sound(
    tmp_path: Path, language: str, said: dict[str, Any]
) -> None:
    assert "comparison.shown" in sealed(tmp_path, language, page_of(REASONED, language=language, said=said))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "said",
    [
        {"shared": [RECORD["shared"][1], RECORD["shared"][0], RECORD["shared"][2]]},
        {"shared": RECORD["shared"][:2]},
        {"shared": RECORD["shared"][1:]},
        {"shared": [*RECORD["shared"], RECORD["shared"][0] | {"shown": "anybody@quay.example"}]},
        {"shared": []},
        {"shared": [RECORD["shared"][0] | {"hosts_that_have_it": 2}, *RECORD["shared"][1:]]},
        {"shared": [RECORD["shared"][0] | {"hosts_that_have_it": 0}, *RECORD["shared"][1:]]},
        {"shared": [RECORD["shared"][0] | {"hosts_counted": 41_000}, *RECORD["shared"][1:]]},
        {"shared": [RECORD["shared"][0] | {"kind": "phone"}, *RECORD["shared"][1:]]},
        {"shared": [RECORD["shared"][0] | {"record_b": "<urn:uuid:b1>"}, *RECORD["shared"][1:]]},
        {"differing": []},
        {"differing": [{"kind": "phone", "a": [], "b": RECORD["differing"][0]["a"]}]},
        {"differing": [{"kind": "phone", "a": RECORD["differing"][0]["a"][:1], "b": []}]},
        {"differing": [*RECORD["differing"], {"kind": "email", "a": ["x@x.example"], "b": ["y@y.example"]}]},
        {"name": RECORD["name"] | {"shared": "cove"}},
        {"name": RECORD["name"] | {"hosts_that_have_it": 7}},
        {"name": RECORD["name"] | {"shared": ""}},
    ],
)
def test_a_sign_that_is_changed_left_out_added_or_moved_is_found(
    tmp_path: Path, language: str, said: dict[str, Any]
) -> None:
    assert sealed(tmp_path, language, page_of(REASONED, language=language, said=said)) == {"comparison.shown"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # What both pages share stands as what one has, and the other way round.
        ("Signs on both pages, rarest first</caption>", "Signs that only one page has</caption>"),
        ("<th>On the closed site</th>", "<th>On this page</th>"),
        ('data-head="On the closed site"', 'data-head="On this page"'),
        ('<td data-head="Exhibit">the closed site\'s', '<td data-head="Exhibit">this page\'s'),
        ("the text that the browser showed", "the page's HTML"),
        ("<code>&lt;urn:uuid:b2&gt;", "<code>&lt;urn:uuid:b1&gt;"),
        ("Already counted in another reason.", "Counted in no other reason."),
        ("A1 · B1", "A1"),
        ("A1 · B1", "B1 · A1"),
        ("café.example", "cafe.example"),
        ("people decide.", "people decide. This one is not the site."),
        ("<h2>What differs</h2>", "<h2>What does not differ</h2>"),
        ("<dt>Sighting</dt>", "<dt>The true verdict: another site</dt>"),
        ("<th>contacts that both give</th>", "<th>different contacts</th>"),
        ("<td class=strip></td>", "<td class=strip>no</td>"),
    ],
)
def test_a_word_that_turns_a_table_or_a_sentence_around_is_found(tmp_path: Path, old: str, new: str) -> None:
    assert "comparison.shown" in sealed(tmp_path, "en", changed("en", old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Les deux donnent", "Une seule donne"),
        ("Les deux se nomment", "Aucune ne se nomme"),
        ("La seconde page", "La première page"),
        ("un serveur", "un ami"),
        ("même site</span>", "autre site</span>"),
        ("la probabilité que ce soit le même", "la probabilité que ce soit un autre"),
        ("contacts communs", "contacts différents"),
        ("le partagent", "ne le partagent pas"),
        ("Déjà compté dans un autre motif.", "Compté nulle part."),
        ("Ce que les deux pages partagent", "Ce qui diffère"),
        ("nom</td>", "phrase</td>"),
    ],
)
def test_a_french_word_that_says_the_opposite_is_found(tmp_path: Path, old: str, new: str) -> None:
    assert "comparison.shown" in sealed(tmp_path, "fr", changed("fr", old, new))


def test_a_page_may_say_in_english_what_has_no_french_yet(tmp_path: Path) -> None:
    reason = Reason("verdict.tomorrow", 'Both say "{found}" tomorrow.', {"found": "quay"})
    page = page_of(reasoned(reason), language="fr", said={"reasons": [reason]})
    english = page_of(reasoned(reason), said={"reasons": [reason]})
    assert not failed(exhibit(tmp_path, reasoned(reason), {"en": english, "fr": page}))


def test_a_sentence_may_not_call_another_host_or_word_than_the_record(tmp_path: Path) -> None:
    template = "The {side} page stands at an address that names {host}: it may be a copy."
    reason = Reason("verdict.shown_at", template, {"side": "first", "host": "quay.example"})
    lying = Reason("verdict.shown_at", template, {"side": "first", "host": "cove.example"})
    for language in LANGUAGES:
        page = page_of(reasoned(reason), language=language, said={"reasons": [lying]})
        assert "comparison.shown" in sealed(tmp_path / language, language, page, reasoned(reason))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<tr><td data-head", "<tr hidden><td data-head"),
        ("<tr><td data-head", '<tr style="display:none"><td data-head'),
        ("<tr><td data-head", '<tr aria-hidden="true"><td data-head'),
        ("<tr><td data-head", '<tr class="skip"><td data-head'),
        ("<tr><td data-head", '<tr role="presentation"><td data-head'),
        ("<td data-head", "<td class=of-nothing data-head"),
        ("<td data-head", "<td width=0 data-head"),
        ("<tbody><tr><td", "<tbody inert><tr><td"),
        ("<section><h2>What differs", "<section hidden=until-found><h2>What differs"),
        ("<section><h2>What differs", "<details><section><h2>What differs"),
        ("</head>", "<style>tbody tr:nth-child(3){display:none}</style></head>"),
        ("</head>", "<style>td{color:#fff}</style></head>"),
        ("<head>", '<head><meta charset="iso-2022-jp">'),
        ("<head>", '<head><meta name="viewport" content="width=10, initial-scale=10">'),
        ("</main>", "<p class=note>The record is wrong: it is another site.</p></main>"),
        ("</main>", "<p class=empty>They share nothing at all.</p></main>"),
        ("</main>", "It is another site.</main>"),
        ("</main>", "<code>It is another site.</code></main>"),
        ("</main>", "<ul><li>It is another site.</li></ul></main>"),
        ("</main>", "<div><table><caption>More</caption><tbody><tr><td>x</td></tr></tbody></table></div></main>"),
        ("<tbody><tr><td", "<tbody><tr><th>another site</th></tr><tr><td"),
        ("<h1>", '<h1><span class="badge alert">unclear</span>'),
        ("</h1>", "</h1><h1>night-harbour.example same site</h1>"),
        ("</main>", "<p><b></p></b></main>"),
        ("</main>", "<template><p>x</p></template></main>"),
        ("</main>", "<bdi class=reads>quay</bdi></main>"),
    ],
)
def test_what_hides_a_row_or_speaks_beside_the_record_is_found(tmp_path: Path, old: str, new: str) -> None:
    ends = "</details>" if new.startswith("<details>") else ""
    assert "comparison.shown" in sealed(tmp_path, "en", changed("en", old, new + ends))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_stands_twice_or_not_at_all_is_found(tmp_path: Path, language: str) -> None:
    page = page_of(REASONED, language=language).decode()
    for table in re.findall("<div class=scroll.*?</div>", page):
        assert "comparison.shown" in sealed(tmp_path / "twice", language, page.replace(table, table * 2).encode())
        assert "comparison.shown" in sealed(tmp_path / "none", language, page.replace(table, "").encode())


def test_a_mark_that_nothing_cites_or_that_stands_twice_is_found(tmp_path: Path) -> None:
    page = page_of(REASONED).decode()
    first = rows_of(page, "Where each mark is found in the exhibits")[0]
    for more in (first, first.replace("<code>A1", "<code>A2")):
        assert "comparison.shown" in sealed(tmp_path, "en", page.replace(first, first + more).encode())


def test_a_record_from_before_it_told_names_may_have_their_row(tmp_path: Path) -> None:
    older = {name: value for name, value in REASONED.items() if name != "name"} | {"computed_with_engine": "23"}
    pages = {language: page_of(older, language=language, said={"name": RECORD["name"]}) for language in LANGUAGES}
    assert not failed(exhibit(tmp_path, older, pages))
    strange = page_of(older, said={"name": RECORD["name"] | {"shared": "elsewhere"}})
    assert "comparison.shown" in failed(exhibit(tmp_path, older, pages | {"en": strange}))
    newer = older | {"computed_with_engine": "24"}
    assert "comparison.shown" in failed(exhibit(tmp_path, newer))


def test_a_record_that_would_take_hours_to_hold_against_its_page_is_settled_at_once(tmp_path: Path) -> None:
    long = [Reason(MAIL.code, MAIL.template, {**MAIL.values, "found": "x" * 40_000 + str(at)}) for at in range(200)]
    older = {name: value for name, value in reasoned(*long).items() if name != "name"} | {"computed_with_engine": "23"}
    older["pages"] = {side: {**page, "words": ["y" * 20] * 20_000} for side, page in RECORD["pages"].items()}
    names = RECORD["name"] | {"shared": " · ".join(["y"] * 5_000)}
    pages = {lang: page_of(older, language=lang, said={"name": names, "reasons": long}) for lang in LANGUAGES}
    content = exhibit(tmp_path, older, pages)
    before = process_time()
    assert failed(content) == {"comparison.shown"}
    assert process_time() - before < 20


def test_the_first_pages_rounded_to_certainty_and_are_sound(tmp_path: Path) -> None:
    steps = [*RECORD["steps"][:2], {"label": "contact", "weight": 6.5, "total": 5.0}]
    record = {**RECORD, "probability": 0.99999, "steps": steps}
    pages = {language: page_of(record, language=language, said={"probability": 1.0}) for language in LANGUAGES}
    assert not failed(exhibit(tmp_path, record, pages))


@pytest.fixture(scope="module")
def keeping() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return importlib.import_module("keep_words")
    finally:
        sys.path.pop(0)


def test_the_verifier_knows_every_word_that_a_page_may_say_today(keeping: ModuleType) -> None:
    kept = json.loads(TABLE.read_text(encoding="utf-8"))
    grown = keeping.with_todays(kept, keeping.todays_words())
    assert grown == kept, "run scripts/keep_words.py"
    assert keeping.write(kept) == TABLE.read_text(encoding="utf-8")


def test_what_was_ever_said_stays_known(keeping: ModuleType) -> None:
    kept = {
        "labels": {"same": {"en": ["same site"], "fr": ["le même"]}},
        "said": {"Old.": ["Vieux."]},
        "styles": ["ab"],
    }
    today = {
        "labels": {"same": {"en": ["same site"], "fr": ["même site"]}},
        "said": {"New.": ["Neuf."]},
        "styles": ["cd"],
    }
    grown = keeping.with_todays(kept, today)
    assert grown["labels"]["same"]["fr"] == ["le même", "même site"]
    assert grown["said"] == {"New.": ["Neuf."], "Old.": ["Vieux."]}
    assert grown["styles"] == ["ab", "cd"]
