"""French as it is set in print: the marks that keep their distance keep it by a space at which no line breaks."""

import re
from pathlib import Path

MESSAGES = Path(__file__).parents[2] / "src/rempart/web/locale/fr/LC_MESSAGES/django.po"
_MESSAGE = re.compile(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', re.MULTILINE)
_BREAKABLE = re.compile(r" [:;?!»]|« ")


def breakable(catalogue: str) -> list[str]:
    """The messages in which a line may end before such a mark, or after an opening guillemet."""
    words = ("".join(re.findall(r'"(.*)"', lines)) for lines in _MESSAGE.findall(catalogue))
    return [message for message in words if _BREAKABLE.search(message)]


def test_no_line_of_a_french_message_breaks_before_a_mark() -> None:
    assert breakable(MESSAGES.read_text(encoding="utf-8")) == []


def test_a_plain_space_is_found_also_where_the_catalogue_itself_breaks_the_line() -> None:
    assert breakable('msgid ""\nmsgstr ""\n"Un mot "\n": deux"\n') == ["Un mot : deux"]
    assert breakable('msgstr "Un mot\u00a0: « deux »"\n') == ["Un mot\u00a0: « deux »"]
    assert breakable('msgstr "Un mot\u00a0; «\u00a0deux\u00a0»"\n') == []
