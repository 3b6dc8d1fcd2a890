"""Whether a page of few words is an agency's, which makes sites for others: none of them is the page's own.

In: its text. Out: whether one says that sites, more than one, are made. Never: that a site is being
made anew, improved or prepared, which a placeholder says of its own.
"""

from collections.abc import Sequence

from rempart.engines.pages.placeholders.state_terms import Role
from rempart.engines.pages.placeholders.states import is_ones_own, role_of, sentences_in
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

MOST = 60  # words up to which it says little else
_MADE_TEXT = """
    build= builds= create= creates= make= makes= design= designs= develop= develops= erstellen= gestalten= bauen=
    entwickeln= programmieren= entwerfen= créons= concevons= réalisons= développons= fabriquons= creamos= diseñamos=
    hacemos= desarrollamos= construimos= realizziamo= creiamo= progettiamo= sviluppiamo= facciamo= costruiamo= criamos=
    desenvolvemos= fazemos= construímos= desenhamos= maken= bouwen= ontwerpen= ontwikkelen= tworzymy= projektujemy=
    robimy= wykonujemy= budujemy= tvoříme= vytváříme= děláme= stavíme= navrhujeme= tvoríme= vytvárame= robíme=
    készítünk= tervezünk= építünk= fejlesztünk= realizăm= creăm= facem= construim= създаваме= правим= изработваме=
    създава= создаём= создаем= делаем= разрабатываем= створюємо= робимо= розробляємо= ствараем= правимо= израђујемо=
    izrađujemo= pravimo= radimo= kreiramo= izdelujemo= ustvarjamo= правиме= изработуваме= krijojmë= ndërtojmë=
    φτιάχνουμε= δημιουργούμε= κατασκευάζουμε= σχεδιάζουμε= yapıyoruz= tasarlıyoruz= kuruyoruz= geliştiriyoruz= bygger=
    skapar= gör= utvecklar= laver= skaber= udvikler= lager= utvikler= teemme= rakennamme= suunnittelemme= luomme=
    teeme= loome= ehitame= veidojam= taisām= kuriame= בונים= מעצבים= יוצרים= نصمم= نبني= ننشئ= می‌سازیم= طراحی membuat=
    merancang= fem= creem= dissenyem= egiten= facemos= deseñamos= maak= gerum= smíðum=
"""
_SITES_TEXT = """
    websites= webpages= sites= homepages= webshops= webseiten= internetseiten= internetauftritte= webauftritte=
    onlineshops= sitios= webs= páginas= siti= pagine= websites= webwinkels= witryny= strony= serwisy= sklepy= weby=
    webů= stránky= eshopy= weboldalakat= honlapokat= webáruházakat= siteuri= situri= uri= сайтове= сайты= сайти=
    сайтаў= сајтове= sajtove= stranice= strani= веб-страници= сајтови= faqe= uebfaqe= ιστοσελίδες= ιστοτόπους=
    siteleri= siteler= sayfaları= webbplatser= webbsidor= hemsidor= hjemmesider= webshops= nettsider= nettsteder=
    sivustoja= kotisivuja= verkkosivuja= verkkokauppoja= kodulehti= veebilehti= mājaslapas= vietnes= svetaines=
    puslapius= אתרים= مواقع= سایت‌های= situs= llocs= pàgines= webguneak= webwerwe= vefsíður= vefi=
"""
_MADE, _SITES = WordTable(_MADE_TEXT), WordTable(_SITES_TEXT)


def makes_sites(blocks: Sequence[str], size: int) -> bool:
    """Whether a sentence in the `blocks` of a page of `size` words says that sites are made, none of them one's own or
    new: "we build websites for small firms"."""
    return size <= MOST and any(_says_so(words_of(sentence)) for sentence in sentences_in(" ".join(blocks)))


def _says_so(words: Sequence[str]) -> bool:
    own = any(is_ones_own(word) or role_of(word) & Role.NEW for word in words)
    return not own and any(map(_MADE.has, words)) and any(map(_SITES.has, words))
