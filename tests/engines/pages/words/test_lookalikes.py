"""A text in letters that look like those of another alphabet is read as readers do."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.pages.words.lookalikes import as_seen
from rempart.engines.verdict import judge, portrait_of

LATIN, CYRILLIC = "aceopxyisj", "асеорхуіѕј"
SAID = (
    "The kettle room is for quiet talk and nobody may play music there.",
    "Three warnings in one week close the door for the rest of the month.",
    "Helpers wear a lantern sign and never ask for your full name.",
    "Guests from other towns are welcome after nine in the evening.",
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("the kеttlе rооm", "the kettle room"),
        ("а kеttlе for а crew", "a kettle for a crew"),
        ("ЅТАY here", "STAY here"),
        ("чaйник нa cтоле", "чайник на cтоле".replace("c", "с")),
        ("l\u0332a\u0332ntern\ufe0f", "lantern"),
        ("ʟᴀɴᴛᴇʀɴ quay", "lantern quay"),
        ("🅛🅐🅝🅣🅔🅡🅝 🆀🆄🅰🆈", "lantern quay"),
        ("νigil οf the quay", "vigil of the quay"),
    ],
)
def test_letters_are_read_as_they_look(text: str, seen: str) -> None:
    assert as_seen(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "SMSка от друга",
        "Wi-Fi и чай",
        "© 2026 Нора, all rights kept",
        "рост и хор",
        "α-Lantern λόγος",
        "café ñandú",
        "ɪ",
        "Aβ of κ-Kμ",
    ],
)
def test_what_one_alphabet_has_alone_stays(text: str) -> None:
    assert as_seen(text) == text


@pytest.mark.parametrize("every", [1, 3])
def test_a_renamed_site_hides_no_sentence_behind_such_letters(every: int) -> None:
    swapped = str.maketrans(LATIN, CYRILLIC)
    hidden = (
        " ".join(w.translate(swapped) if n % every == 0 else w for n, w in enumerate(said.split())) for said in SAID
    )
    form = "".join(f"<input name={name} placeholder={name}>" for name in ("nick", "town", "lantern", "ferry"))

    def page(name: str, lines: tuple[str, ...], look: str) -> PageInput:
        said = "".join(f"<{look}>{line}</{look}>" for line in lines)
        return PageInput(html=f"<html lang=en><title>{name}</title><h1>{name}</h1>{said}<form>{form}</form></html>")

    old, new = (portrait_of(page(*said)) for said in (("Velmora", SAID, "p"), ("Kolvara", tuple(hidden), "li")))
    found = judge(old, new, PageFiles().read_background())

    assert found.comparison.kept.sentences == len(SAID)
