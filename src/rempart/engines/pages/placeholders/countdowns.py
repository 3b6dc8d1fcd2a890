"""Whether a page of few words counts down to something: in lines of their own it says hours, minutes and seconds.

Whoever marries or auctions counts down, too; what a site that is not there yet adds is that it comes soon, or a field
for an address to be told at.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rempart.engines.pages.placeholders.placeholder_terms import is_of_sites
from rempart.engines.pages.placeholders.shape import TITLE_PARTS
from rempart.engines.pages.placeholders.state_terms import Role
from rempart.engines.pages.placeholders.states import is_ones_own, role_of, split_sentences
from rempart.engines.pages.reading.forms import asks_for_an_address
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable, spelt

MOST = 60  # words of a page that says little else
_BEHIND_NUMBERS = re.compile(r"(?<=\d)(?=[^\W\d])")  # "00hours"
_FIRST, _LETTERS = 4, 300  # lines, and letters of one, with which a page begins
_LINE = 12  # words of a line of units and numbers
_HOURS_TEXT = """
    hour hrs= hr= h= stunde std= heure hora ore= ora= uren= uur= godzin godz= hodin óra= órák tim= timmar timme timer=
    tunti tuntia tundi tund= stund valand val= час= часа= часов= часы= годин ώρες ώρα saat= ساعة ساعات ساعت שעות jam=
    giờ= 시간 ur= ure= sati= sata= сати= сата= orë=
"""
_MINUTES_TEXT = """
    min= mins= minut minuut minuten= мин= минут хв= хвилин λεπτά λεπτα daqiqə dakika دقائق دقيقة دقیقه דקות menit phút=
    분 perc= percek mínút minūt minuč minuta= минута минути
"""
_SECONDS_TEXT = """
    sec= secs= second sekund sek= seconde segund seg= secund secondi= másodperc sekunti sekuntia sekunder sekundit
    sekundė sekundžių сек= секунд δευτερόλεπτα δευτ saniye ثواني ثانية ثوان ثانیه שניות detik giây= 초 sekunda sekundi
"""
_DAYS_TEXT = """
    day= days= d= tag= tage= tagen= jour= jours= día= días= giorni= giorno= dia= dias= dag= dagen= dagar= dage= dager=
    dni= dzień= dny= dnů= dní= nap= zile= päivää= päivät= päeva= dienas= dienų= dienos= дней= дня= день= днів=
    дни= дні= ημέρες gün= أيام يوم روز ימים= hari= ngày= 일 dana= ditë= week= weeks= months= woche= wochen= monat
    semaine mois= semana mes= meses= settiman mese= mesi= mês= weken= maand tydzień tygodni miesi týden týdn
    měsíc недел месяц тижн hafta ay= minggu bulan= tuần
"""
_UNITS = (
    WordTable(_HOURS_TEXT, "小时 小時 時間 ชั่วโมง"),
    WordTable(_MINUTES_TEXT, "分钟 分鐘 分 นาที"),
    WordTable(_SECONDS_TEXT, "秒 วินาที"),
)


_OPENS_TEXT = """
    open= opens= opening= launch= launches= launching= dropping= eröffnen eröffnet eröffnung öffnen= öffnet= ouvre=
    ouvrons= ouvrira ouvrirons ouverture lançons= abrimos= abriremos abrirá= apertura= apriamo apriremo aprirà= apre=
    abre= abriremos= opent= openen= otwieramy otwarcie startujemy otevíráme otevřeme otvárame nyitunk megnyitunk
    открываем откроем откроет открытие відкриває відкриття açılıyor= açılacak öppnar= åbner= åpner= avaamme avataan
    avame= deschidem otvaramo odpiramo отваряме ανοίγουμε
