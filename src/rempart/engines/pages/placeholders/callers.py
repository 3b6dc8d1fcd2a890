"""What a page says that lets visitors in to one another, or tells of where it was before: it is somebody's.

A reopened chat asks for a nickname and nothing else, says that its old domain was blocked, or that it is back: in words
of placeholders, but of something else than itself. No placeholder says any of this.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from rempart.engines.pages.placeholders.placeholder_terms import group_of, is_of_sites
from rempart.engines.pages.placeholders.shape import HOSTNAME, NAMED_HOST, TITLE_PARTS
from rempart.engines.pages.placeholders.state_terms import THIS, Role
from rempart.engines.pages.placeholders.states import role_of, split_sentences
from rempart.engines.pages.placeholders.status_lines import CODES, is_status_line
from rempart.engines.pages.placeholders.told_names import told_name, without_name
from rempart.engines.pages.reading.forms import asks_who_comes
from rempart.engines.pages.reading.markup import Form, Markup
from rempart.engines.pages.reading.owned import is_an_entrance
from rempart.engines.pages.words.text import without_accents, words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.pages.words.word_tables import WordTable, spelt

_NICK = re.compile(
    r"nick|pseud|apodo|apelid|soprannom|bijna|spitzn|ник\b|нік\b|никнейм|псевд|přezd|prezd|prezyv|prezýv|becen|porecl|"
    r"takma|rumuz|smekn|øgen|kælen|kallen|lempin|nimim|hüüdn|ψευδ|samaran|biệt danh|biet danh|مستعار|כינוי|昵称|暱稱|"
    r"ニックネーム|닉네임|ชื่อเล่น|screen_?name|display_?name|chat_?name",
    re.IGNORECASE,
)
_NAMES = re.compile(r"name|user|login|guest|имя|ім|nom|nombre|naam|imię|jméno|név|nume|isim|nama|tên", re.IGNORECASE)
_REACHED = re.compile(r"mail|phone|postal|address|adres|offer|price|budget|search|domain", re.IGNORECASE).search
_OTHERS = frozenset({"email", "tel", "textarea", "password", "url", "search", "file", "checkbox"})
_TEXTS = frozenset({"text", ""})
_TALK_TEXT = """
    chat chats= tchat talk= talking= rooms= strangers= webcam plaudern plaudere reden= rede= räume= parle= parler=
    parlez= salons= discute habla= hablar= charla salas= falar= fale= conversa bate= parla= parlare= stanze= praat=
    praten= kletsen kamers= rozmawiaj pogadaj czat pokoje= pokoj общай общат чат чата чате комнат кімнат спілкуй
    povídej pokec místnost csevegj beszélg szobá vorbeș vorbește camerele= konuş sohbet odalar prata= chatta rummen=
    snak= keskustel huonee jutusta συνομιλ κουβέντ bicara= ngobrol kamar= تحدث دردش غرف گفتگو לדבר צאט 채팅 대화
    razgovar časkaj pogovar kalbėk pokalb tērzē разговар чатувай
"""
_TALK_UNSPACED = "聊天 聊 チャット 話そう 話す แชท चैट nói-chuyện"
_ENTER_TEXT = """
    enter join betreten beitreten eintreten entrer entrez rejoindre rejoins entrar entra= entre= unirse
    únete participar unisciti
    wejdź dołącz войти зайти вступить увійти vstoupit vstup belépés intră gir= katıl= katil= binnen meedoen deelnemen
    masuk= vào= دخول انضم ورود היכנס 입장 참여 gå= delta= liity astu sisene
