"""A sealed comparison: sound as it was made, not sound after any change, even one that was sealed again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.exhibit.container import read_zip, write_zip
from rempart.adapters.signer import FileSigner
from rempart.verification import Report, verify_exhibit

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "format": "rempart-comparison-1",
    "match": "0193-quay",
    "hostname": "night-harbour.example",
    "verdict": "same",
    "probability": 0.9091,
    "prior": 0.5,
    "as_judged": True,
    "steps": [
        {"label": "prior", "weight": 0.0, "total": 0.0},
        {"label": "start", "weight": -1.5, "total": -1.5},
        {"label": "contact", "weight": 2.5, "total": 1.0},
    ],
    "exhibits": [{"manifest_sha256": "ab" * 32, "file_sha256": "cd" * 32}],
}
PAGE = (
    "<!DOCTYPE html><title>{hostname}</title><h1>{hostname} <span class=badge>{verdict}</span></h1>"
    "<p class=lead>Compared with site 0.75 of Quay: the probability is {chance}.</p>"
    "<p>{match} says onload= in words.</p><ul class=reasons>{reasons}</ul>"
    "<table class=waterfall><tbody>{steps}</tbody></table>"
    "<dl><dt>Probability</dt><dd class=of-number>{chance}</dd></dl>"
    "<p>SHA-256 <code>{exhibit}</code></p><code>{digest}</code>{inside}"
)
WORDS = {"en": {"same": "same site", "unclear": "unclear"}, "fr": {"same": "même site", "unclear": "incertain"}}


def line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def page_of(
    record: Mapping[str, Any], extra: str = "", language: str = "en", said: Mapping[str, Any] | None = None
) -> bytes:
    """The page of `record`; `said` is what it says otherwise."""
    inside = f'<script type="application/json" id="record">{line(record).decode().strip()}</script>{extra}'

    def figure(number: float, digits: int) -> str:
        text = f"{number:+.{digits}f}" if digits == 2 else f"{number:.{digits}f}"
        return text.replace("-", "−").replace(".", "," if language == "fr" else ".")

    told = {**record, **(said or {})}
    steps = "".join(
        f"<tr><th>{step['label']}</th><td class=of-number>{figure(step['weight'], 2)}</td>"
        f"<td class=of-number>{figure(100 / (1 + 10 ** -step['total']), 3)}</td></tr>"
        for step in (told["steps"] if isinstance(told["steps"], list) else ())
    )
    reasons = "".join(
        f"<li>{reason['text']} <small><code>{reason['code']}</code></small></li>" for reason in told.get("reasons", ())
    )
    return PAGE.format(
        hostname=told.get("hostname"),
        match=record.get("match"),
        verdict=WORDS[language].get(told["verdict"], "?"),
        chance=figure(told["probability"], 4),
        reasons=reasons,
        steps=steps,
        exhibit=told["exhibits"][0]["file_sha256"],
        digest=hashlib.sha256(line(record)).hexdigest(),
        inside=inside,
    ).encode()


def exhibit(folder: Path, record: Mapping[str, Any] = RECORD, pages: Mapping[str, bytes] | None = None) -> bytes:
    """Sealed by the house itself: what a holder of the key could make."""
    house = WaczExhibits(FileSigner(folder / "keys"))
    shown = dict(pages or {})
    for language in {"en", "fr"} - shown.keys():
        shown[language] = page_of(record, language=language)
    package = house.package_comparison(line(record), shown, title="night-harbour.example", at=NOW)
    return house.seal(package.content, log_proof=None, now=NOW).content


def failed(content: bytes) -> set[str]:
    report: Report = verify_exhibit(content)
    return {check.code for check in report.list_failed()}


NAMED: dict[str, Any] = {
    "code": "verdict.name",
    "text": 'Both call themselves "quay 7"; at most one of 1,459 other hosts shares this.',
    "values": {"found": "quay 7", "record_a": "urn:1"},
}
PLACEHOLDER: dict[str, Any] = {
    "code": "verdict.says_nothing",
    "text": "The first page is a placeholder (default).",
    "values": {"kind": "default"},
}
REASONED: dict[str, Any] = {**RECORD, "reasons": [NAMED], "would_change": [PLACEHOLDER]}
FRENCH = {
    "reasons": [
        NAMED | {"text": "Les deux se nomment « quay 7 » ; au plus un hôte sur 1\u202f459 autres le partage."},
        PLACEHOLDER | {"text": "La première page est une page d’attente (la page par défaut d’un serveur)."},
    ]
}
ENGLISH = {"reasons": [NAMED, PLACEHOLDER | {"text": "The first page is a placeholder (a server's default page)."}]}


def test_a_comparison_is_sound_as_it_was_made(tmp_path: Path) -> None:
    report = verify_exhibit(exhibit(tmp_path))
    assert report.sound, report.list_failed()


def test_sentences_may_be_translated_and_call_codes_by_words(tmp_path: Path) -> None:
    pages = {"en": page_of(REASONED, said=ENGLISH), "fr": page_of(REASONED, language="fr", said=FRENCH)}
    report = verify_exhibit(exhibit(tmp_path, REASONED, pages))
    assert report.sound, report.list_failed()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "unclear"},
        {"probability": 0.9999},
        {"hostname": "another.example"},
        {"steps": [*RECORD["steps"][:2], {"label": "contact", "weight": 4.5, "total": 3.0}]},
        {"steps": RECORD["steps"][:2]},
        {"exhibits": [{"file_sha256": "ef" * 32}]},
        {"reasons": []},
        {"reasons": [NAMED, NAMED]},
        {"reasons": [NAMED | {"text": "At most one of 9,999,999 other hosts shares this."}, PLACEHOLDER]},
    ],
)
def test_a_page_that_says_otherwise_than_the_record_inside_it_is_not_sound(
    tmp_path: Path, language: str, said: dict[str, Any]
) -> None:
    honest = {"en": page_of(REASONED, said=ENGLISH), "fr": page_of(REASONED, language="fr", said=FRENCH)}
    own = ENGLISH if language == "en" else FRENCH
    lying = page_of(REASONED, language=language, said={**own, **said})
    assert "comparison.shown" in failed(exhibit(tmp_path, REASONED, {**honest, language: lying}))


def test_a_sentence_in_the_records_language_has_to_be_the_records_own(tmp_path: Path) -> None:
    said = {"reasons": [NAMED | {"text": NAMED["text"].replace("at most", "hardly")}, PLACEHOLDER]}
    assert "comparison.shown" in failed(exhibit(tmp_path, REASONED, {"en": page_of(REASONED, said=said)}))


def test_a_sentence_may_not_call_another_host_or_word_than_the_record(tmp_path: Path) -> None:
    reason = {"code": "verdict.shown_at", "text": "It names quay.example.", "values": {"host": "quay.example"}}
    lying = page_of({**RECORD, "reasons": [reason]}, said={"reasons": [reason | {"text": "It names cove.example."}]})
    assert "comparison.shown" in failed(exhibit(tmp_path, {**RECORD, "reasons": [reason]}, {"en": lying}))


def test_the_first_pages_rounded_to_certainty_and_are_sound(tmp_path: Path) -> None:
    steps = [*RECORD["steps"][:2], {"label": "contact", "weight": 6.5, "total": 5.0}]
    record = {**RECORD, "probability": 0.99999, "steps": steps}
    pages = {language: page_of(record, language=language, said={"probability": 1.0}) for language in ("en", "fr")}
    assert not failed(exhibit(tmp_path, record, pages))


@pytest.mark.parametrize("extra", ["<b>x" * 12_000, f"<p class=lead>{'1' * 60_000}</p>"], ids=["nested", "number"])
def test_a_page_that_would_take_hours_to_read_is_settled_at_once(tmp_path: Path, extra: str) -> None:
    content = exhibit(tmp_path, pages={"en": page_of(RECORD, extra)})
    before = process_time()
    verify_exhibit(content)
    assert process_time() - before < 5


@pytest.mark.parametrize(
    "extra",
    ['<p><span class="badge alert">unclear</span></p>', "<h1>night-harbour.example same site</h1>", "<p><b></p></b>"],
)
def test_a_page_that_says_it_twice_or_lets_readers_see_two_pages_is_not_sound(tmp_path: Path, extra: str) -> None:
    assert "comparison.shown" in failed(exhibit(tmp_path, pages={"en": page_of(RECORD, extra)}))


@pytest.mark.parametrize("odd", [{"reasons": 7}, {"steps": [1]}, {"exhibits": []}, {"reasons": [{}]}])
def test_a_record_of_another_form_is_refused_and_never_breaks_the_verifier(tmp_path: Path, odd: dict[str, Any]) -> None:
    page = {language: page_of(RECORD, language=language) for language in ("en", "fr")}
    assert failed(exhibit(tmp_path, {**RECORD, **odd}, page))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"probability": 0.99}, "comparison.steps"),
        ({"prior": 0.2}, "comparison.steps"),
        ({"steps": [*RECORD["steps"][:2], {"label": "contact", "weight": 0.1, "total": 1.0}]}, "comparison.steps"),
        ({"steps": "none"}, "comparison.steps"),
        ({"verdict": "certain"}, "comparison.record"),
        ({"probability": 7}, "comparison.record"),
        ({"exhibits": [{"file_sha256": "no"}]}, "comparison.record"),
        ({"format": "rempart-comparison-9"}, "comparison.record"),
    ],
)
def test_a_record_that_does_not_add_up_is_not_sound(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    assert code in failed(exhibit(tmp_path, {**RECORD, **changed}))


@pytest.mark.parametrize(
    "extra",
    [
        "<script>alert(1)</script>",
        "<p onclick=go()>",
        "<img alt=x>",
        '<a href="https://elsewhere.example/">x</a>',
        "<style>p{background:url(//elsewhere.example/x)}</style>",
        '<meta http-equiv="refresh" content="0;url=/x">',
        '<meta http-equiv=REFRESH content="0;url=//elsewhere.example/">',
        '<p style="background:url(//elsewhere.example/x)">x</p>',
        "<p style=\"background:image-set('//elsewhere.example/x' 1x)\">x</p>",
        '<svg><rect fill="URL (//elsewhere.example/x#a)"/></svg>',
        "<style>@\\69mport '//elsewhere.example/x';</style>",
        "<style>p{background:image-set('//elsewhere.example/x' 1x)}</style>",
        "<svg><style><img src=//elsewhere.example/x></style></svg>",
        "<!--><script>alert(1)</script>-->",
        '<title><p title="</title><img src=//elsewhere.example/x>"></title>',
        "<![CDATA[<p>]]>",
    ],
)
def test_a_page_that_acts_or_reaches_out_is_not_sound(tmp_path: Path, extra: str) -> None:
    assert "comparison.pages" in failed(exhibit(tmp_path, pages={"en": page_of(RECORD, extra)}))


def test_a_record_that_ends_its_script_for_a_browser_is_not_sound(tmp_path: Path) -> None:
    record = {**RECORD, "note": "</script ><script src=//elsewhere.example/x>"}
    assert "comparison.pages" in failed(exhibit(tmp_path, record))


def test_a_page_that_tells_of_another_record_is_not_sound(tmp_path: Path) -> None:
    assert "comparison.pages" in failed(exhibit(tmp_path, pages={"fr": page_of({**RECORD, "verdict": "different"})}))
    assert "comparison.pages" in failed(exhibit(tmp_path, pages={"fr": b"<p>night-harbour.example 0193-quay</p>"}))


@pytest.mark.parametrize("name", ["comparison/record.json", "comparison/comparison.en.html", "seal/statement"])
def test_one_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    files = read_zip(exhibit(tmp_path))
    content = bytearray(files[name])
    content[len(content) // 2] ^= 1
    assert failed(write_zip({**files, name: bytes(content)}, NOW))


def test_a_file_more_or_less_is_found(tmp_path: Path) -> None:
    files = read_zip(exhibit(tmp_path))
    assert "manifest.files" in failed(write_zip({**files, "comparison/more.html": b"x"}, NOW))
    assert "manifest.files" in failed(
        write_zip({name: content for name, content in files.items() if name != "comparison/comparison.fr.html"}, NOW)
    )


def test_a_capture_does_not_pass_for_a_comparison_nor_the_other_way(tmp_path: Path) -> None:
    house = WaczExhibits(FileSigner(tmp_path / "keys"))
    package = house.package_comparison(line(RECORD), {"en": page_of(RECORD)}, title="x", at=NOW)
    files = read_zip(package.content)
    manifest = json.loads(files["datapackage.json"]) | {"profile": "data-package", "wacz_version": "1.1.1"}
    files["datapackage.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    assert "manifest.files" in failed(house.seal(write_zip(files, NOW), log_proof=None, now=NOW).content)
