"""Whether a page that is called by a hostname shows under it no more than whoever parks, keeps or sells that name.

A list of sentences is never complete. But whatever the language, such a page is called by the address alone, and says
below it what the name costs, or lists searches, or says in one sentence that it is registered, expired or reserved.
In: a page and what it is called. Never: a page that shows wares, since those have prices too, or one of many words.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise

from rempart.engines.pages.page import names_a_host
from rempart.engines.pages.placeholders.holders import HOLDERS
from rempart.engines.pages.placeholders.placeholder_terms import BESIDE, group_of
from rempart.engines.pages.placeholders.shape import HOSTNAME, NAMED_HOST, TITLE_PARTS, houses_of, lists_searches
from rempart.engines.pages.placeholders.state_terms import THIS
from rempart.engines.pages.placeholders.states import split_sentences
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

MOST, LETTERS = 90, 400  # words of a page that says little else, and letters of a line that are looked at
FEW = 30  # words of one that says no more than how it stands with the name
OF_A_MAKER, LINKS = 160, 3  # words of one that its maker fills, and its links to that house at least
LINES = 3  # with which a page is headed
PRICES = 4  # that one name has at most: in all, by the month, the least, the highest bid
PICTURES = 1  # that whoever sells a name shows: a logo
_BEHIND = 7  # words of a title behind the name
_CALLED = 4  # words of a title that is a domain and how it stands with it
_PARKS = frozenset({"domain", "parking", "sale"})  # what is said where names are parked
_BRIEF = 5  # words of a sentence that says no more of a name
_SAID = 10  # words behind a name that say so
_PRICE = re.compile(
    r"(?:[$€£¥￥₽₺₹₫₴₩]|\b(?:usd|eur|gbp|rmb|r\$|rp|chf|kr)\b\.?) ?\d|"
    r"\d(?:[\d.,' \xa0]*\d)? ?(?:[$€£¥₽₺₹₫₴₩đ円元원]|\b(?:usd|eur|euros?|gbp|chf|tl|zł|zl|pln|kč|czk|kr|ft|huf|lei|ron|"
    r"руб\w*|грн|dollars?|دولار|ریال|تومان|reais)(?!\w))",
    re.IGNORECASE,
)
_HANDED = WordTable(
    """
    price= priced= prices= buy= purchas own= owner offer= offers= bid= bids= bidding auction lease= leas rent= escrow
    checkout= transfer handover= instal
    preis= festpreis= kaufen= kauf verkauf gebot= angebot= treuhand übertrag jetzt-kaufen
    prix= acheter= achat= vente= offre= enchère transfert=
    precio= comprar= compra= venta= oferta= puja subasta traspas prezzo= acquist vendita= offerta= asta=
    preço= venda= lance= leilão cena= cenę= cenu= kup kupić sprzeda zaproponuj aukcj prodej koupit nabíd nabídn predaj
    prijs= vraagprijs= kopen= koop= bod= bieden veiling pris= köp salg= salu= bud= kjøp køb auktion
    цена= цену= купить= купит продаж прода аукцион выкуп ставк ціна= купити= прода
    fiyat satılık satın= teklif hinta myydään osta ár= irányár eladó ajánlat preț vânzare cumpăr ofert τιμή πωλ προσφορ
    harga dijual beli= tawaran giá= mua= bán= السعر سعر للبيع عرض قیمت فروش خرید מחיר למכירה
    """,
    "价格 價格 一口价 购买 購買 出售 转让 轉讓 竞价 販売 価格 購入 가격 판매 구매 ราคา ขาย",
)
_SENT = WordTable(  # wares are
    "shipping shipped delivery= versand= lieferung livraison envío envíos spedizione entrega verzending bezorg wysyłk "
    "dostaw доставк kargo leverans levering toimitus doprava szállítás livrare pengiriman",
    "配送 送料 运费 包邮 배송",
)
_NAMES_TEXT = (
    "name nom nome nombre naam nazwa nazwę имя ім'я jméno namn navn nimi ad adı nume όνομα nama address adresse "
    "adres dirección indirizzo endereço адрес domain"
)
_NAMES = frozenset(_NAMES_TEXT.split())
_THIS_NAME = re.compile(
    rf"\b(?:{'|'.join(sorted(THIS))})\W+(?:\w+\W+)?(?:{'|'.join(sorted(_NAMES))})\b|"
    rf"\b(?:{'|'.join(sorted(_NAMES))})\W+(?:{'|'.join(sorted(THIS))})\b",
    re.IGNORECASE,
)
_HELD = WordTable(
    """
    registered registriert reserved reserviert enregistr réservé registrad reservad registrat riservat geregistreerd
    gereserveerd zarejestrowan zarezerwowan зарегистрир зарезервир зареєстр registrov rezervov înregistrat rezervat
    registrera reservera registrer reserver rekisteröi varattu regisztrál kayıtl ayrıl terdaftar κατοχυρ
    held= taken= vergeben= belegt= expired= expiring= lapsed= abgelaufen expiré échu expirad caducad vencid scadut
    verlopen wygas истек истёк vypršel lejárt dolmuş backorder dropping= drops= redemption= pending=
    """,
    "已注册 已到期 已过期 期限切れ 登録済 만료",
)
# That a term is paid for again, which a name's holder has to do.
_RENEWED = WordTable(
    """
    renew renewal= renewed= verlänger erneuer renouvel renueva renuév renov rinnov prorrog verleng vernieuw
    odnow przedłuż prodlouž prodlouz predĺž obnov продл поднов возобнов поновл продовж megújít meghosszabbít reînnoi
    prelungi förny forny uusi= uusia uusita pikenda pratęs pagarin podaljš produž yenile ανανέω ανανεω perpanjang
    تجديد تجدید تمدید חידוש לחדש להאריך
    """,
    "续费 續費 续期 續約 赎回 更新手続 연장 갱신 ต่ออายุ gia-hạn",
)
_NEW = WordTable(
    """
    new= neue neuen= neuer= neuem= nouveau= nouvelle= nouvel= nuevo= nueva= nuovo= nuova= novo= nova= nieuwe= nowy=
    nowego= nowym= нов nový= nového= novým= novog= novega= új= nou= noul= noului= yeni= ny= nye= nya=
    uusi= uutta= uuden= uut= uus= uue= jaunu= jauns= naujo= naują= νέο= νέος= νέα= baru= mới= الجديد جديد جدید חדש
    """,
    "新 새",
)
_TO_ANOTHER = 3  # words between an owner and that it is a new one


def told_under_its_address(markup: Markup, called: str, host: str) -> str:
    """What a page of few words, `called` so, shows under the address that it is called by (`host`, or any where that
    is not known): what the name costs, lists of searches, or how it stands with the name; "" for any other page."""
    size = sum(block.count(" ") + 1 for block in markup.blocks)
    houses = houses_of(markup.links, host) - {""} if size <= OF_A_MAKER else set()
    told = _told_by_its_maker(markup, called, host, houses) if houses else ""
    if not told and size <= FEW:
        told = _called_a_domain(called, markup.headings[:1], markup.blocks)
    return told or (_told_in_few_words(markup, called, host, size, houses) if size <= MOST else "")


def _told_in_few_words(markup: Markup, called: str, host: str, size: int, houses: Collection[str]) -> str:
    """What a page of `size` words that leads to `houses` beside its own lists, says or asks for its address."""
    lines = [block[:LETTERS] for block in markup.blocks]
    titled = _begins_with(called, host)
    headed = next((name for head in (*markup.headings[:LINES], *lines[:LINES]) if (name := _whole(head, host))), "")
    begun = next((found[0].lower() for line in lines[:LINES] if (found := NAMED_HOST.match(line))), "")
    name = titled or headed or (begun if size <= FEW and len(houses) < LINKS - 1 and host in {"", begun} else "")
    if name and _only_lists_searches(markup, lines) and (headed or _whole_side(called, host)):
        return name
    if name and (told := _held(lines[:LINES], name) if size <= FEW else ""):
        return told
    pictures = len(set(markup.images))
    if name and pictures <= PICTURES and (told := _passes_on(lines) or _lapses(lines)):
        return told
    if headed and (told := _this_name_is_to_be_had(called)):
        return told
    at = called.lower().find(titled) if titled and size <= FEW else -1
    sold = at >= 0 and _HANDED.speaks(words_of(called[at + len(titled) :]))
    return _cost(lines, called, name, pictures) if sold or (headed and headed == name) else ""


def _only_lists_searches(markup: Markup, lines: Sequence[str]) -> bool:
    """Whether a page lists searches and says little beside them, but for who shows them: a diary has tags."""
    if not lists_searches(markup.links):
        return False
    shown = set(markup.link_lines)
    beside = [word for line in lines if line not in shown for word in words_of(line)]
    return len(beside) <= FEW or any(group_of(word).removeprefix(BESIDE) in _PARKS for word in beside)


def _told_by_its_maker(markup: Markup, called: str, host: str, houses: set[str]) -> str:
    """The line that speaks of the name that the whole title is, on a page that leads to one house of another name
    alone, by three links and by name: that house shows it under its customers' names."""
    name = _whole(called, host)
    house = next(iter(houses), "")
    outward = {link for link in markup.links if names_a_host(link)}
    if not name or len(houses) != 1 or len(outward) < LINKS or house in name:
        return ""
    said = "".join(words_of(" ".join([*markup.blocks, *markup.alternatives])))
    spoken = (line for line in markup.blocks if name in line.lower() and len(words_of(line.lower().replace(name, " "))))
    return next(spoken, "") if "".join(words_of(house)) in said else ""


