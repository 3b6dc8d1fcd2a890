"""What a page is called: what a part of its title or one of its first headings says, and nothing else there.

A title or a heading of words of placeholders alone is what the page is about; a word of them within one may be a
trade's.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rempart.engines.pages.placeholders.phrases import AWAY, PHRASES
from rempart.engines.pages.placeholders.placeholder_terms import BESIDE, count_terms, group_of, speaks_of_sites
from rempart.engines.pages.placeholders.shape import TITLE_PARTS
from rempart.engines.pages.placeholders.state_terms import Role
from rempart.engines.pages.placeholders.states import role_of
from rempart.engines.pages.placeholders.status_lines import CODES, is_numbered_status, is_status_line
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of

A_LINE = 5  # words
OF_TRADES = 2  # words that trades have, too, on a page that says more
ALONE = 10  # words up to which a page says nothing beside what it announces
FIRST = 120  # words within which a page says what is wrong, its site's menu included
DECIDES = 3.0  # a weight from which a phrase or a mark decides a short page alone
SURELY = 4.5  # a weight from which a phrase is of the whole page where it is what that is called
_BROKEN = frozenset(phrase for phrase, weight in PHRASES["error"] if weight >= DECIDES)
_SURELY_DEFAULT = frozenset(phrase for phrase, weight in PHRASES["default"] if weight >= SURELY)
# What servers and hosters call the page that they show until somebody writes one, behind their own names.
_DEFAULTS_TEXT = (
    "default page;default web page;default website page;default web site page;default server page;default index page;"
    "default site page;default home page;default landing page;placeholder page;page par défaut;page d attente;"
    "standardseite;platzhalterseite;página predeterminada;página por defecto;página padrão;pagina predefinita;"
    "pagina di cortesia;standaardpagina;domyślna strona;strona domyślna;výchozí stránka;varsayılan sayfa;"
    "страница по умолчанию"
)
_DEFAULTS = tuple(f" {phrase}" for phrase in _DEFAULTS_TEXT.split(";"))
_OF_A_NAME = 3  # words of whoever's default page it is
_BESIDE_TEXT = (
    "notice hinweis avis aviso avviso mededeling komunikat уведомление "
    "we re ll is are be the our in on under due to a this will soon back comming wir sind im unter wieder da nous "
    "sommes en de retour nu i snart är på vi er kommer alatt em está estamos w je v ve se мы "
    "в на скоро очаквайте تحت به 곧"
)
# What whoever met with a mishap cries out, and a page is called that says that it is one.
_CRIES_TEXT = (
    "oops ooops oh no whoops uh uhoh hm hmm sorry nope ouch hoppla ups huch ohje leider oups ouille zut désolé "
    "vaya ay ui ojej ojoj jejda hops hopla bohužel oho hoppá jaj upsz ops ihr ахтунг ой упс увы опа йой на жаль "
    "hoppsan hoppsansan hovsa oisann åh nei hups hupsista oi oih oeps helaas ώπα ωχ ουπς hay aksi eyvah üzgünüz "
    "maalesef uy אופס سليم عفوا عذرا آسفون اوه ای وای متاسفیم waduh aduh alamak maaf ôi rất tiếc xin lỗi úps "
    "vai ak vaja vaia ene ho ve qap қап afsus უი վայ naku samahani oeps oje ara"
)
_CRIES = frozenset(_CRIES_TEXT.split()) | {"error", "chyba"}
_EVERYDAY = frozenset({"problem", "problème", "problema", "warning"})  # what a song or a shop is called, too
# … whole, in scripts whose words do not stand apart or are cut at their vowel signs, and of two words that only so cry.
_CRIES_WHOLE_TEXT = (
    "哎呀;故障;错误;錯誤;出错了;出錯了;抱歉;糟糕;障害;エラー;エラーが発生しました;あれ;おっと;申し訳ありません;失敗;อุ๊ย;ขัดข้อง;ขออภัย;"
    "ข้อผิดพลาด;เกิดข้อผิดพลาด;त्रुटि;त्रुटी;गड़बड़ी;ओह;क्षमा करें;माफ़ करें;ত্রুটি;দুঃখিত;ওহ;பிழை;அடடா;மன்னிக்கவும்;లోపం;"
    "పొరపాటు;പിശക്;ದೋಷ;ભૂલ;ਗਲਤੀ;දෝෂයකි;ስህተት;កំហុស;ຜິດພາດ;အမှား;이런;오류;장애;앗;sự cố;lỗi;ката;хато;"
    "խափանում;սխալ;اشکال;افسوس;خرابی;sira;kļūme;sutrikimas;алдаа;earráid;gwall;ħażin;rất tiếc;thông báo lỗi"
)
_MARKS = " !?.…:;,！？。、¡¿"
_CRIES_WHOLE = frozenset(_CRIES_WHOLE_TEXT.split(";"))
_CRIED = 3  # words of a heading that is such a cry
_BESIDE_THEM = frozenset(_BESIDE_TEXT.split())


def says_it_alone(headings: Sequence[str], title: str, said: Sequence[str]) -> bool:
    """Whether a part of the title or one of `headings` is a word of placeholders and nothing else: what a page
    is about, and not a part of what a trade offers. One word alone may be the trade's, unless it is of
    errors or the page is tiny or speaks of sites."""
    for words in heads_of(title, headings):
        told = 0 < len(words) <= 9 and _all_of_placeholders(words)
        if told and (len(words) > 1 or len(said) <= ALONE or group_of(words[0]).endswith("broken")):
            return True
        if told and speaks_of_sites(said[:FIRST]):
            return True
    return False


def is_of_a_trade(
    said: Sequence[str], title: Sequence[str], headings: Sequence[str], called: str, *, leads_on: bool
) -> bool:
    """Whether all that a page of more than a line says of placeholders is a word or two that trades have, and none of
    sites beside it; or any one word, on a page under a name that `leads_on`. What is a whole heading is said."""
    words = {*said, *title}
    if max(len(said), len(title)) <= A_LINE or any(len(word) == 1 and word > "\u08ff" for word in words):
        return False
    groups = [group for word in words if (group := group_of(word))]
    few = 0 < len(groups) <= OF_TRADES and all(group.startswith(BESIDE) for group in groups)
    return (few or (leads_on and len(groups) == 1)) and not says_it_alone(headings, called, said)


@lru_cache(maxsize=4096)
def promises(kind: str, phrase: str) -> bool:
    """Whether a phrase says what is yet to come or kept up: sites say it of a part of theirs, trades of their work."""
    return kind == "default" and phrase not in AWAY and "soon" in count_terms(phrase.split(), alone=True)


def called_kinds(markup: Markup, title: str) -> Iterator[str]:
    """The kinds of which the page speaks where it says what it is, and of nothing else: that there is no page here, in
    a part of the title or one of the first headings; or that there is none yet, in the whole title."""
    heads = heads_of(title, markup.headings[:2])
    called = (" ".join(word for word in words if not word.isdigit()) for words in heads)
    if any(phrase in _BROKEN for phrase in called) or any(is_numbered_status(words) for words in heads):
        yield "error"
    if " ".join(words_of(title[:80])) in _SURELY_DEFAULT:
        yield "default"


def is_named_broken(markup: Markup, title: str) -> bool:
    """Whether the title and a first heading both say that there is no page here, whatever its site's frame says."""

    def tells(head: Sequence[str]) -> bool:
        said = len(head) > 1 and (is_status_line(head) or " ".join(head) in _BROKEN)  # one word may be a name
        return said or (bool(head) and CODES.issuperset(head))

    return any(map(tells, heads_of(title, ()))) and any(map(tells, heads_of("", markup.headings[:2])))


