"""Contact points that a page gives as a third body's: whom to report to, who helps in need, who made the software.

In: a page's lines and links. Out: signs that name these. Never a list of hotlines or makers: what the line around a
contact point says decides, in some fifty languages, and where another line gives it too, that line must say so as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, islice

import numpy as np

from rempart.engines.linking import Identifier, IdentifierKind, find_identifiers, long_numbers
from rempart.engines.pages import Kind, Sign
from rempart.engines.pages.page import linked_host
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import REMEMBERED, WordTable, spelt

HELP, MAKER = "help", "maker"  # how the value of a sign begins, before the kind and the value of the contact point
MAX_LINES = 400  # that give contact points
MAX_LINE = 300  # characters: of a longer one a part may speak of somebody else
HEADING = 8  # words of a line that says whose the contact point below it is
_LEADS = re.compile(r"(?:mailto|tel|sms|callto):|(?:https?:)?//[^/?#]{4,60}/[^/?#]{3,64}/?$", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?;؟।])\s+|(?<=[。！？])|\s[|•·]\s")
_CALLED = re.compile(r"(?:e-?)?(?:mail|tel|phone|fon|тел|почта|tlf|puh)\w*\W*|\W+", re.IGNORECASE)
_REACHING = frozenset({IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.HANDLE})

# Words that call for help from outside: no owner of a page calls its own desk a hotline. Left out are those with which
# pages also ask to sign up, to log in or to write to them ("melden", "anmelden", "prijava", "bejelentkezés", "Signal").
_HELP_TEXT = """
    report= reports= reporting reported abuse= abused= abusive hotline helpline lifeline emergenc police= complaint
    complain= illegal unlawful suicid crisis= authorities ombuds enforcement safeguard
    signale= signaler= signalez= signalement plainte= plaintes= urgence abus= gendarm illicit maltrait détresse
    dénonc porter= missbrauch beschwerde verstoß verstöße notfall notruf polizei meldestelle jugendschutz kinderschutz
    hilfetelefon sorgentelefon kummer= seelsorge strafbar rechtswidrig suizid meldpunt misbruik klacht noodgeval noodnr
    politie hulplijn kindertelefoon jeugdbescherming zelfmoord onwettig strafbare denunci denúnci denunc queja=
    quejas= abuso= abusos= emergência emergènc emergenz policía= polícia= ilegal maltrato fiscalía fiscalia segnala=
    segnalare segnalazion segnalate abusi= reclami= polizia= carabinieri illecit zgłoś zgłosz zgłasz nadużyc nadużyć
    skarg= skarga skargi policj alarmow zaufania= ratunkow nielegaln nahlás nahlasit nahlašt nahlášen zneuž stížnost
    sťažnos policie= policii= polícii= tísňov tiesňov bezpečí= krizov krízov nelegáln visszaél panasz= panaszok
    rendőr segélyh illegális törvénysért raporteaz raportaț sesiz abuz= abuzuri plânger poliți urgenț urgenţ злоупотреб
    зловжи жалоб пожал насили экстренн доверия= горяч гаряч незакон противоправ скарг поскарж поліц полици полиция
    екстрен довіри= спешн оплакв сигнализир насил zlostav zlorab zloupotr zlouporab policij hitna= hitne= hitni=
    nezakonit злоупотр злостав полициј хитн καταγγελ καταγγείλ κατάχρησ κακοποίη αστυνομ έκτακτ επείγ παράνομ
    ihbar şikayet şikâyet istismar acil= yasadış kötüye= intihar emniyet polis= şikayət təcili шағым полиция shikoyat
    إبلاغ ابلاغ الإبلاغ للإبلاغ الابلاغ بلاغ بلاغات شكوى شكاوى الشكاوى إساءة اساءة الإساءة الشرطة شرطة طوارئ الطوارئ
    انتحار گزارش شکایت سوءاستفاده پلیس اورژانس اضطراری دیווח דיווח לדיווח לדווח דווחו תלונה תלונות התעללות משטרה
    המשטרה חירום מצוקה rapportera= övergrepp nödsituation hjälplinje klagomål olaglig brottslig misbrug overgreb politi=
    politiet= nødsituation nødhjælp klage= ulovlig børnetelefon misbruk overgrep nødtelefon alarmtelefon lögregl neyðar
    misnotk väärinkäyt hyväksikäyt poliisi hätä= hätänumero valitus laiton laittom kriisi nettivihje kuritarvit politsei
    hädaabi kaebus lasteabi ebaseadus vardarbīb policij sūdzīb trauksm nelegāl smurt skund neteisėt lapor= laporkan
    laporan pengaduan aduan= penyalahgunaan pelecehan polisi= darurat kecemasan penderaan 신고 학대 경찰 긴급 상담전화
    불법 자살 핫라인 शिकायत पुलिस आपातकाल हेल्पलाइन दुर्व्यवहार অভিযোগ পুলিশ জরুরি হেল্পলাইন புகார் காவல் அவசர
    پولیس ہنگامی ripoti polisi dharura unyanyasaji isumbong iulat pulis= raporto policia= abuzim ankes пријави= polizia
    salatu პოლიცი საჩივ ոստիկան բողոք гомдол цагдаа heddlu= garda= misbruik noodgeval