"""
_ENTER_UNSPACED = "进入 進入 加入 入室 入る 参加"
# What visitors tell of themselves before they talk: by two of the three a page asks who comes.
_CALLED_TEXT = """
    nick nickname pseudo pseudonym handle= alias= spitzname surnom= apodo= apelido= alcunha soprannom bijna smeknamn
    kaldenavn kallenavn øgenavn nimimerk lempinim hüüdnim segvārd slapyvard przezwisk ksywa přezdív prezýv becené becen
    porecl takma= rumuz= ник= никнейм псевдон нік= нікнейм прізвиськ прякор псевдоним надимак прекар nadimak vzdevek
    ψευδώνυμ panggilan= samaran= biệt= مستعار اللقب כינוי 닉네임 별명 sobrenom goitizen pseudonim gælunafn ləqəb
    მეტსახელ
"""
_CALLED_UNSPACED = "ニックネーム 昵称 暱稱 ชื่อเล่น"
_AGE_TEXT = """
    age= ages= âge= alter= edad= età= idade= leeftijd= wiek= возраст вік= věk= vek= kor= életkor vârst ålder alder=
    ikä= vanus= vecums= amžius= dob= starost= године= години= година= годы= ηλικία yaş= umur= usia= tuổi= العمر عمر=
    السن= سن= גיל= 나이 연령 edat= adina= aldur= yaşı= ასაკ mosha=
"""
_AGE_UNSPACED = "年齢 年龄 年齡 อายุ"
_SEX_TEXT = """
    sex= sexe= sexo= sesso= gender= genre= geschlecht= geslacht= płeć= pohlaví= pohlavie= nem= kön= køn= kjønn=
    sukupuoli= sugu= lytis= dzimum пол= стать= spol= пола= φύλο= cinsiyet الجنس= جنس= جنسیت= מין= מגדר= 성별 kelamin=
    giới= sexua= kyn= cins= სქეს gjinia=
"""
_SEX_UNSPACED = "性別 性别 เพศ"
_BEFORE_TEXT = """
    old= former= previous= main= mirror= alt= alte= alten= altes= ehemalig vorherig frühere ancien= ancienne= précédent
    anterior antiguo= antigua= antigo= antiga= vecchio= vecchia= precedente= oude= vorige= stary= stara= starej= starą=
    poprzedni старый= старого= старой= старая= старий= стара= старата= стария= прежн предыдущ попередн stará= starý=
    staré= předchoz predchádz régi= előző= vechi= vechiul= veche= vechea= gammal= gamla= gammel= gamle= gammelt=
    vanha= vana= eski= önceki= lama= sebelumnya= cũ= παλιό παλαιό προηγούμεν قديم القديم القديمة قدیمی السابق قبلی
    ישן הישן הקודם 이전 예전 зеркал дзеркал lustrzan spiegelseite espejo= miroir= zrcadl зеркало= haupt główn= główna
    principal= principale= основн главн головн hlavní= senas= sena= vecais= stari= staro=
"""
_BEFORE_UNSPACED = "旧 舊 古い 以前 之前 เก่า पुराना पुरानी"
_EVERY_TEXT = """
    every= each= jeden= jede= chaque= cada= każdy= każdego= każdą= каждый= каждую= кожен= кожного= každý= každé=
    ogni= elke= iedere= setiap= mỗi= minden= fiecare= varje= hver= hvert= joka= iga= всеки= svaki= vsak= vsako= كل=
    כל= 매주 매일 κάθε=
"""
_EVERY_UNSPACED = "毎週 毎日 每周 每天 每週 ทุก"
# Turkish for every; "her" alone is "here" in Danish and Norwegian.
_HER_TEXT = "gün hafta ay gece akşam sabah pazartesi salı çarşamba perşembe cuma cumartesi pazar"
_HER = frozenset(_HER_TEXT.split())
# That it is there again, and not that it will be.
_BACK_TEXT = """
    we are back;we re back;back online now;wir sind wieder da;wir sind zurück;nous sommes de retour;hemos vuelto;
    estamos de vuelta;ya volvimos;voltamos com;estamos de volta;siamo tornati;siamo di nuovo;we zijn terug;wróciliśmy;
    jesteśmy z powrotem;мы вернулись;мы снова с вами;ми повернулися;geri döndük;kami kembali dengan;kami telah kembali;
    vrátili jsme se;jsme zpět;sme späť;visszatértünk;újra itt vagyunk;ne am întors;am revenit;vi är tillbaka;
    vi er tilbage;vi er tilbake;olemme palanneet;oleme tagasi;επιστρέψαμε;chúng tôi đã trở lại;我们回来了;我們回來了;
    戻ってきました;돌아왔습니다;عدنا;חזרנו;vratili smo se;nazaj smo;върнахме се;вратили смо се
