"""Letters of generators of "fancy text" are read as the words that they spell, and no language's own are."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.words.fancy_letters import fancy_letters

SAID = (
    "The kettle room is for quiet talk and nobody may play music there. Three warnings in one week close the door for "
    "the rest of the month. Helpers wear a lantern sign and never ask for your full name. Guests from other towns are "
    "welcome after nine in the evening, and whoever sells anything waits for the market board on Saturdays."
)
ALPHABETS = {
    "syllables": "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭YZ",
    "currencies": "₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ",
    "Greek and signs": "αв¢∂єƒgнιנкℓмησρqяѕтυνωχуz",
    "Chinese": "卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙",
    "hooks": "ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ",
    "Thai": "คც८ძ૯Բ૭ҺɿʆқՆɱՈ૦ƿҩՐς੮υ౮ω૪ע੪",
    "strokes": "ȺɃȻĐɆFǤĦƗɈꝀŁMNØⱣꝖɌSŦᵾVWXɎƵ",
    "Lisu": "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ",
    "Cherokee": "ᎪᏴᏟᎠᎬFᎶᎻᏆᎫᏦᏞᎷNᎾᏢQᏒᏚᎢUᏙᎳXᎩᏃ",
    "flags": "🇦🇧🇨🇩🇪🇫🇬🇭🇮🇯🇰🇱🇲🇳🇴🇵🇶🇷🇸🇹🇺🇻🇼🇽🇾🇿",
    "vowels with signs": "ábcdéfghíjklmnópqrstúvwxyz",
}
OTHERS = {
    "Greek": "Το δωμάτιο είναι για ήσυχη κουβέντα και κανείς δεν παίζει μουσική εκεί μέσα. " * 3,
    "Russian": "Комната для тихой беседы, и никто не играет там музыку после девяти вечера. " * 3,
    "Chinese": "这个房间供安静谈话使用，任何人不得在此播放音乐。客人九点以后可以进来。" * 4,
    "Czech": "Místnost je určena k tichému hovoru a nikdo v ní nesmí hrát hudbu po deváté večer. " * 3,
    "Vietnamese": "Căn phòng này dành cho trò chuyện yên tĩnh và không ai được chơi nhạc ở đó. " * 3,
    "Thai": "ห้องนี้มีไว้สำหรับพูดคุยเงียบ ๆ และห้ามเล่นดนตรีหลังสามทุ่มทุกคืน " * 3,
    "signs now and then": SAID + " ✓ € £ ★" * 20,
}


def written(alphabet: str, text: str = SAID) -> str:
    """`text` in an alphabet, whose letters stand from "a" to "z"."""
    letters = dict(zip("abcdefghijklmnopqrstuvwxyz", alphabet, strict=True))
    return "".join(letters.get(letter.lower(), letter) for letter in text)


def page(text: str, title: str = "Velmora") -> PageInput:
    return PageInput(html=f"<html><title>{title}</title><a class=logo>{title}</a><p>{text.replace('. ', '.<p>')}")


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
def test_fancy_letters_are_read_as_the_words_that_they_spell(alphabet: str) -> None:
    plain, fancy = page_features(page(SAID)), page_features(page(written(alphabet), written(alphabet, "Velmora")))

    assert (fancy.words, fancy.shingles) == (plain.words, plain.shingles)
    assert fancy.names[0][0] == "velmora"


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_letters_of_a_language_are_its_own(text: str) -> None:
    assert not fancy_letters(text)


def test_what_spells_no_words_is_left_as_it_is() -> None:
    assert not fancy_letters(written(ALPHABETS["syllables"], "xq zvk wrtp fgh jkl mnb dfg hjk rtz pws " * 5))