"""
_HELP_UNSPACED = """
    举报 舉報 投诉 投訴 检举 檢舉 警察 警方 报警 報警 热线 熱線 紧急 緊急 虐待 违法 違法 通報 相談窓口 苦情
    ホットライン 违规 รายงาน แจ้งเหตุ ร้องเรียน ล่วงละเมิด ตำรวจ ฉุกเฉิน สายด่วน báo-cáo tố-cáo khiếu-nại
    cảnh-sát công-an khẩn-cấp lạm-dụng xâm-hại hot-line help-line child-line crisis-line child-protection
    youth-protection telefono-azzurro
"""
_MAKER_TEXT = """
    powered by;developed by;programmed by;designed by;web design;webdesign;software by;software made by;script by;
    chat software;theme by;template by;design by;support the author;support the developer;propulsé par;développé par;
    conçu par;logiciel;webmaster agence;entwickelt von;programmiert von;betrieben mit;umsetzung;software von;
    desarrollado por;diseñado por;funciona con;desenvolvido por;sviluppato da;realizzazione sito;siti web;
    ontwikkeld door;mogelijk gemaakt door;webontwerp;realizacja strony;projekt i wykonanie;wykonanie strony;
    oprogramowanie;разработка сайта;разработано;создание сайта;работает на;розробка сайту;розроблено;tvorba webu;
    tvorba stránek;készítette;dezvoltat de;utvecklad av;udviklet af;utviklet av;toteutus;yazılım;tasarım;dibuat oleh;
    برمجة;تصميم;技术支持;開発;제작