"""


_TALK, _ENTER = WordTable(_TALK_TEXT, _TALK_UNSPACED), WordTable(_ENTER_TEXT, _ENTER_UNSPACED)
_PERSON = (
    WordTable(_CALLED_TEXT, _CALLED_UNSPACED),
    WordTable(_AGE_TEXT, _AGE_UNSPACED),
    WordTable(_SEX_TEXT, _SEX_UNSPACED),
)
_BEFORE, _EVERY = WordTable(_BEFORE_TEXT, _BEFORE_UNSPACED), WordTable(_EVERY_TEXT, _EVERY_UNSPACED)
_IS_BACK = tuple(spelt(_BACK_TEXT.split(";")))
_ADDRESSES_TEXT = "adı adresse address adres adresa dirección indirizzo adresă адрес адреса miền host link"
_ADDRESSES = frozenset(_ADDRESSES_TEXT.split())
_UNTIL_TEXT = "until till til bis jusqu hasta fino até tot dokud aż až когда пока поки dok dokler kunnes kuni până amíg"
_UNTIL = frozenset(_UNTIL_TEXT.split())
STATED = 160  # lines within which a page says what it is
LETTERS = 1_500  # of a line
_LOST = Role.SHUT | Role.GONE | Role.CLOSED | Role.AWAY | Role.BACK
_NEAR = 3  # words between a domain and that it is the old one
_TALKED_AT = re.compile(r"https?://(?:t\.me|telegram\.me|discord\.gg|wa\.me|kik\.me)/(?:s/)?([\w.-]{3,64})")
_ASKS_LITTLE = 60  # words of a page that asks who comes
_SHORTEST = 3  # letters of a name
_LEAST_NAME = 5  # … that may be left out
_BUTTON = 5  # words of a line that is one
_SHORT_LINE = 60  # letters


def asks_for_a_nickname(form: Form, words: Sequence[str]) -> bool:
    """Whether `form`, on a page that says `words`, asks for a nickname and for nothing that a placeholder asks for: an
    address, a search, an offer. A name alone is one where the page speaks of talking."""
    kinds = {item.kind for item in form.fields}
    texts = [item for item in form.fields if item.kind in _TEXTS]
    if not texts or is_an_entrance(form) or kinds & _OTHERS:
        return False
    asked = [f"{item.name} {item.asks}" for item in texts]
    if any(map(_REACHED, asked)):
        return False
    if any(map(_NICK.search, asked)) or any(_PERSON[0].speaks(words_of(text.lower())) for text in asked):
        return True
    return any(map(_NAMES.search, asked)) and talks(words)


def asks_for_a_person(markup: Markup, words: Sequence[str]) -> bool:
    """Whether a page of few `words` asks by them or its fields for two of what people who talk tell of themselves: a
    nickname, an age, a sex. A password beside them is kept for whoever comes again."""
    if len(words) > _ASKS_LITTLE:
        return False
    asked = words_of(" ".join(f"{item.name} {item.asks}" for form in markup.forms for item in form.fields).lower())
    told = [*words, *asked]
    return sum(table.speaks(told) for table in _PERSON) > 1


def lets_people_meet(markup: Markup, words: Sequence[str]) -> bool:
    """Whether a page that says `words` speaks of people who talk, or a form asks who comes: a log-in has no choices."""
    return talks(words) or any(map(asks_who_comes, markup.forms))


def talks(words: Sequence[str]) -> bool:
    """Whether `words` speak of people who talk to one another."""
    return _TALK.speaks(words)


def opens_a_talk(blocks: Iterable[str]) -> bool:
    """Whether a line is a button that lets in to a chat."""
    lines = (words_of(block) for block in blocks if len(block) < _SHORT_LINE)
    return any(0 < len(line) <= 2 * _BUTTON and _TALK.speaks(line) and _ENTER.speaks(line) for line in lines)


def _lets_talk(markup: Markup) -> bool:
    """Whether a page that is called after talking has a button to enter, or leads to a messenger."""
    buttons = (words_of(block) for block in markup.blocks[:STATED] if len(block) < _SHORT_LINE)
    return any(map(_TALKED_AT.match, markup.links)) or any(
        len(line) <= _BUTTON and _ENTER.speaks(line) and not any(map(_tells_a_state, line)) for line in buttons
    )


def is_back(words: Sequence[str]) -> bool:
    """Whether `words` say that a site is there again, and not that it will be."""
    text, known = f" {' '.join(words)} ", set(words)
    for phrase in _IS_BACK:
        if not known.issuperset(phrase.split()):  # of most, and the text is not searched for them
            continue
        before, found, after = text.partition(f" {phrase} ")
        beside = (*before.split()[-_NEAR:], *after.split()[:_NEAR])
        if found and not any(word in _UNTIL or role_of(word) & (Role.SOON | Role.IF) for word in beside):
            return True
    return False


def tells_of_another(sentence: str) -> bool:
    """Whether `sentence` is of another domain or page than its own: an old, a main, a mirror; or of what is so now and
    then, every Monday."""
    words = words_of(sentence)
    if _EVERY.speaks(words) or (
        "her" in words and any(pair[0] == "her" and pair[1] in _HER for pair in pairwise(words))
    ):
        return True
    if not _BEFORE.speaks(words):
        return False
    signs = any(len(word) == 1 and word > "\u2e7f" for word in words)
    return signs or any(
        _BEFORE.speaks([word]) and any(map(_is_named, words[max(0, at - _NEAR) : at + _NEAR + 1]))
        for at, word in enumerate(words)
    )


def _is_named(word: str) -> bool:
    return is_of_sites(word) or group_of(word).endswith("domain") or word in _ADDRESSES


def _tells_of_a_host(sentence: str, host: str) -> bool:
    """Whether `sentence` says of another host than the page's, which is known, what is the matter with it."""
    named = {found[0].lower().removeprefix("www.") for found in NAMED_HOST.finditer(sentence)} if host else set()
    if not named or any(name in host or host in name for name in named):
        return False
    words = words_of(sentence)
    here = any(word in THIS and any(map(_is_named, words[at + 1 : at + 3])) for at, word in enumerate(words))
    return not here and any(role_of(word) & _LOST for word in words)


