"""Words of scripts that write vowels as signs, and letters with points or accents that stand apart, stay whole."""

import pytest

from rempart.engines.pages import Kind, PageInput
from rempart.engines.pages.words.text import forms_in, plain_name, read_words, words_of
from rempart.engines.verdict import portrait_of


@pytest.mark.parametrize(
    "text",
    [
        "दोस्ताना की सरकार",
        "ভেলমোরা চ্যাট",
        "வெல்மோரா அரட்டை",
        "మిత్రులు",
        "ਦੋਸਤ ਸਭਾ",
        "ភាសាខ្មែរ",
        "မြန်မာ",
        "שָׁלוֹם",
        "مُحَمَّد",
        "İstanbul",
    ],
)
def test_a_vowel_sign_or_a_point_breaks_no_word(text: str) -> None:
    parts = text.split()

    assert (words_of(text), forms_in(text), read_words([text])[0]) == (
        [part.casefold() for part in parts],
        parts,
        parts,
    )


def test_points_and_accents_that_are_typed_or_not_give_one_name() -> None:
    assert plain_name("שָׁלוֹם") == plain_name("שלום")
    assert plain_name("مُحَمَّد") == plain_name("محمد")
    assert plain_name("v̷e̷l̷m̷o̷r̷a̷") == "velmora"
    assert plain_name("दोस्ताना") != plain_name("दस्ताना")  # a vowel tells two words apart


def test_pages_that_were_kept_are_read_as_they_were() -> None:
    assert words_of("दोस्ताना", 15) == ["द", "स", "त", "न"]
    assert words_of("İstanbul", 15) == ["i", "stanbul"]
    assert [plain_name(word) for word in ("ஔ", "ဦ", "ຳ")] == ["ஒ", "ဥ", "າ"]  # one letter each, that NFKD takes apart


def test_a_page_in_hindi_has_a_name_and_sentences() -> None:
    told = "हम हर शाम सात बजे साथ खेलते हैं। नए लोग सोमवार को पहले घर के नियम पढ़ते हैं।"
    page = portrait_of(PageInput(html=f"<title>वेल्मोरा</title><h1 class=logo>वेल्मोरा</h1><p>{told}</p>"))

    assert page.names[0][0] == plain_name("वेल्मोरा")
    assert sorted(sign.value for sign in page.signs if sign.kind is Kind.SENTENCE) == [
        "नए लोग सोमवार को पहले घर के नियम पढ़ते हैं",
        "हम हर शाम सात बजे साथ खेलते हैं",
    ]
