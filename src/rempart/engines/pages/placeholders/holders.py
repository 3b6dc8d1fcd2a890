"""Whether a page speaks to or of whoever keeps its own site, as nobody does on a page of their own.

"If you are the owner of this site, log in to your panel": a hoster, a registrar or a builder says so to one reader of
many, under every customer's name, and that an owner has not put anything there yet. In: sentences of a page of few
words. Never: owners of flats or dogs, of whom a page speaks beside what they own.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from rempart.engines.pages.placeholders.placeholder_terms import is_of_sites
from rempart.engines.pages.placeholders.states import sentences_in
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

MOST = 160  # words of a page that says little else …
FULL = 100.0  # … and from which that fades
FIRST = 60  # words of a page within which it says so of its keeper
CASE = 7  # words between "if" and whose page it is
_ITSELF = frozenset({"own"})  # that one is the owner, in one word
BEHIND = 4  # words behind the owner that say of what
WEIGHT = 3.0
_CLAUSES = re.compile(r"[,;:.!?–—(]|\s-\s")
_IF_TEXT = (
    "if wenn falls sofern si se jeśli jesli если якщо eğer om hvis jos kui ha dacă jika nếu αν εάν ако pokud ak kad "
    "إذا اگر אם are bist sind êtes eres es sei ben bent jesteś вы er"
)
_IF = frozenset(_IF_TEXT.split())
_YOU_TEXT = (
    "you your sie du ihr ihnen vous tu votre usted eres tú lei sei você vocês u je jij jesteś pan pani вы ви siz ni "
    "olet te ön dumneavoastră anda kamu bạn είστε είσαι сте jste ste si كنت شما אתה"
)
_YOU = frozenset(_YOU_TEXT.split())
HOLDERS = WordTable(
    """
    owner owners= own= registrant webmaster administrator= admin= holder= inhaber eigentümer besitzer betreiber
    kontoinhaber domaininhaber propriétaire titulaire administrateur propietari dueño dueña titular administrador
    proprietari titolare amministratore intestatario dono= dona= proprietário eigenaar beheerder houder właściciel
    abonent= administratorem владел хозяин администратор власник адміністратор sahib yönetici ägare ägaren ejer eier
    omistaja omanik tulajdonos proprietar pemilik pengelola chủ ιδιοκτήτ κάτοχ διαχειριστ собственик majitel vlastník
    držitel vlasnik lastnik مالك صاحب مالک בעל הבעלים
    """,
    "所有者 站长 站長 管理员 管理員 持有人 オーナー 所有者様 登録者 소유자 관리자 เจ้าของ",
)
_NOT_YET = WordTable(
    """
    yet= still= hasn= haven= not= nothing= noch= nicht= keine= encore= pas= rien= aún= todavía= no= nada= ancora= non=
    ainda= não= nog= nog-niet geen= niet= jeszcze= nie= żadn пока= ещё= еще= не= ще= ничего henüz= daha= ännu= inte=
    endnu= ikke= ennå= vielä= ole= még= nem= încă= nu= belum= chưa= ακόμη= δεν= още= ješte ještě= ne= zatím= zatiaľ=
    لم= بعد= هنوز= עדיין= לא=
    """
)
_PUT = WordTable(
    """
    content publish upload page= pages= site= website set= put= add= build= getting= inhalt inhalte seite veröffentlich
    eingestellt hochgeladen contenu publi page mis= contenido página sitio contenut pubblic pagina sito conteúdo
    inhoud geplaatst website treści stron opublikow содержим контент сайт страниц опублик вміст опубліков içerik sayfa
    innehåll indhold innhold sisält tartalom conținut konten isi= halaman nội περιεχόμεν съдържание obsah sadržaj محتوى
    محتوا תוכן
    """
)


def read_holders(blocks: Iterable[str], size: int) -> tuple[float, str] | None:
    """What a page of `size` words, whose first lines are `blocks`, says to or of whoever keeps it: how strongly that
    speaks for a placeholder, and in which words; None where it says nothing of the kind."""
    if size > MOST:
        return None
    passed = 0
    sentences = list(chain.from_iterable(map(sentences_in, blocks)))
    of_sites = any(is_of_sites(word) for sentence in sentences for word in words_of(sentence))
    for sentence in sentences:
        clauses = map(words_of, _CLAUSES.split(sentence))
        if any(_to_its_keeper(words, of_sites=of_sites) for words in clauses) or (
            passed <= FIRST and _of_its_keeper(words_of(sentence))
        ):
            return WEIGHT * min(1.0, FULL / max(size, 1)), sentence
        passed += sentence.count(" ") + 1
    return None


def _to_its_keeper(words: Sequence[str], *, of_sites: bool) -> bool:
    """Whether a clause sets the case that its reader owns the site: what stands behind "owner" is the site, or nothing
    where the page speaks of sites, since who found a cat looks for its owner."""
    for place, word in enumerate(words):
        before = words[max(0, place - CASE) : place]
        if not HOLDERS.has(word) or _IF.isdisjoint(before) or (_YOU.isdisjoint(before) and word not in _ITSELF):
            continue
        behind = words[place + 1 : place + 1 + BEHIND]
        if (of_sites and not behind and word not in _ITSELF) or any(map(is_of_sites, behind)):
            return True
    return False


def _of_its_keeper(words: Sequence[str]) -> bool:
    """Whether a sentence says of an owner that something of a site is not there yet."""
    keeper = next((place for place, word in enumerate(words) if HOLDERS.has(word) and word not in _ITSELF), None)
    if keeper is None or len(words) > 5 * BEHIND:
        return False
    behind = words[keeper + 1 :]
    return any(map(_NOT_YET.has, behind)) and any(map(_PUT.has, behind))
