"""Whether all that a page says is what a consent tool says before it: a wall, captured in a site's place.

The tool's makers wrote it, and it stands before thousands of sites under their own logos. In: a page's sentences. Out:
whether they are such. Never: whose the page is, which its name may tell all the same.
"""

from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.word_tables import WordTable

_SHARE = 0.5  # of the sentences, which speak of the matter, and of the words, which stand in sentences
# A wall says one of these: in most languages of the Union and beyond, as its law has them asked for.
_ASKED = WordTable(
    """
    cookie ciastecz çerez куки кукі кукис evästee küpsis slapuk sīkfail süti sütik kolačić piškotk колачић бисквитк
    consent= consents= zustimm einwillig consentement consentimiento consentimento consenso= toestemming zgoda zgody
    zgodę согласие согласия згода згоди souhlas súhlas hozzájárul consimțământ samtyck samtykke suostumus nõusolek
    sutikim piekrišan privolit soglasj съгласие συγκατάθεσ συναίνεσ rıza= persetujuan ارتباط الارتباط الكوكيز کوکی
    עוגיות בעוגיות 쿠키
    """,
    "クッキー 同意 คุกกี้",
)
# … and speaks of these: what is kept of a visitor, for whom, and for which advertisements.
_TRACKED = WordTable(
    """
    personalis personaliz personnalis personnelle personenbezog spersonaliz kişisel persoonsgegev gepersonal
    personal= personales= personali= pessoais= osobow osobní osobných személyes персональн персоналізов персонализиро
    datenschutz privacy privacidad privacidade privée= prywatnoś soukromí súkromi gizlili конфиденциальн конфіденційн
    advertis adverten publicit publicidad publicidade werbung anuncio annunci reklam реклам iklan
    tracking tracker vendors= partners= partenaires= partner= socios= parceiros= ortaklar партнер партнёр partnerzy=
    device= devices= terminal= gerät dispositiv urządzen zařízen cihaz устройств пристро perangkat
    geolocation géolocalisation geolocali standortdaten خصوصيت الخصوصية البيانات إعلانات
    """,
    "プライバシー 個人情報 広告 デバイス 隐私 個人データ",
)


def is_a_wall(page: PageFeatures, words: int) -> bool:
    """Whether `page`, of `words` at most, says what a consent tool says, and hardly anything else."""
    if not 0 < page.word_count <= words:
        return False
    said = [sign.value.split() for sign in page.signs if sign.kind is Kind.SENTENCE and sign.part == "text"]
    asking = list(filter(_ASKED.speaks, said))
    speaking = asking + [sentence for sentence in said if sentence not in asking and _TRACKED.speaks(sentence)]
    mostly = len(speaking) >= _SHARE * len(said) and sum(map(len, said)) >= _SHARE * page.word_count
    return bool(asking) and mostly
