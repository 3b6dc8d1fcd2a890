"""Whether a page says nothing but how old a reader has to be: a gate, which a program shows before all of its sites.

Laws and payment services ask for gates, and programs bring their sentences along. In: a page's sentences. Out: whether
they are such. Never: whose the page is, which its name may tell all the same.
"""

from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.placeholders.entrances import AGED
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.word_tables import WordTable

_SHARE = 0.5  # of the sentences, which speak of the matter, and of the words, which stand in sentences
_NUMBER = "0"  # as every number is written in a sentence
# What gates speak of beside an age: who enters or leaves, what is behind, which law says so.
_GATED = WordTable(
    """
    enter entering leave= leaving confirm confirming certify legal legally minor minors material content explicit nudity
    betret verlass bestätig gesetzlich minderjähr inhalt jugendschutz entrer entrant quitter confirm certifi légal
    mineur contenu réservé entrar salir acceder confirm declar menores legal contenido contenidos entra entrare uscire
    accedere minori minorenn contenut conferm sair conteúdo binnen betreed verlaat bevestig wettelijk minderjarig inhoud
    wejś wchodz opuś potwierdz prawn niepełnoletni treści войти вход покинуть подтвержда закон несовершеннолет контент
    увійти вийти підтвердж неповнолітн вміст vstoupit vstup opustit potvrz zákon nezletil obsah vstúpiť neplnolet
    belép kilép megerősít törvény kiskorú tartalom intra părăs confirm minori conținut gå= lämna bekräft lag= minderårig
    innehåll forlat bekreft lov= mindreårig innhold forlad bekræft indhold sisään poistu vahvist laki= alaikä sisältö
    sisene lahku kinnita alaealis sisu ieiet iziet apstiprin nepilngad saturs įeiti palikti patvirtin nepilnameč turinys
    ući napusti potvrđ malodob maloljet sadržaj vstop zapust mladolet vsebin вход напус потвърж непълнолет съдържание
    είσοδο αποχώρη επιβεβαι ανήλικ περιεχόμεν gir= giriş ayrıl onayl yasal reşit içerik masuk keluar konfirmasi konten
    vào rời nội= دخول مغادرة تؤكد قانون قاصر محتوى المحتوى ورود خروج تایید محتوا כניסה יציאה מאשר חוקי קטינים תוכן
    입장 확인 미성년 콘텐츠 법적
    """,
    "入场 进入 進入 离开 離開 确认 確認 内容 內容 入場 退場 同意 法定 เข้า ออก ยืนยัน เนื้อหา प्रवेश पुष्टि सामग्री",
)


def is_a_gate(page: PageFeatures, words: int) -> bool:
    """Whether `page`, of `words` at most, asks how old a reader is and says hardly anything else: a number or two words
    of age in one sentence, and most of the rest about who enters, and what the law says of it."""
    if not 0 < page.word_count <= words:
        return False
    said = [sign.value.split() for sign in page.signs if sign.kind is Kind.SENTENCE and sign.part == "text"]
    aged = [sentence for sentence in said if AGED.speaks(sentence)]
    asking = any(_NUMBER in sentence or sum(map(AGED.has, sentence)) > 1 for sentence in aged)
    gated = [sentence for sentence in said if sentence in aged or _GATED.speaks(sentence)]
    mostly = len(gated) >= _SHARE * len(said) and sum(map(len, gated)) >= _SHARE * page.word_count
    return asking and mostly
