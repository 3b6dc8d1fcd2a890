"""A sealed comparison: sound as it was made, not sound after any change, even one that was sealed again."""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.exhibit.container import read_zip, write_zip
from rempart.adapters.signer import FileSigner
from rempart.verification import verify_exhibit
from tests.factories.comparisons import NOW, RECORD, exhibit, failed, inside_page, line, page_of


def test_a_comparison_is_sound_as_it_was_made(tmp_path: Path) -> None:
    report = verify_exhibit(exhibit(tmp_path))
    assert report.sound, report.list_failed()


@pytest.mark.parametrize("extra", ["<b>x" * 12_000, f"<p class=lead>{'1' * 60_000}</p>"], ids=["nested", "number"])
def test_a_page_that_would_take_hours_to_read_is_settled_at_once(tmp_path: Path, extra: str) -> None:
    content = exhibit(tmp_path, pages={"en": page_of(RECORD, extra)})
    before = process_time()
    verify_exhibit(content)
    assert process_time() - before < 5


@pytest.mark.parametrize(
    "odd",
    [
        *({"reasons": 7}, {"steps": [1]}, {"exhibits": []}, {"reasons": [{}]}, {"prior": 10**400}),
        {"steps": [{"label": "prior", "weight": 0.0, "total": 10**400}]},
    ],
)
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
    page = page_of(record).replace(inside_page(record).encode(), line(record).strip())
    assert "comparison.pages" in failed(exhibit(tmp_path, record, {"en": page}))


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
