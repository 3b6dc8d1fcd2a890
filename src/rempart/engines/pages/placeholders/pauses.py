"""Whether a shop says that it takes no orders for a while, or a service that nobody paid for the site any more.

In: what a page of few words says. Never: a surgery or a shop with a door that is on holiday: what stands still must be
orders or a shop on the net, and the page shows no price.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from rempart.engines.pages.placeholders.builders import shows_a_price
from rempart.engines.pages.placeholders.placeholder_terms import is_of_sites
from rempart.engines.pages.placeholders.state_terms import THIS, Role
from rempart.engines.pages.placeholders.states import role_of, split_sentences
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

MOST = 45  # words of a page that says little else
WEIGHT = 3.0
SENTENCE = 16  # words of one that says that a plan has ended
_RUNS = frozenset(
    ["project", "projekt", "projet", "proyecto", "progetto", "projeto", "проект", "deployment", "workspace"]
)
_STANDS_STILL = frozenset(
    ["paused", "pausiert", "suspendu", "pausado", "sospeso", "stopped", "sleeping", "inactive", "приостановлен"]
)
_IS_TEXT = "is was has been your the ist wurde est a été está è is är er jest был"
_IS_SO = frozenset(_IS_TEXT.split())
_STOPS = Role.NOT | Role.SOON | Role.BACK
_PAUSES = WordTable(
    """
    break= holiday holidays= vacation pause= paused= pausing= away= weg= ara= ferien= betriebsferien urlaub
    betriebsurlaub sommerpause winterpause shop-pause vacances= congés= pausa= vacaciones= vacanze= ferie= férias=
    vakantie= pauze= urlop przerw wakacj отпуск каникул перерыв відпустк перерв dovolen tatil mola= semester=
    semesterstängt sommerferie loma= lomalla= puhkus szabadság vacanță concediu libur cuti= nghỉ διακοπές почивка
    odmor إجازة عطلة تعطیلات חופשה
    """,
    "休假 放假 暂停营业 休業 お休み 휴가 휴무",
)
_SHOPS = WordTable(
    """
    shop= shop store= webshop onlineshop onlinestore e-shop boutique= tienda negozio loja= winkel webwinkel sklep
    магазин obchod eshop mağaza butik butikken kauppa verkkokauppa pood webáruház áruház magazin toko= κατάστημα
    trgovina prodavnica متجر المتجر فروشگاه חנות
    """,
    "店铺 店舖 商店 ショップ 쇼핑몰",
)
_ORDERS = WordTable(
    """
    order= orders= ordering= bestell bestellung commande commander pedido pedidos= pedid ordini= ordine= ordinar
    encomend bestellingen zamów zamaw заказ замовл objedn sipariş beställ bestill tilaus tilauks telli rendel
    comenz pesan= pesanan đơn παραγγελ поръчк naročil narudžb الطلب الطلبات سفارش הזמנ
    """,
    "订单 訂單 下单 ご注文 注文 주문",
)
_PLANS = WordTable(
    """
    trial= subscription plan= licence= license= abo= abonnement testzeitraum testphase testversion probezeit
    tarif= essai= suscripción prueba= abbonamento prova= assinatura teste= proefperiode subskrypc okres próbny=
    abonament пробн подписк тариф підписк předplatné zkušební abonelik deneme prenumeration kokeilu előfizetés
    langganan συνδρομή اشتراك اشتراک מנוי
    """,
    "试用 訂閱 订阅 トライアル 체험",
)
_ENDED = WordTable(
    """
    ended= expired= over= lapsed= cancelled= canceled= finished= unpaid= beendet abgelaufen ausgelaufen gekündigt
    terminé expiré échu résili terminad finalizad caducad vencid scadut terminat expirou encerrad verlopen
    beëindigd wygas zakończ истек истёк закончил закінчи vypršel skončil doldu= bitti= sona= upphört udløbet
    utløpt päättynyt lejárt expirat berakhir habis= hết έληξε انتهى انتهت منقضی פג=
    """,
    "已结束 已到期 已過期 終了 종료 만료",
)


def read_pauses(title: str, blocks: Sequence[str], size: int) -> Iterator[tuple[str, float, str]]:
    """What a page of `size` words under `title`, whose lines are `blocks`, says of a shop that takes no orders for a
    while, unless it shows prices, or of a site whose plan has ended: kind, weight and words."""
    if size > MOST:
        return
    sentences = [title, *chain.from_iterable(map(split_sentences, blocks))]
    each = [words_of(sentence) for sentence in sentences]
    said = list(chain.from_iterable(each))
    pause = next((place for place, words in enumerate(each) if _PAUSES.speaks(words)), None)
    if (
        pause is not None
        and _SHOPS.speaks(said) + _ORDERS.speaks(said) + _stops(each) > 1
        and not shows_a_price(blocks)
    ):
        yield "default", WEIGHT, sentences[pause][:80]
    for sentence, words in zip(sentences, each, strict=True):
        if _is_stopped(words) or _is_unpaid(words):
            yield "error", WEIGHT, sentence[:80]


def _is_unpaid(words: Sequence[str]) -> bool:
    """Whether a sentence says of a site or a shop that its plan or its trial has ended: lessons are on trial, too."""
    if len(words) > SENTENCE or not (_PLANS.speaks(words) and _ENDED.speaks(words)):
        return False
    return _SHOPS.speaks(words) or any(is_of_sites(word) or role_of(word) & Role.PORTAL for word in words)


def _is_stopped(words: Sequence[str]) -> bool:
    """Whether a line says of what runs a site that it stands still, and nothing else ("This project is paused")."""
    told = not _RUNS.isdisjoint(words) and not _STANDS_STILL.isdisjoint(words)
    return told and all(word in _RUNS | _STANDS_STILL | _IS_SO | THIS for word in words)


def _stops(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether a sentence says of orders that there are none, that they stand still, or when they are taken again."""
    of_orders = [words for words in sentences if _ORDERS.speaks(words)]
    told = (word.isdecimal() or role_of(word) & _STOPS for words in of_orders for word in words)  # a day is a number
    return any(told) or any(map(_PAUSES.speaks, of_orders))