def about_itself(markup: Markup, called: str, host: str) -> tuple[Markup, str]:
    """The page and its title without what they say of another domain or page than it, and without its own name: a club
    may be called by a word of errors. As they are where nothing else would be left."""
    told = words_of(called)
    if (any(map(_tells_a_state, told)) or is_status_line(told)) and (name := told_name(called, markup.blocks[:STATED])):
        blocks = [kept for block in markup.blocks if (kept := without_name(block, name))]
        headings = [kept for heading in markup.headings if (kept := without_name(heading, name))]
        markup, called = replace(markup, blocks=blocks, headings=headings), ""
    mark = without_accents("".join(words_of(host)))
    own = _own_words(mark, (*TITLE_PARTS.split(called), *markup.headings[:2], *markup.logos))

    def keeps(text: str) -> str:
        words = words_of(text[:80])
        if own.issuperset(words) and not HOSTNAME.fullmatch(text.lower()):
            return "" if any(map(_tells_a_state, words)) else text
        sentences = split_sentences(text[:LETTERS])
        told = [said for said in sentences if not tells_of_another(said) and not _tells_of_a_host(said, host)]
        return text if len(told) == len(sentences) else " ".join([*told, text[LETTERS:]]).strip()

    blocks = [kept for block in markup.blocks[:STATED] if (kept := keeps(block))]
    headings = [kept for heading in markup.headings if (kept := keeps(heading))]
    every = TITLE_PARTS.split(called)
    parts = [_without_its_name(part, own) for part in every if keeps(part) == part]
    kept_title = called if parts == every else " - ".join(parts)
    if (blocks, headings, kept_title) == (markup.blocks[:STATED], markup.headings, called) or not blocks:
        return markup, called
    return replace(markup, blocks=blocks, headings=headings), kept_title


