"""Wallets at which whoever wrote the program of a page is thanked: all who run the program may show the same.

In: a page's lines and links, the wallets on it, what the page is called. Out: a sign for each that every line which
gives it gives as the maker's. Never by a word for gifts alone ("Donate", "Faire un don"), which ask for the site's own;
nor in a line that speaks of a site, of prices, or says the page's name: its author is whoever runs it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from rempart.engines.linking import Identifier, IdentifierKind
from rempart.engines.pages import Kind, Sign
from rempart.engines.pages.placeholders.placeholder_terms import speaks_of_sites
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import plain_names, words_of
from rempart.engines.pages.words.word_tables import WordTable
from rempart.engines.verdict.referred import HEADING, MAKER, MAX_LINE, MAX_LINES, SENTENCE_END, speaks_of_a_maker

# Whoever wrote a program, and the program. Whole words where another begins so ("authority", "авторизация").
_MAKERS_TEXT = """
    author= authors= author's= developer dev= devs= programmer coder= coders= maintainer software= opensource= script=
    scripts= auteur= auteurs= autrice= développeu programmeu logiciel= logiciels= autor= autoren= autors= entwickler
    programmierer skript= autora= autores= desarrollador programador desenvolvedor autore= autori= sviluppator
    programmator ontwikkelaar broncode= autora= autorowi= programist deweloper oprogramowani skryptu= autorovi=
    autoru= autorům= vývojář vývojar programátor szerző= szerzőnek= szerzője= fejlesztő programozó szoftver autorul=
    autorului= dezvoltator автор= автора= автору= авторам= авторы= авторов= разработчик программист скрипта= скрипту=
    авторові= авторів= розробник програміст автора= програмер= programer развијач författare= författaren=
    upphovsman utvecklar forfatter= forfatteren= udvikler utvikler programmør tekijä= tekijälle= tekijöi= kehittäjä
    ohjelmoija autorile= arendaja autoram= izstrādātāj kūrėj programuotoj geliştirici yazılım yazar= yazara= yazarı=
    programcı kodlayan συγγραφέ προγραμματιστ δημιουργό= المطور مطور للمطور المبرمج مبرمج للمبرمج المؤلف مؤلف للمؤلف
    توسعه برنامهنویس המפתח מפתח למפתח המתכנת מתכנת למתכנת מחבר המחבר למחבר pengembang penulis= 개발자 제작자 डेवलपर
    লেখক desenvolupador autorja= zhvillues
"""
_MAKERS_UNSPACED = "開発者 作者 作成者 开发者 開發者 程序员 ผู้พัฒนา ผู้เขียน tác-giả nhà-phát-triển lập-trình-viên"
# What is asked in return: the wallet is a till.
_PRICES_TEXT = """
    pay= pays= payable payment price premium= vip= buy= buying purchas order= orders= ordering deposit subscri checkout=
    payer= payez= paiement prix= achat acheter achetez command abonn bezahl zahl preis kauf bestell einzahl pago= pagos=
    pagar precio comprar compra= pedido depósito suscri preço assin pagament pagare prezzo acquist ordin abbon betal=
    betaal betaling prijs koop= kopen płat zapłać cena= ceny= kup= kupić zamów платеж оплат цена= цены= купить покупк
    заказ плат сплат ціна= купити plat cena= cenu= koup fizet ár= vásárl rendel plăt preț cumpăr pris= köp betaling
    køb kjøp maks= hinta osta= ödeme= ödeyin fiyat satın πληρωμ τιμή αγορ الدفع دفع ادفع السعر شراء تשלום תשלום מחיר
    bayar= pembayaran harga= beli= 결제 가격 구매
"""
_PRICES_UNSPACED = "支払 購入 価格 料金 支付 付款 价格 購買 购买 充值 ราคา ชำระ thanh-toán giá-cả"
_MAKERS, _PRICES = WordTable(_MAKERS_TEXT, _MAKERS_UNSPACED), WordTable(_PRICES_TEXT, _PRICES_UNSPACED)
_NEAR = 6  # lines: a wallet of each currency, and what it is called
_CURRENCY = re.compile(r"btc|bitcoins?|eth|ethereum|erc20|xmr|monero|crypto|wallet|address|adresse?|0x|или|or|ou|oder")


def thanking_signs(markup: Markup, found: Collection[Identifier], called: Collection[str]) -> Iterator[Sign]:
    """A sign for each wallet of `found` that all lines and links which give it give as the maker's of a program, on a
    page `called` so, in words as names are compared; none where more than `MAX_LINES` give one."""
    wallets = {_letters(item): item for item in found if item.kind is IdentifierKind.WALLET}
    thanked: dict[str, bool] = {}
    lines = list(islice(_lines(markup, wallets), MAX_LINES + 1)) if wallets else []
    for given, line, before in lines if len(lines) <= MAX_LINES else ():
        said = _said(line) or (_said(before) if len(before.split()) <= HEADING else [])
        thanked[given] = thanked.get(given, True) and len(line) <= MAX_LINE and _thanks_a_maker(said, called)
    for given, thanks in thanked.items():
        if thanks:
            value = wallets[given].value
            yield Sign(Kind.REFERRED, f"{MAKER} {IdentifierKind.WALLET}:{value}", value)


def _letters(wallet: Identifier) -> str:
    return wallet.value.partition(":")[2].lower()


def _lines(markup: Markup, wallets: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Each of `wallets` with a sentence that gives it, or the line around a link that does, and the line before that
    says more than what sort of wallet follows."""
    blocks = markup.blocks
    for place, block in enumerate(blocks):
        given = [wallet for wallet in wallets if wallet in block.lower()]
        before = _before(blocks, place) if given else ""
        for sentence in SENTENCE_END.split(block) if given else ():
            yield from ((wallet, sentence, before) for wallet in given if wallet in sentence.lower())
            before = sentence if _said(sentence) else before
    for link, line in zip(markup.links, markup.link_lines, strict=True):
        for wallet in wallets:
            if wallet in link.lower():
                yield wallet, line, _before(blocks, blocks.index(line)) if line in blocks else ""


def _before(blocks: Sequence[str], place: int) -> str:
    """The line nearest before that at `place` that says more than what sort of wallet follows."""
    near = reversed(blocks[max(0, place - _NEAR) : place])
    return next((block for block in near if _said(block)), "")


def _said(line: str) -> list[str]:
    """The words of `line` but for wallets, currencies and numbers."""
    return [word for word in words_of(line) if word.isalpha() and not _CURRENCY.fullmatch(word)]


def _thanks_a_maker(words: Sequence[str], called: Collection[str]) -> bool:
    """Whether `words` speak of the maker of a program: not of the page's own, by its name or as a site's, nor of a
    price."""
    if _PRICES.speaks(words) or not set(plain_names(words)).isdisjoint(called):
        return False
    return speaks_of_a_maker(words) or (_MAKERS.speaks(words) and not speaks_of_sites(words))
