"""Whether a page is a gate that has whoever comes say how old he is, by a date of birth or two buttons.

In: the page, its title and words. Out: the line that asks, "" where the page says more, asks for anything else (a
chat's form asks for a nickname beside an age), or counts years without a gate (a star sign, a calculator). What a list
lets choose (days, months, provinces) is not what the page says. In some forty languages; ``word=`` is the whole word.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from rempart.engines.pages.placeholders.callers import asks_for_a_person, talks
from rempart.engines.pages.placeholders.entrances import AGED
from rempart.engines.pages.reading.markup import Field, Form, Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

_LINES = 400  # that are looked at: a list of years has a hundred
_LABEL = 3  # words up to which a line is a choice or a button
_SAYS = 45  # words of all longer lines
_OTHERS = 15  # … and of those that speak of no age
_CALLED = 12  # words of a line that says only that an age is checked
_LEADS = 6  # links from which a page leads on
_TWO = 2  # buttons: in and out
_CHOSEN = frozenset({"select", "number", "date", "checkbox", "radio"})
_SILENT = frozenset({"hidden", "submit", "button", "image", "reset"})
_AGES = frozenset({"16", "17", "18", "19", "20", "21", "25"})
_TICKED, _DATES = frozenset({"checkbox", "radio"}), frozenset({"number", "date"})
_BORN = ("birth", "month", "bday", "byear", "geburt", "monat", "naiss", "nacim", "nascim", "nascit")
_PARTS_TEXT = (
    "dob day month year date dd mm yy yyyy tag monat jahr jour mois année annee día dia mes año ano giorno mese anno "
    "mês dag maand jaar dzień miesiąc rok den měsíc день месяц год місяць рік gün ay yıl måned år päivä kuukausi vuosi"
)
_PARTS = frozenset(_PARTS_TEXT.split())
_DAYS, _YEARS_LISTED = frozenset({12, 13, 31, 32}), 60  # choices
_YEAR, _SOONEST = re.compile(r"(?:19|20)\d\d"), 20  # … and fewer years than these are not those of births
_BESIDE = 1  # choice beside a date: a country
_VERIFIED = WordTable(
    """
    verif verify confirm prove= proof= check= bestätig bestatig prüf nachweis überprüf vérif confirmez conferm bevestig
    controle= leeftijdscontrole alterskontrolle altersprüfung altersnachweis zweryfik weryfik potwierd ověř potvrď
    potvrz overen potvrd igazol ellenőr megerős подтверд провер підтверд перевір потвърд provjer proveri potrd preveri
    doğrula onay επιβεβ επαληθ bekräft kontroll bekræft bekreft vahvist varmist kinnita apstiprin patvirtin xác= xác
    konfirmasi تحقق تأكيد التحقق אימות אשר تایید تأیید
    """,
    "確認 認証 验证 驗證 确认 확인 인증 ยืนยัน",
)
_YEARS = WordTable(
    """
    age= alter= alters altersprüfung alterskontrolle altersnachweis edad= âge= l'âge età= idade= leeftijd
    leeftijdscontrole wiek= wieku= věk= věku= vek= veku= életkor vârst возраст вік= віку= възраст dob= starost yaş=
    yaşınızı ηλικία ηλικίας ålder åldern alder alderen ikä= ikäsi vanus vanuse vecum amži tuổi= umur= usia= العمر عمرك
    גיל= הגיל سن= edat idade=
    """,
    "年齢 年龄 年齡 연령 나이 อายุ",
)
_ENTERS = WordTable(
    """
    enter= entry= access= view= visit= proceed= continue= betreten eintreten zutritt einlass besuchen entrer accéder
    entrar acceder ingresar accedere entrare aceder acessar binnen toegang betreden bezoeken wejść wejdź wstęp vstoupit
    vstup belép intra accesa войти вход доступ увійти вхід достъп ući ulaz vstopiti giriş girmek είσοδο εισέλθετε gå=
    inträde adgang tilgang sisään siseneda iekļūt patekti truy masuk mengakses الدخول للدخول להיכנס כניסה ورود
    """,
    "入場 入る 进入 進入 입장 เข้า",
)
# What a page is called, or asks for an age for, that reckons with it instead of letting in by it.
_RECKONS = WordTable(
    """
    calculat calcul calcol reken= rekenmachine bereken berechn rechner oblicz kalkul вычисл рассчит калькул розрах
    hesapla υπολογ laskuri räkna beregn kiszámol izračun pension retire rente= rentenalter ruhestand retraite jubilaci
    emerytur pensioen school= schule= école= escuela= days=
    """,
    "計算 计算 計算機 계산 คำนวณ",
)
_ANSWERS = WordTable(
    """
    yes= no= ja= nein= oui= non= sí= si= sim= não= nee= tak= nie= ano= ne= áno= da= nu= igen= nem= да= нет= так= ні= не=
    evet= hayır= ναι= όχι= nej= nei= kyllä= ei= jah= jā= nē= taip= ya= tidak= có= không= نعم= لا= כן= לא= بله= خیر=
    leave= exit= verlassen= quitter= sortir= salir= esci= uscire= sair= verlaten= wyjdź= opustit= выйти вийти agree
    accept akzeptier acept accett aceit akkoord akcept confirm bestätig
    """,
    "はい いいえ 退出 離開 离开 是 否 예 아니요 네 ใช่ ไม่",
)


def gates_by_age(markup: Markup, title: str, said: Sequence[str]) -> str:
    """The line that asks how old a reader is on a page, called `title`, whose first words are `said` and that asks for
    nothing else."""
    blocks = markup.blocks[:_LINES]
    spaces = (block.count(" ") for block in blocks)
    if len(set(markup.links)) >= _LEADS or sum(count for count in spaces if count >= _LABEL) > _SAYS:
        return ""
    lines = [words_of(block) for block in (title, *blocks)]
    told = [line for line in lines[1:] if len(line) > _LABEL]
    asks = next(filter(_asks, lines), None)
    others = sum(len(line) for line in told if not (_speaks_of_age(line) or _asks(line)))
    if asks is None or sum(map(len, told)) > _SAYS or others > _OTHERS:
        return ""
    if _RECKONS.speaks(lines[0]) or _RECKONS.speaks(asks):  # "remember me for 30 days" stands elsewhere
        return ""
    chosen = _is_chosen(markup.forms) if markup.forms else _answers_by_buttons(lines)
    meets = talks(said) or asks_for_a_person(markup, [*chain.from_iterable(told)])
    return " ".join(asks)[:60] if chosen and not meets else ""


def _asks(line: Sequence[str]) -> bool:
    """Whether `line` says that an age is checked, or from which age on a reader may come in."""
    if len(line) <= _CALLED and _VERIFIED.speaks(line) and _YEARS.speaks(line):
        return True
    return not _AGES.isdisjoint(line) and AGED.speaks(line) and _ENTERS.speaks(line)


def _speaks_of_age(line: Sequence[str]) -> bool:
    return AGED.speaks(line) or any(word.startswith(("birth", "geburt", "naissance", "nacimiento")) for word in line)


def _is_chosen(forms: Iterable[Form]) -> bool:
    """Whether `forms` ask for the parts of a date, or for a tick alone, and for nothing that is written beside them."""
    asked = [item for form in forms for item in form.fields if item.kind not in _SILENT]
    dated = sum(map(_is_of_a_date, asked))
    written = any(item.kind not in _CHOSEN and not _is_of_a_date(item) for item in asked)
    ticked = all(item.kind in _TICKED for item in asked)
    # Whom one seeks is no country, and when one comes no year of birth.
    beside = sum(item.kind not in _TICKED and not _is_of_a_date(item) for item in asked)
    if beside > _BESIDE or any(0 < _years_in(item) < _SOONEST for item in asked):
        return False
    return not written and (ticked or dated >= _TWO or any(item.kind == "date" for item in asked))


def _is_of_a_date(item: Field) -> bool:
    """Whether `item` asks for a day, a month or a year: by its kind, what it is called, or how much it lets choose."""
    called = f"{item.name} {item.asks}".lower()
    return (
        item.kind in _DATES
        or any(map(called.__contains__, _BORN))
        or not _PARTS.isdisjoint(words_of(called))
        or len(item.options) in _DAYS
        or _years_in(item) >= _YEARS_LISTED
    )


def _years_in(item: Field) -> int:
    return sum(1 for option in item.options if _YEAR.fullmatch(option.strip()))


def _answers_by_buttons(lines: Sequence[Sequence[str]]) -> bool:
    """Whether among `lines`, of which the first is a title, are two buttons, one of which answers or lets in, below a
    line that names the age that is meant: a cellar checks the age of its wine."""
    buttons = {tuple(line) for line in lines[1:] if 0 < len(line) <= _LABEL}
    answers = any(_ANSWERS.speaks(line) or _ENTERS.speaks(line) or not _AGES.isdisjoint(line) for line in buttons)
    return len(buttons) >= _TWO and answers and any(AGED.speaks(line) and not _AGES.isdisjoint(line) for line in lines)