"""
_OPENS = WordTable(_OPENS_TEXT, "开业 開業 开店 オープン")
# "Coming soon", said and nothing else: not each word of `Role.SOON`, which tells of minutes and moments too, nor each
# phrase of placeholders, which weighs wherever it stands.
_SOON_TEXT = """
    coming soon ; opening soon ; launching soon ; próximamente ; muy pronto ; bientôt ; très bientôt ; prochainement ;
    demnächst ; in kürze ; prossimamente ; em breve ; brevemente ; binnenkort ; wkrótce ; już wkrótce ; niebawem ;
    скоро ;
    совсем скоро ; скоро открытие ; незабаром ; brzy ; již brzy ; čoskoro ; už čoskoro ; hamarosan ; uskoro ; kmalu ;
    în curând ; yakında ; çok yakında ; σύντομα ; σύντομα κοντά σας ; قريبا ; قريبًا ; قريباً ; به زودی ; بزودی ; בקרוב ;
    snart ; kommer snart ; tulossa pian ; tulossa ; varsti ; drīzumā ; netrukus ; очаквайте скоро ; segera
    hadir ; sắp ra mắt ; 近日公開 ; まもなく公開 ; 即将上线 ; 即將上線 ; 敬请期待 ; 敬請期待 ; 곧 공개 ;
    준비중 ; 준비 중
"""
_SOON = frozenset(spelt(_SOON_TEXT.split(";")))
_NEAR, _OPENING = 5, 40  # words between that something opens and that it is soon, and of a page that says little else
_BRIEF = 5  # words that say no more than that


_DAYS = WordTable(_DAYS_TEXT, "天 日 วัน")


def _is_of_units(words: Sequence[str]) -> bool:
    """Whether a line is numbers and units, and nothing else; signs that stand alone are units of scripts without
    spaces."""
    units = (*_UNITS, _DAYS)
    of_units = (word.isdecimal() or len(word) == 1 or any(unit.has(word) for unit in units) for word in words)
    return 0 < len(words) <= _LINE and all(of_units)


def counts_down(blocks: Sequence[str], size: int) -> str:
    """The line of seconds where short lines of `blocks`, of `size` words in all, say hours, minutes and seconds."""
    if size > MOST:
        return ""
    lines = [words for block in blocks if _is_of_units(words := words_of(_BEHIND_NUMBERS.sub(" ", block)))]
    told = [next((line for line in lines if unit.speaks(line)), None) for unit in _UNITS]
    return " ".join(told[-1]) if told[-1] and all(told) else ""


def is_awaited(markup: Markup, said: Sequence[str]) -> bool:
    """Whether a page says that something comes soon, asks for an address to tell it to, or counts at nothing."""
    soon = any(_is_soon(word) or _OPENS.has(word) for word in said)
    return soon or asks_for_an_address(markup.forms) or _has_run_out(markup.blocks)


def _has_run_out(blocks: Sequence[str]) -> bool:
    """Whether the countdown stands at nothing: it was not set, or what it ran to did not come."""
    lines = (words_of(_BEHIND_NUMBERS.sub(" ", block)) for block in blocks)
    numbers = [word for line in lines if _is_of_units(line) for word in line if word.isdecimal()]
    return len(numbers) >= len(_UNITS) and all(set(number) == {"0"} for number in numbers)


def opens_soon(markup: Markup, heads: Sequence[str], size: int) -> str:
    """The side of a title or a heading (`heads`) that says "coming soon" and nothing else, or the sentence of one, or
    of the first lines of a page of `size` words, that says that something opens soon, where the page says little else
    and shows no menu; "" where there is none."""
    if size > _OPENING:
        return ""
    sides = (side for head in heads for side in TITLE_PARTS.split(head[:_LETTERS]))
    if alone := next((side.strip() for side in sides if " ".join(words_of(side)) in _SOON), ""):
        return alone
    sentences = (said for text in (*heads, *markup.blocks[:_FIRST]) for said in split_sentences(text[:_LETTERS]))
    return next((said for said in sentences if _says_so(words_of(said))), "")


def _says_so(words: Sequence[str]) -> bool:
    opens = [place for place, word in enumerate(words) if _OPENS.has(word)] if len(words) <= _LINE else []
    if len(words) > _BRIEF and not any(
        is_of_sites(word) or is_ones_own(word) or role_of(word) & Role.PORTAL for word in words
    ):
        return False  # an exhibition opens, too
    near = [words[max(0, place - _NEAR) : place + _NEAR + 1] for place in opens]
    return any(_is_soon(word) for around in near for word in around) or any(map(_in_some_days, near))


def _in_some_days(words: Sequence[str]) -> bool:
    """Whether one of `words` is a number and the next one a unit of time ("in 3 weeks"); of hours no shop says so."""
    return any(word.isdecimal() and _DAYS.has(unit) for word, unit in pairwise(words))


def _is_soon(word: str) -> bool:
    return bool(role_of(word) & Role.SOON) and not role_of(word) & Role.LATER  # "minutes" are both