def is_named_default(title: str) -> bool:
    """Whether the whole title says that this is somebody's default page ("Ashby Hosting Default Page"), whatever menu
    of the hoster's stands around."""
    said = f" {' '.join(words_of(title[:80]))}"
    phrase = next((phrase for phrase in _DEFAULTS if said.endswith(phrase)), "")
    return bool(phrase) and said.removesuffix(phrase).count(" ") <= _OF_A_NAME


def cries_out(title: str, headings: Sequence[str], *, leads_on: bool) -> bool:
    """Whether a part of `title` or one of `headings` is a cry over a mishap ("Oops!") or a word of errors, and no more:
    what stands below it is the page's own plight, whatever menu stands around; but for what is said every day
    ("Problem"), on a page that `leads_on`."""
    if any(part.strip(_MARKS).lower() in _CRIES_WHOLE for part in (*TITLE_PARTS.split(title), *headings)):
        return True
    heads = (head for head in heads_of(title, headings) if 0 < len(head) <= _CRIED)
    return any(all(_is_a_cry(word, everyday=not leads_on) for word in head) for head in heads)


def _is_a_cry(word: str, *, everyday: bool) -> bool:
    if word in _CRIES or word in CODES or group_of(word).endswith("broken") or role_of(word) & Role.FAULT:
        return True
    return everyday and (word in _EVERYDAY or bool(role_of(word) & Role.TROUBLE))


def _all_of_placeholders(words: Sequence[str]) -> bool:
    if all(len(word) == 1 for word in words):
        return sum(count_terms(words, alone=True).values()) >= len(words) - 1
    groups = [group_of(word) for word in words]
    told = (group or word in _BESIDE_THEM for word, group in zip(words, groups, strict=True))
    return all(told) and any(group.endswith(("soon", "broken")) for group in groups)


def heads_of(title: str, headings: Sequence[str]) -> list[list[str]]:
    """The parts of a title and `headings`, each in words."""
    return [words_of(part[:80]) for part in (*TITLE_PARTS.split(title), *headings)]