def _own_words(mark: str, heads: Iterable[str]) -> frozenset[str]:
    """The words of those of `heads` that stand in `mark`, the letters of the host: how the page's site is called."""
    names = (words_of(head[:80]) for head in heads if not HOSTNAME.fullmatch(head.lower().strip()))
    joined = ((words, without_accents("".join(words))) for words in names)
    return frozenset(chain.from_iterable(words for words, name in joined if len(name) > _LEAST_NAME and name in mark))


def _without_its_name(part: str, own: frozenset[str]) -> str:
    """A title's `part` without the words of the site's own name that it begins with, where they tell a state."""
    words = part.split()
    begun = next((at for at, word in enumerate(words) if not own.issuperset(words_of(word))), len(words))
    told = any(map(_tells_a_state, words_of(" ".join(words[:begun]))))
    return " ".join(words[begun:]) if told and begun < len(words) else part


def _tells_a_state(word: str) -> bool:
    return bool(group_of(word) or role_of(word) or word in CODES)


def bears_its_host(markup: Markup, called: str, host: str) -> bool:
    """Whether a part of the title, a logo or what the page says that its site is called begins the name of its `host`,
    and is not that name: a service puts the hostname on its own wall."""
    return bool(_marks_of_its_host(markup, called, host))


def talks_elsewhere(markup: Markup, called: str, host: str) -> bool:
    """Whether the page leads to where users of a messenger talk under the name that its host is called by."""
    marks = _marks_of_its_host(markup, called, host)
    accounts = (found[1] for link in markup.links for found in [_TALKED_AT.match(link)] if found)
    return bool(marks) and any("".join(words_of(account)).startswith(marks) for account in accounts)


def leads_to_its_channel(markup: Markup, called: str) -> bool:
    """Whether the page `called` so leads to a messenger's account of that name, whatever its host."""
    name = without_accents("".join(word for word in words_of(called[:80]) if word not in TRADE_WORDS))
    accounts = (found[1] for link in markup.links for found in [_TALKED_AT.match(link)] if found)
    return len(name) > _SHORTEST and any("".join(words_of(account)).startswith(name) for account in accounts)


def _marks_of_its_host(markup: Markup, called: str, host: str) -> tuple[str, ...]:
    label = without_accents("".join(words_of(host)))
    marks = (*TITLE_PARTS.split(called), markup.metas.get("og:site_name", ""), *markup.logos)
    said = [words_of(mark[:80]) for mark in marks if not HOSTNAME.fullmatch(mark.lower().strip())]
    said += [[word for word in words if word not in TRADE_WORDS] for words in said]  # "Harbour Chat" at harbour2
    names = map("".join, said)
    return tuple(name for name in map(without_accents, names) if len(name) > _SHORTEST and label.startswith(name))


def is_entered(markup: Markup, called: str, said: Sequence[str], *, tiny: bool) -> bool:
    """Whether visitors enter by the page `called` so that says `said`, or it says that its site is there again. A form
    of choices on a `tiny` page may search for a name with one of many endings."""
    if talks(words_of(called)) and _lets_talk(markup):
        return True
    if not tiny and any(map(asks_who_comes, markup.forms)):
        return True
    return (
        any(asks_for_a_nickname(form, said) for form in markup.forms)
        or asks_for_a_person(markup, said)
        or opens_a_talk(markup.blocks[:STATED])
        or is_back(said)
    )