"""
_HELP = WordTable(_HELP_TEXT, _HELP_UNSPACED)
_MAKER = tuple(spelt(_MAKER_TEXT.replace("\n", " ").split(";")))
_IN_ADDRESSES_TEXT = (
    "hotline helpline stopline meldpunt meldestelle signalement jugendschutz kinderschutz polizei police polizia "
    "policia policja kindertelefoon childline cybercrime onlinesafety safeguarding ombuds gendarmerie netzverweis"
)
_IN_ADDRESSES = tuple(_IN_ADDRESSES_TEXT.split())
_PARTS = re.compile(r"[^a-z]+")
_NUMBER = re.compile(r"[0-9](?:[^\d\n]{0,3}[0-9]){7}")  # in one line
_GIVING = (b"@", b"+", b"at)", b"at]", b".me/")
_ENDS_GIVING = np.zeros(256, np.bool_)  # the letters with which one of these ends
_ENDS_GIVING[[sign[-1] for sign in _GIVING]] = True


def referred_signs(markup: Markup, host: str = "") -> Iterator[Sign]:
    """A sign for each contact point of the page at `host` that all lines which give it give as a third's."""
    told: dict[str, set[Identifier]] = {HELP: set(), MAKER: set(), "": set()}
    plain: list[tuple[str, str]] = []
    for line, before in _lines(markup.blocks):
        if why := _why(line, before):
            told[why].update(_given_in(line, before))
        else:
            plain.append((line, before))
    links: dict[str, list[str]] = {HELP: [], MAKER: [], "": []}
    every = zip(markup.links, markup.link_lines, strict=True)
    leading = list(islice(((link, line) for link, line in every if _LEADS.match(link)), MAX_LINES))
    asked = {line for _, line in leading}
    further = markup.blocks[1:]
    above = dict(compress(zip(further, markup.blocks, strict=False), map(asked.__contains__, further)))
    for link, line in leading:
        if not host or linked_host(link) != host:
            links[_why(line, above.get(line, ""))].append(link)
    for why in (HELP, MAKER):
        told[why].update(find_identifiers("", set(links[why]).difference(links[""])))
    if told[HELP] or told[MAKER]:
        owned = set(find_identifiers("", links[""])).union(*(_given_in(*lines) for lines in plain))
        for why in (HELP, MAKER):
            reached = (item for item in told[why] - owned if item.kind in _REACHING)
            yield from (Sign(Kind.REFERRED, f"{why} {item.kind}:{item.value}", item.value) for item in reached)


def _given_in(line: str, before: str) -> set[Identifier]:
    """What a line gives, read behind the one `before` it, which may say that it is a telephone number."""
    of_line = set(find_identifiers(line))
    return of_line | set(find_identifiers(f"{before}\n{line}")).difference(find_identifiers(before))


def speaks_of_a_maker(words: Iterable[str]) -> bool:
    """Whether `words` say who made what a page runs on, or is built of."""
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in _MAKER)


def is_called_a_helpers(value: str) -> bool:
    """Whether an address or an account is called as those are that take reports or help in need."""
    local, _, domain = value.lower().partition("@")
    said = _PARTS.split(local) if domain else []
    return any(map(_HELP.has, filter(None, said))) or any(word in value.lower() for word in _IN_ADDRESSES)


def _lines(blocks: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sentences that give contact points, each with the one before it."""
    last, said = -1, ""
    for place in _giving(blocks)[:MAX_LINES]:
        before = said if place and place == last + 1 else blocks[place - 1] if place else ""
        for sentence in SENTENCE_END.split(blocks[place]):
            yield sentence, before
            before = sentence
        last, said = place, before


def _giving(blocks: Sequence[str]) -> list[int]:
    """The places of those of `blocks`, which hold no line feed, that may give a contact point: a search for each sign
    is the fastest, and one for numbers through all of them."""
    text = "\n".join(blocks)
    plain = text.encode("ascii", "replace")  # a byte for each character
    begins = [number.start() for number in long_numbers(_NUMBER, text, plain)]
    letters = np.frombuffer(plain, np.uint8)
    begins += [at for at in np.flatnonzero(_ENDS_GIVING.take(letters)).tolist() if plain.endswith(_GIVING, 0, at + 1)]
    ends = np.flatnonzero(letters == ord("\n"))
    return sorted(set(np.searchsorted(ends, begins).tolist()))


@lru_cache(maxsize=REMEMBERED)
def _why(line: str, before: str) -> str:
    """As whose a line gives its contact points: a helper's, a maker's, or ""; one that says nothing else as that
    before it does."""
    said = [part for part in line.split() if "@" not in part and not any(map(str.isdigit, part))]
    if all(map(_CALLED.fullmatch, said)) and len(before.split()) <= HEADING:
        line = f"{before} {line}"
    if len(line) > MAX_LINE:
        return ""
    words = words_of(line)
    if _HELP.speaks(words):
        return HELP
    return MAKER if speaks_of_a_maker(words) else ""
