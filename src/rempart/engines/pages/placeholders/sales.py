"""That a name or a website can be had: as it is said in some forty languages, or asked for by a form that takes offers.

In: what a page begins with, its forms. Never: that wares or land can be had; "this site" alone may be a plot of land.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.placeholders.placeholder_terms import group_of
from rempart.engines.pages.placeholders.state_terms import THIS
from rempart.engines.pages.reading.markup import Form
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import spelt

# As it is said behind a name in one breath ("harbour.example is for sale").
_FOR_SALE_TEXT = """
    for sale ; be for sale ; à vendre ; en vente ; zu verkaufen ; zum verkauf ; steht zum verkauf ; in
    vendita ; en venta ; a la venta ; se vende ; à venda ; vende se ; te koop ; na sprzedaż ; do sprzedania
    ; продается ; продаётся ; на продажу ; продам ; продається ; продава се ; за продан ; на продаж ; na
    predaj ; na prodej ; eladó ; naprodaj ; na prodaju ; na prodaji ; de vânzare ; satılık ; satılıktır ;
    till salu ; til salg ; til salgs ; myytävänä ; myydään ; müügis ; müüa ; müügiks ; parduodamas ;
    parduodama ; pārdod ; pārdošanā ; πωλείται ; προς πώληση ; dijual ; đang bán ; được bán ; rao bán ;
    للبيع ; معروض للبيع ; למכירה ; برای فروش ; فروشی ; 出售 ; 正在出售 ; 转让 ; 轉讓 ; 可转让 ; 売ります ;
    noch frei ; noch verfügbar ; noch zu haben ; still available ; may be available ; encore disponible ;
    todavía disponible ; aún disponible ; ancora disponibile ; nog beschikbaar ; ainda disponível ; jeszcze wolna ;
    jeszcze dostępna ; ещё свободен ; еще свободен ; ještě volná ; stadig ledig ; fortfarande ledig ; 販売中 ;
    売り出し中 ;
    판매 ; 판매중 ; 판매합니다 ; ขาย ; बिक्री ; en alquiler ; a louer ; myynnissä ;
    tiek pārdota ; tiek pārdots ; на продажі ; se prodaje ; prodaje se ; til sölu ; në shitje ; shitet ;
    იყიდება ; satışda ; satışdadır ; сатылады ; te koop aangeboden ; zum verkauf angeboten ; 판매 중 ;
    판매 중입니다 ; da vendere ; inauzwa ; به فروش می رسد ; به فروش میرسد ; се продава ; zu erwerben ; abzugeben ;
    zu übernehmen ; à céder ; se traspasa ; in cessione ; ter overname ; do odstąpienia ; k převzetí
"""
_FOR_SALE = frozenset(tuple(form.split()) for form in spelt(_FOR_SALE_TEXT.split(";")))
_VERBS_TEXT = (
    "se vende ; vende se ; продается ; продаётся ; продам ; продається ; продава се ; satılıktır ; myydään ; "
    "πωλείται ; parduodamas ; parduodama ; pārdod ; dijual ; đang bán ; "
    "正在出售 ; 可转让 ; 販売中 ; 판매중 ; 판매합니다 ; се продава ; shitet ; იყიდება ; inauzwa"
)
_VERBS = frozenset(spelt(_VERBS_TEXT.split(";")))
_LENGTHS = sorted({len(form) for form in _FOR_SALE})
_BETWEEN = frozenset({"site", "sites", "sito", "sitio", "här", "a", "η", "το", "ο"})  # "this" and "website"
_NET = _BETWEEN | {"web", "internet"}
_OF_LAND = frozenset({"this", "ce", "cette"})  # in whose languages "site" is a place, too
_THESE = THIS | {
    "αυτή",
    "αυτη",
    "aceasta",
    "aquest",
    "aquesta",
    "ši",
    "šī",
    "цей",
    "този",
    "ეს",
    "kjo",
    "бұл",
    "тази",
    "хэтаг",
    "ang",
}
# What one name of the net is called, and what may stand beside it.
_A_NAME = frozenset({"name", "brand", "nom", "nome", "nombre", "naam", "nazwa"})
_OF_A_NAME_TEXT = (
    "the this a is brandable business company startup premium short great de le la ce die diese der el il ist est es è "
    "é se now este questo dit ta to"
)
_OF_A_NAME = frozenset(_OF_A_NAME_TEXT.split())
# How a name of the net changes hands, way by way.
_HANDED_ON_TEXT = """
    offer offers bid bids bidding gebot angebot offre oferta bod offerta предложить
    asking price priced prijs preis prix precio prezzo cena цена
    lease leasing installment installments ratenzahlung
    broker brokers brokerage brokered escrow treuhand
    acquire acquisition acquiring purchase purchasing owning kaufen erwerben acheter acquérir comprar adquirir kopen
    brandable auction auctions backorder backordered aftermarket
    inquire inquiry inquiries enquire enquiry enquiries negotiate negotiation
