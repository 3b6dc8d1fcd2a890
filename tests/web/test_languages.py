"""Both catalogues are whole: nothing untranslated, nothing guessed, no placeholder lost on the way."""

import gettext
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import override

from rempart.engines.names import WatchedSite, build_index, screen_hostname
from rempart.engines.verdict.former_names import FormerName, former_name_reason
from rempart.engines.verdict.sentences import _placeholder_reason
from rempart.kernel.reasons import Reason
from rempart.web import parts, words

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "rempart" / "web" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*[^}]*\}")


def _catalogue(language: str, tmp_path: Path) -> dict[str, str]:
    if shutil.which("msgfmt") is None:
        pytest.skip("not installed: gettext")
    compiled = tmp_path / f"{language}.mo"
    source = LOCALE / language / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, source], check=True)
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key if isinstance(key, str) else f"{key[0]}#{key[1]}": value for key, value in catalogue.items() if key}


def read_catalogue(language: str) -> str:
    return (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_is_untranslated_or_guessed(language: str) -> None:
    source = read_catalogue(language)
    assert "#, fuzzy" not in source
    blocks = source.split("\n\n")[1:]
    assert [block for block in blocks if 'msgstr ""' in block or 'msgstr[0] ""' in block] == []


def test_both_languages_mark_the_same_sentences_as_templates() -> None:
    marked = [
        {block.partition("msgid")[2] for block in read_catalogue(language).split("\n\n") if "python-brace" in block}
        for language in ("fr", "en")
    ]
    assert {said.partition("\nmsgstr")[0] for said in marked[0]} == {
        said.partition("\nmsgstr")[0] for said in marked[1]
    }


def test_both_languages_have_the_same_sentences(tmp_path: Path) -> None:
    assert _catalogue("fr", tmp_path).keys() == _catalogue("en", tmp_path).keys()


def test_no_translation_loses_a_value(tmp_path: Path) -> None:
    lost = []
    for sentence, translated in _catalogue("fr", tmp_path).items():
        before, after = set(PLACEHOLDER.findall(sentence)), set(PLACEHOLDER.findall(translated))
        if before != after:
            lost.append((sentence, translated))
    assert lost == []


def test_reasons_and_errors_are_gathered_from_the_source(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        collected = importlib.import_module("collect_messages")
    finally:
        sys.path.pop(0)
    sentences = collected.find_sentences()
    assert "There is no case {case}. The list of cases shows those that exist." in sentences
    assert "{number} is the next number of the series of {former}." in sentences
    assert "The case was opened." in sentences
    known = {re.sub(r"#\d$", "", key) for key in _catalogue("en", tmp_path)}  # what is counted has a number behind it
    counted = {one for one, _ in collected.find_counts()}
    assert {*sentences, *collected.find_help(), *counted} <= known, "run scripts/collect_messages.py, then translate"


def test_a_chance_rarer_than_was_counted_is_told_as_less_in_french_too() -> None:
    index = build_index([WatchedSite("long", ("violetorchidparlour.example",))], threshold=0.0)
    (hit,) = screen_hostname("violetorchidparlour.test", index)
    with override("fr"):
        said = words.sentence(hit.reasons[0])
    assert said.endswith(" moins d’une fois sur 1\u202f000\u202f000\u202f000.")


@pytest.mark.parametrize("unfinished", [True, False])
def test_a_placeholder_and_its_side_are_called_so_in_words(unfinished: bool) -> None:
    reason = _placeholder_reason({"side": "second", "kind": "parked"}, unfinished=unfinished)
    with override("fr"):
        said = words.sentence(reason)
    assert said.startswith("La seconde page est une page d’attente (domaine en stationnement)")


def test_the_page_that_says_what_it_was_called_is_told_in_words() -> None:
    with override("fr"):
        said = words.sentence(former_name_reason(FormerName("first", "formerly", "velmora")))
    assert said.startswith("La première page dit «")


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "au plus un hôte sur 1\N{NARROW NO-BREAK SPACE}051"), ("en", "1,051")]
)
def test_figures_carry_the_marks_of_their_language(language: str, shown: str) -> None:
    said = Reason("x", "Both say so; {rarity}.", {"rarity": "at most one of 1,051 other hosts shares this"})
    with override(language):
        assert shown in words.sentence(said)
        # A hostname or version is no figure.
        assert words.sentence(Reason("x", "{name}", {"name": "3.10"})) == "3.10"
        assert parts.number("0.25").value == {"fr": "0,25", "en": "0.25"}[language]
