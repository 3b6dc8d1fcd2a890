"""Words that look like the ones of another page are read as those: what nobody sees between letters is left out."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.words.lookalikes import as_seen
from rempart.engines.pages.words.text import clean
from rempart.engines.verdict import portrait_of

UNSEEN = (
    0x00AD, 0x034F, 0x061C, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200D, 0x2028, 0x2060, 0x206F, 0xFE0F, 0xFEFF, 0xFFF9,
    0x1BCA0, 0x1D173, 0xE0041, 0xE0100, 0xE01EF,
)  # fmt: skip
BLANK = (0x00A0, 0x115F, 0x1160, 0x2007, 0x3000, 0x3164, 0xFFA0)
SAID = "The lantern room is for quiet talk and nobody may play music there after nine in the evening"


@pytest.mark.parametrize("point", UNSEEN)
def test_what_nobody_sees_between_letters_is_no_part_of_a_word(point: int) -> None:
    assert clean(chr(point).join("lantern quay")) == "lantern quay"


@pytest.mark.parametrize("point", BLANK)
def test_a_blank_is_a_space(point: int) -> None:
    assert clean(f"lantern{chr(point)}quay") == "lantern quay"


@pytest.mark.parametrize(
    "between",
    ["\u034f", "\U000e0100", "&#847;", "<?q?>", "<!-- q -->", "\u0307", "\u0323\u0301", "&shy;"],
)
def test_a_site_that_comes_back_hides_no_sentence_between_its_letters(between: str) -> None:
    plain, hidden = (
        portrait_of(PageInput(html=f"<title>Quay</title><p>{said}</p>")) for said in (SAID, between.join(SAID))
    )
    assert hidden.shingles == plain.shingles
    assert hidden.paths == plain.paths


@pytest.mark.parametrize(
    "said",
    [
        "Tiếng Việt là ngôn ngữ của người Việt và là ngôn ngữ chính thức tại Việt Nam từ nhiều năm nay",
        "Příliš žluťoučký kůň úpěl ďábelské ódy a běžel přes tři mosty do města, kde svítily všechny lucerny",
        "Wǒ men jīn tiān wǎn shàng zài gǎng kǒu de dēng lóng xià miàn hē chá, nǐ yě lái ba, péng you",
    ],
)
def test_signs_of_a_language_stay(said: str) -> None:
    assert as_seen(said) == said


@pytest.mark.parametrize("text", ["Velmora™", "Velmora℠", "Velmora ™", "™ Velmora"])
def test_signs_of_trade_marks_are_no_letters_of_a_name(text: str) -> None:
    assert clean(text) == "Velmora"


@pytest.mark.parametrize("narrow", ["\u200a", "\u2009", "\u202f"])
def test_letters_that_stand_apart_by_less_than_a_space_are_a_word(narrow: str) -> None:
    assert clean(f"the {narrow.join('kettle')} room") == "the kettle room"
    assert clean(f"12{narrow}000 p.{narrow}7{narrow}: non{narrow}!") == "12 000 p. 7 : non !"
    assert clean(f"the{narrow}kettle") == "the kettle"