"""
_HANDED_ON = tuple(frozenset(way.split()) for way in _HANDED_ON_TEXT.strip().splitlines())
_WAYS = 2
_ARTICLE = 3  # letters of a word that is no website
_NET_WORDS = 5  # words within which a sentence names the website
SALE_WORDS = 3  # words between a name and that it can be had: "is currently", "(premium)"
# Without spaces between words: this website, or this name, and that it can be had.
_UNSPACED = re.compile(
    r"(?:[此该該本这這]个?個?|この|当|本)(?:网站|網站|站点|站點|域名|網域|网域|ウェブサイト|サイト|ドメイン)(?:名|は|を|が)?[^。！!？?\n]{0,8}?"
    r"(?:出售|转让|轉讓|待售|販売中|販売して|売ります|売却|譲渡|譲り)"
)
_MONEY = re.compile(
    r"\b(?:offer|your_?offer|bid|oferta|ofert|angebot|gebot|offre|offerta|proposta|bod|nab[ií]dk|ponuk|aj[aá]nlat|teklif|"
    r"tarjous|pakkum|pristat|pasi[uū]l|pied[aā]v[aā]j|ponud|bud\b|предлож|ставк|пропози|προσφορ|報價|报价)|\b(?:price|preis|"
    r"prix|precio|prezzo|preço|preco|prijs|cena|cenu|ár|pris|hinta|hind|fiyat|цена|ціна|τιμή|价格|價格|価格|가격|amount|"
    r"valor|montant|betrag|importe|importo|bedrag|kwota|kwotę|částka|čiastka|suma|sumă|summa|summe|сумма|сума|összeg|"
    r"belopp|beløb|beløp|tutar|miktar|ποσό|iznos|znesek|金额|金額|금액)\b",
    re.IGNORECASE,
)
# What stands before or behind a name that a reader may want to have.
_WANTED_BEFORE = re.compile(
    r"(?:\b(?:acquir\w*|buy\w*|purchas\w*|own(?:ing)?|interest(?:ed)? in|interess\w* (?:an|für|por|en|a|per|in|i|voor)|"
    r"intéress\w* par|acheter|acquérir|comprar|adquirir|comprare|acquistare|kopen|kupić|kupit|koupit|kúpiť|купить|"
    r"приобрести|купити|придбати|osta|ostaa|köpa|købe|kjøpe|cumpăra|megvásárol\w*|membeli|mua)|购买|購買|收购|สนใจ)"
    r"(?:\W+(?:the|this|la|le|die|el|il|o|de|domain|name|domaine|dominio|domein|domenę|doménu|домен)){0,3}\W*$",
    re.IGNORECASE,
)
_WANTED_BEHIND = re.compile(
    r"\W*(?:jetzt |direkt |heute )?(?:kaufen|erwerben|kopen|satın al\w*|を購入|をお譲り|购买|구매)", re.IGNORECASE
)
_WANTED_WITHIN = 40  # letters
_ASKED = frozenset({"text", "email", "tel", "number", "textarea", "hidden", "submit", "button", ""})
_MOST_ASKED = 7  # fields of a form that takes offers


def is_for_sale(words: Sequence[str]) -> bool:
    """Whether `words` say that something can be had, and no more."""
    return tuple(words) in _FOR_SALE


def is_offered(after: Sequence[str]) -> bool:
    """Whether what stands behind a name says that it can be had, with a verb ("is for sale") and nothing more: a shop
    says of which wares or where, or has none ("Boats24 for sale")."""
    for begin in range(min(SALE_WORDS, len(after))):
        for length in _LENGTHS:
            said = tuple(after[begin : begin + length])
            if said in _FOR_SALE and len(after) <= begin + length and (begin or " ".join(said) in _VERBS):
                return True
    return False


def sells_a_name(said: Sequence[str]) -> bool:
    """Whether `said`, a side of a title or a heading without the name itself, says that one name can be had, and no
    more ("brandable domain name for sale"): who trades in names has many, and a shop says which wares."""
    for begin in range(len(said)):
        length = next((length for length in reversed(_LENGTHS) if tuple(said[begin : begin + length]) in _FOR_SALE), 0)
        if length:
            rest = [*said[:begin], *said[begin + length :]]
            of_names = [word in _A_NAME or group_of(word) == "domain" for word in rest]
            return any(of_names) and all(of or word in _OF_A_NAME for of, word in zip(of_names, rest, strict=True))
    return False


def speaks_of_having_it(said: Sequence[str]) -> bool:
    """Whether `said`, what a page says that is called by a name of the net alone, speaks of domains and in two ways of
    how such a name changes hands: a market has wares, and no word of domains."""
    known = set(said)
    ways = sum(not known.isdisjoint(way) for way in _HANDED_ON)
    return ways >= _WAYS and any(group_of(word) == "domain" for word in known)


def sells_itself(head: str, ends: re.Pattern[str]) -> str:
    """That "this website" can be had, and no more in that sentence of `head`, which `ends` tells apart."""
    if found := _UNSPACED.search(head):
        return found[0]
    for sentence in ends.split(head.replace(" - ", "\n")):
        words = words_of(sentence[:100])
        at = _last_of_the_net(words) if words and words[0] in _THESE else 0
        if at and any(tuple(words[begin:]) in _FOR_SALE for begin in range(at + 1, at + 2 + SALE_WORDS)):
            return " ".join(words)
    return ""


def _last_of_the_net(words: Sequence[str]) -> int:
    """Where the last word of the website stands behind "this" that begins `words`, 0 where there is none or another
    word stands between."""
    last = 0
    for place, word in enumerate(words[1:_NET_WORDS], 1):
        if group_of(word) != "sites" and word not in _NET:
            break
        if word not in _BETWEEN or (words[0] not in _OF_LAND and len(word) > _ARTICLE):
            last = place
    return last


def is_wanted(before: str, behind: str) -> bool:
    """Whether what stands `before` or `behind` a name asks a reader to have it: "to acquire harbour.example"."""
    return bool(_WANTED_BEFORE.search(before[-_WANTED_WITHIN:]) or _WANTED_BEHIND.match(behind[:_WANTED_WITHIN]))


def asks_for_an_offer(form: Form) -> bool:
    """Whether `form` asks for an offer or a price, and at most for an address and a message beside it."""
    asked = [item for item in form.fields if item.kind != "hidden"]
    if len(asked) > _MOST_ASKED or any(item.options or item.kind not in _ASKED for item in asked):
        return False
    return any(_MONEY.search(f"{item.name} {item.asks}") for item in asked)