def sells_a_brand(blocks: Sequence[str]) -> str:
    """What a name costs that a page of few words offers as a brand to be, without a word of domains."""
    if sum(block.count(" ") + 1 for block in blocks) > OF_A_MAKER:  # before a long page is searched for prices
        return ""
    lines = [block[:LETTERS] for block in blocks]
    said = {word for line in lines for word in words_of(line)}
    if "brandable" not in said or _NAMES.isdisjoint(said):
        return ""
    priced = [line for line in lines if _PRICE.search(line)]
    return priced[0] if 0 < len(priced) <= PRICES else ""


def _called_a_domain(called: str, headings: Iterable[str], blocks: Sequence[str]) -> str:
    """The title of a page of few words that is a domain and how it stands with it, as the first heading is, where a
    name of the net stands below: a wine-grower's has none."""
    words = words_of(called[:LETTERS])
    if not 1 < len(words) <= _CALLED or words not in [words_of(heading[:LETTERS]) for heading in headings]:
        return ""
    named = any(group_of(word).removeprefix(BESIDE) == "domain" for word in words)
    return called if named and any(NAMED_HOST.search(block[:LETTERS]) for block in blocks) else ""


def _whole(head: str, host: str) -> str:
    """The name that `head` is, and nothing else: `host`, or any where that is not known."""
    head = head.strip(" \"'«»„“”!").lower()
    name = head.removeprefix("www.").rstrip("/")
    return name if HOSTNAME.fullmatch(head) and (not host or name == host.removeprefix("www.")) else ""


