"""Whether a page is somebody's own home page, of whom it says something: "under construction" is said of its rest.

In: the words of a page, what it is called. Never: a page that only says that somebody's page comes.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import joined

LEAST = 25  # words of a page that says who somebody is
_TIMES = 2  # that somebody says "I" or "my"
_CALLED = 80  # letters of a title that is looked for in the text
_HOME_TEXT = (
    r"home ?page|homepage|web ?page|page (?:perso(?:nnelle)?|web)|"
    r"página (?:personal|web|pessoal)|pagina (?:personale|web|persoonlijke)|strona (?:domowa|osobista)|"
    r"domovská stránka|osobní stránk\w+|домашняя страни\w+|личная страни\w+|"
    r"домашня сторінка|kotisivu\w*|hemsida|hjemmeside|hjemmesiden|kodulehekülg|honlapja|"
    r"pagina personală|kişisel sayfa\w*"
)
# Whose it is: "Anna's home page", "home page of Anna", "meine Homepage".
_SOMEBODYS = re.compile(
    rf"(?:\w['’]s|\w s['’]?|\bmy|\bmeine?|\bma|\bmi|\bla mia|\bminha|\bmijn|\bmoja|\bmoje|\bмоя|\bmin|\bbenim) "
    rf"(?:\w+ )?(?:{_HOME_TEXT})|(?:{_HOME_TEXT}) (?:of|von|van|d['’]) ?\w",
    re.IGNORECASE,
)
# None that another language has as a word for something else: "mit", "min", "mi", "ma" and "je" stand on most pages.
_I_TEXT = (
    "my myself ich mein meine meinem meinen meiner mon suis yo soy mio mia miei mie meu minha meus "
    "ik mijn moja moje mojej mój moim můj mám jsem jestem я мой моя мои моей моего "
    "мне мій моє мої jag mitt mina jeg mine minä minun olen én vagyok benim μου εγώ είμαι saya aku tôi"
)
_I = frozenset(_I_TEXT.split())
_WE_SPACED = " chúng tôi "  # in Vietnamese, "I" with a word before it
_IN_ENGLISH = "the"  # elsewhere "i" is "and" or "in"
_I_UNSPACED, _WE = joined(("私", "我", "ผม", "ฉัน")), joined(("私たち", "私達", "我们", "我們"))
_SIGNS = frozenset(sign.partition(" ")[0] for sign in _I_UNSPACED)  # with which one of these begins


def is_somebodys(said: Sequence[str], heads: Sequence[str], size: int) -> bool:
    """Whether a page of `size` words, which says `said`, is a home page that one of its `heads`, its title and first
    headings, calls somebody's, or on which somebody speaks of himself more than once. Its title says nothing of him
    where a logo or the foot says it again: programs call a shop "My Store" before anybody does."""
    if size < LEAST:
        return False
    if any(map(_SOMEBODYS.search, heads)):
        return True
    mine = _I | {"i"} if _IN_ENGLISH in said else _I
    if sum(map(mine.__contains__, said)) < _TIMES and _SIGNS.isdisjoint(said):  # as on most pages
        return False
    text = f" {' '.join(said)} ".replace(f" {' '.join(words_of(heads[0][:_CALLED]))} ", " ").replace(_WE_SPACED, " ")
    words = text.split()
    if sum(map(mine.__contains__, words)) >= _TIMES:
        return True
    if _SIGNS.isdisjoint(words):
        return False
    unspaced = sum(text.count(f" {sign} ") for sign in _I_UNSPACED) - sum(text.count(f" {signs} ") for signs in _WE)
    return unspaced >= _TIMES