def _whole_side(called: str, host: str) -> bool:
    return any(_whole(side, host) for side in TITLE_PARTS.split(called))


def _begins_with(called: str, host: str) -> str:
    """The name with which a title begins that says little else, "" where none does."""
    found = NAMED_HOST.search(called[:LETTERS])
    if not found or len(words_of(called[: found.start()])) > LINES or len(words_of(called[found.end() :])) > _BEHIND:
        return ""
    return _whole(found[0], host)


def _this_name_is_to_be_had(called: str) -> str:
    """The title that says in a few words that this name can be had ("Own this name"), "" of any other."""
    words = words_of(called[:LETTERS])
    named = any(word in THIS and other in _NAMES for word, other in pairwise(words))
    return called if len(words) <= _SAID // 2 and named and _HANDED.speaks(words) else ""


def _held(lines: Iterable[str], name: str) -> str:
    """The sentence that says of `name` that it is registered, reserved or lapsed: as a name, or right behind it."""
    for said in chain.from_iterable(map(split_sentences, lines)):
        at, length = said.lower().find(name), len(name)
        if at < 0 and _THIS_NAME.search(said):
            at, length = 0, 0
        words = words_of(said[at + length :])[:_SAID] if at >= 0 else []
        before = words_of(said[:at]) if at >= 0 else []
        if _HELD.speaks(words) and (len(words) < _BRIEF or not _NAMES.isdisjoint([*before, *words])):
            return said
    return ""


def _passes_on(lines: Iterable[str]) -> str:
    """The sentence that says that another may own it: "looks for a new owner"."""
    for said in chain.from_iterable(map(split_sentences, lines)):
        words = words_of(said)
        owners = [place for place, word in enumerate(words) if HOLDERS.has(word)]
        if any(_NEW.has(word) for at in owners for word in words[max(0, at - _TO_ANOTHER) : at + 2]):
            return said
    return ""


def _lapses(lines: Sequence[str]) -> str:
    """The sentence that speaks of paying for the name's next term, where one speaks of whoever holds it, too."""
    sentences = list(chain.from_iterable(map(split_sentences, lines)))
    if not any(HOLDERS.has(word) for said in sentences for word in words_of(said)):
        return ""
    return next((said for said in sentences if _RENEWED.speaks(words_of(said))), "")


def _cost(lines: Sequence[str], called: str, name: str, pictures: int) -> str:
    """The line that says what `name` costs, where the page shows few prices, hardly a picture, as wares have, sends
    nothing, and speaks of how a name is had."""
    priced = [line for line in lines if _PRICE.search(line)]
    if pictures > PICTURES:
        return ""
    said = words_of(" ".join([called, *lines]).lower().replace(name, " "))
    had = _HANDED.speaks(said) and not _SENT.speaks(said)
    return priced[0] if had and 0 < len(priced) <= PRICES else ""
