"""Beginnings of words that pages without a site are made of, by what they speak of, in some thirty languages.

No list of whole sentences is complete. But whatever a registrar or a host writes, it speaks of domains, servers, sales,
building sites or errors, and of little else: the share of such words tells. ``word=`` stands for the whole word alone;
``~word``, one of trades or of rules as well, counts beside a word of sites alone.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rempart.engines.pages.words.text import clean, without_accents, words_of

_TEXT: dict[str, str] = {
    "domain": """
        domain domän domæn domen ~domein domeen ~dominio= ~dominios= ~domini= ~domínio ~domaine= domén domēn domên
        verkkotunnu nameserver whois= dns=
        registrar registrant registry= registrierungs registrador домен дамен домейн დომენ miền= دامنه نطاق النطاق
        דומיין הדומיין בדומיין לדומיין tld= 도메인
    """,
    "registered": """
        registered= registriert enregistré registrado= registrada= registrato= geregistreerd registreeritud
        зарегистрирован зареєстрован zarejestrowan registrován registrovan înregistrat rekisteröity registrerad
        registreret registrert regisztrál kayıtlı= terdaftar expired= expires= abgelaufen expiré expirado scadut
        verlopen wygas истек renew renouvel verlänger renov продл aegunud
        užregistr reģistrēt регистриран регистрован registrira κατοχυρ tescil= مسجل ثبت= נרשם רשום qeydiyyat regjistr
        закінчи изтекъл изтече registrat= 만료 등록 ვადა müddəti skaduar мерзімі тіркел vypršel vypršal lejárt
        істекао potekla potekel galiojim beidzi έληξε dolmuş منقضی صلاحية פג= caduc hạn=
    """,
    "parking": """
        ~паркиран noparkot priparkuot 파킹 ~پارک ~חונה დაპარკ ~park= ~aparcat parkuar
        parked= ~parking= geparkt parqué parqueado ~estacionad ~aparcad parcheggiat zaparkowan ~парков припаркован
        parkován pargitud pargi parkeret parkerad parkert geparkeerd parkiran parkolt ~sponsored= ~listings=
        ~related= ~searches=
    """,
    "own": "domenic dominic dominik",  # days and names that begin like words of domains
    "sale": """
        sale= sell selling= buy= buyer purchase offer= offers= acquire bid= auction broker price= marketplace
        inquir enquir verkauf kaufen= angebot vendre= vente= acheter offre= venta= vender= comprar oferta vendita
        acquist offerta venda= koop= verkoop kopen= bod= sprzeda kupić= kup= продаж продае продаё продам купить=
        цена= выкуп satılık satın= teklif müügi müüa= osta= pakkumi salu= köp köpa= salg= køb= kjøp= myytävä
        myynti prodej koupit nabíd predaj eladó vânzare cumpăr dijual beli= bán= продав 판매
        parduod pārdod πωλείται للبيع فروش= למכירה naprodaj= сатылады satılır shitje= იყიდება
    """,
    "hosting": """
        hosting hostinq webhotel ~hosted ~hoster webhost webhot ~héberg server servers= ~serveur servidor serwer
        szerver сервер palvelin sunucu ~majutus veebimajutus webspace webmaster ftp= sftp= cpanel plesk directadmin
        ispconfig ispmanager webmin virtualmin hestia vestacp cyberpanel aapanel fastpanel apache nginx openresty
        litespeed lighttpd iis= tomcat jetty caddy glassfish wildfly jboss xampp wamp= mamp= ~php= ~mysql ~ubuntu
        ~debian ~centos ~fedora= almalinux rocky= documentroot verzeichnis= répertoire= directorio= ~каталог ~katalog=
        vhost virtualhost ~configur ~konfigur ~install placeholder ~default= ~upload ~directory localhost ~index= htdocs
        strežnik streznik poslužitelj kiszolgáló сървър διακομιστ الخادم خادم سرور שרת serveris serverių
        хостинг хостер ~barındırma ~găzduire tárhely ~hospedaje ~alojamiento ~hospedagem ~alojament webprostor ~hébergé
        ~wordpress  ~настро ~загру 서버 호스팅 httpd= ~linux= placehold ~administrator
    """,
    "soon": """
        ~soon= ~construction ~launch ~launching= ~maintenance ~coming= ~progress= ~entsteht ~aufbau= ~wartung ~demnächst
        ~bald= ~kürze= ~bientôt= ~prochainement ~travaux= ~construcción= ~próximamente= ~pronto= ~mantenimiento=
        ~costruzione= ~presto= ~prossimamente= ~manutenzione= ~construção= ~breve= ~manutenção= ~aanbouw ~binnenkort
        ~onderhoud ~budowie= ~wkrótce= ~przygotowan ~разработк ~скоро= ~строительств ~реконструкц ~обслуживани
        ~технически
        ~valmimisel ~varsti= ~peagi= ~tulekul ~hooldus ~ehitamisel ~yapım= ~yakında= ~bakım ~výstavb ~připrav ~brzy=
        ~čoskoro
        ~príprav ~rakenteilla ~tulossa= ~pian= ~uppbyggnad ~underhåll ~konstruktion ~snart= ~vedligehold ~vedlikehold
        ~hamarosan ~karbantart ~construcție ~curând ~mentenan ~segera= ~pemeliharaan ~наскоро ~изграждане ~незабаром=
        ~розробц ~σύντομα ~κατασκευ ~uskoro ~izradi= ~kmalu= ~greitai= ~drīz ~준비 ~점검 ~공사중
        ~online= ~offline= ~konserwac ~przerwa= ~údržb ~huolto ~huoltokat ~vzdrževan ~održavan ~izgradnj
        ~temporar ~vorübergehend ~tijdelijk ~temporalmente ~temporaneament ~tymczasow ~dočasn
        ~átmenet ~geçici ~tillfällig ~midlertidig ~tilapäis ~ajutis ~privremen ~sementara ~временно ~тимчасов ~προσωριν
        ~zaitim ~laikin ~مؤقت ~موقت ~זמני ~затворен ~oops= ~lost= ~hoppla ~закрыт ~закрит ~заключен ~stängd=
        ~geschlossen= ~fermé= ~cerrado=
        ~chiuso= ~gesloten= ~zamknięt ~zavřen ~închis ~lukket= ~stengt= ~suljettu= ~suletud= ~pausad ~paused=
        ~оновлен ~обновлен ~utvikling= ~udvikling= ~oppbygging ~opbygning ~oppussing ~строеж ~ремонт= ~підготов
        ~kehitys ~przebudow ~rekonštruk ~rekonstruk ~zrekonstru ~разработва ~زودی= ~توسعه
        ~ساخت= ~تطوير ~إنشاء ~الإنشاء ~قريبا ~قريبًا ~בבניה= ~בבנייה= ~בהכנה= ~בקרוב= ~הקמה ~개편 ~개발 ~오픈 ~에러
        ~apkop ~priežiūr ~συντήρησ ~обслуговуван ~поддръжк ~mantemen ~manteniment ~perbaikan ~صيانة ~الصيانة ~للصيانة
        ~تعمیر ~ברענון
        ~תחזוקה
    """,
    "broken": """
        ~error ~errors= ~erreur ~fehler= ~errore ~erro= ~fout= foutmelding ~błąd ~błęd ~ошибк ~помилк ~грешк ~chyb
        ~hiba= ~hibát
        ~virhe ~fel= ~fejl ~feil= ~viga= veateade ~klaid ~kļūd ~eroare ~hata= ~greška ~grešk ~napak ~σφάλμα ~kesalahan
        ~ralat ~lỗi
        ~xəta սխալ ~오류 ~요청 შეცდომ მოთხოვნ urinish xato fout ~yêu= σφάλματ ~αίτησ ~שגיאה ~خطأ ~خطا denied= forbidden=
        ~refusé ~verweigert denegado ~negato= negado= ~geweigerd ~odmow ~запрещ ~заборон ~отказ ~engedély reddedil
        zablokowan ~bloqué ~bloqueado ~bloqueada ~bloccat ~geblokkeerd ~blockiert ~blokker zablokován ~blocat engellen
        introuvable ~gefunden ~encontrad ~trovat= ~gevonden ~znalezion ~найден ~знайден ~намерен bulunamadı ~leitud
        ~hittades ~fundet= ~nalezen ~găsit= ~ditemukan ~löydy suspend ~gesperrt suspendu sospes заблокирован
        приостановлен zawieszon zablokowan unavailable indisponible ~verfügbar ~disponibile= niedostępn недоступ
        ~disabled= timeout= ~request ~requested= ~requête ~anforderung ~anfrage ~solicitud ~richiest ~запрос ~заявк
        ~żądan
        ~pyyntö ~forespørsel ~begäran ~päring ~kérés ~požadavek ~požiadavk ~zahtev ~zahtjev ~istek= ~proxy= ~cache=
        cacheadministrator ~exception traceback gateway= ~blocked= ~bloqué ~bloqueado заблоковано
        ~blokeret blokerin ~spærret spærring estetty diblokir blokir= ~blockiert блокиран заборонен ограничен ~забранен
        erişime= blocat= blokovan letiltott αποκλεισ ~administrador ~administrateur администратор адміністратор ~zakázán
        ~zakázan ~odopret ~odepřen ~odmietnut ~pozastaven ~tiltva= ~tiltott ~tiltás ~hibaüzen ~felfüggeszt
        ~elutasít ~megtagad ~nekad= ~nekas= ~förhindra ~spärra ~avstängd ~nægtet ~nektet ~estetty= ~keskeytet
        ~uždraust ~užblok ~pristabdyt ~bloķēt ~liegta= ~dibenarkan ~halangan ~dihalang ~ditolak ~ditangguh
        ~duraklat ~askıya ~спрян ~отказан ~суспендован ~забрањен ~απαγορ ~ανασταλ ~opgeschort ~geschorst
        ~interzis ~محظور ~حظر ~مسدود ~חסום ~נחסם ~chặn= ~차단 ~중단 ~제한 ~거부 ~금지
        ~400=
        ~401= ~403= ~404= ~405= ~406= ~407= ~408= ~409= ~410= ~411= ~412= ~413= ~414= ~415= ~416= ~417= ~418= ~422=
        ~423= ~424= ~425=
        ~426= ~428= ~429= ~431= ~451= ~500= ~501= ~505= ~507= ~508= ~511= ~530=
        ~502= ~503= ~504= ~520= ~521= ~522= ~523= ~525= ~526=
    """,
}


# Scripts without spaces between words: a term counts as many words as it has signs.
_UNSPACED: dict[str, str] = {
    "domain": "域名 網域 网域 ドメイン โดเมน डोमेन ডোমেইন",
    "registered": "注册 註冊 登録 期限切れ 到期 过期 過期 จดทะเบียน पंजीकृत নিবন্ধিত หมดอายุ",
    "parking": "停放 ~パーキング 关联搜索 相关搜索 ~पार्क ~পার্ক",
    "sale": "出售 转让 轉讓 购买 購買 售卖 売り 販売 購入 ขาย बिक्री বিক্রয়",
    "hosting": "服务器 伺服器 ~主机 ~主機 サーバー サーバ ホスティング 默认页 ~预设 ~配置 ~安装 "
    " โฮสต์ เซิร์ฟเวอร์ 站長 站长",
    "soon": "建设中 ~升级 ~維修 ~维修 ~即将 ~維護 ~维护 ~準備中 ~工事中 ~再構築中 ~リニューアル中 ~メンテナンス ~近日 "
    "公開 ~敬请期待 ~เร็วๆ ~ปรับปรุง ปิดปรับปรุง ก่อสร้าง",
    "broken": "~错误 錯誤 无法 無法 拒绝 拒絕 请求 請求 网址 網址 找不到 エラー 要求 拒否 失敗 見つかりません ~ผิดพลาด "
    "ร้องขอ ปฏิเสธ リクエスト アクセスできません アクセスを続ける タイムアウト 认证 認証 サポートされていない 权限 權限 "
    "~暂停 ~暫停 ~停止 ~停用 ~封禁 ~封鎖 ~封锁 ~屏蔽 ~拦截 ~攔截 ~禁止 ~限制 ~联系管理员 ~聯絡管理員 ~制限 ~中止 "
    "~ระงับ ~บล็อก",
}


# What is kept up, forbidden or limited where a page speaks of itself: sites and what is asked of them.
_SITES_TEXT = """
    site= sites= website webpage homepage webseit seite= internetseit page= pages= url= ip= сайт страниц
    сторінк strona= stroną= stronie stron= stronę stránk stran= spletn svetain puslap lapa= vietne sivusto sivu=
    verkkosiv sivut situs laman halaman موقع الموقع للموقع صفحة صفحه سایت אתר האתר באתר לאתר ιστοσελίδ ιστότοπ ιστοχώρ
    σελίδ уеб уебсайт web= webov sito= sitio= lloc= pàgina página stranic sajt nettsted nettside hjemmeside
    사이트 페이지 홈페이지 접속 접근 access= dostęp доступ přístup prístup pristup prieig piekļuv pääsy
    erişim truy= الوصول دخول גישה πρόσβασ oldal honlap webhely hozzáfér tapak= account konto konta účet
    nalog račun akun= حساب חשבון аккаунт акаунт hesap sida= sidan= webbplats åtkomst nettsid nettstad
    hjemmesid ιστοσελιδ сайтът сайта сайте webu= webové= וובסייט webstranic достъп dostop pagin acces= leht
    lehe oldallal vietnei svetainei sayfa sayt= saytı saytda saytın səhifə сайт бет= беті парақша საიტ გვერდ
    კავშირ կայք էջ էջը tovuti ukurasa sityo pahina faqe faqja sajti síða síðan síðu vefsíð orri orria
    webgune webwerf bladsy bladsye leathanach tudalen wefan páxina lehekülg saidi saidil lapas lapu vietn
    vietnei svetainė witryn сајт сајта strani= saytı saytımız saytına faqes ünvan= хуудас барак старонк бачын
    пляцоўк мрежно web= webu= webstránk webov weboldal webbsid webseite internetová internetbutik العنوان
    الصفحة الموقع بالموقع موقعنا صفحات وبگاه وبسایت سامانه تارنما וובסייט העמוד עמוד הדף דף sistem= sistema=
    sistemi= sistemimiz system= система система= системы систем النظام מערכת המערכת 시스템 서비스 웹사이트
    주소 thống= website trang= paĝo páginas сторінц сторінка сторінку страниц страница страницата
"""
_UNSPACED_SITES_TEXT = (
    "网站 網站 站点 站點 网页 網頁 页面 頁面 访问 訪問 系统维 系统正 请求 請求 域名 "
    "網域 サイト ページ アクセス サーバ リクエスト ドメイン เว็บ เข้าถึง โดเมน บัญชี ระบบ"
)
MOST_TIMES = 3
NEAR = 5  # words
NEAR_SIGNS = 4
_UNSPACED_SITES = tuple("".join(words_of(clean(site))) for site in _UNSPACED_SITES_TEXT.split())


def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Whole words and beginnings. Old pages and plain servers write without accents, so a term counts without, too."""
    whole: dict[str, str] = {}
    begins: dict[str, str] = {}
    terms = [(term, group) for group, text in _TEXT.items() for term in text.split()]
    for term, group in [*terms, *((without_accents(term), group) for term, group in terms)]:
        plain = term.removeprefix(BESIDE)
        mark = BESIDE if term != plain else ""
        if plain.endswith("="):
            whole.setdefault(plain[:-1], mark + group)
        elif len(plain) > 3 or (term, group) in terms:
            begins.setdefault(plain, mark + group)
    return whole, begins


BESIDE = "~"
_SITES = "sites"  # no group: such words speak for nothing by themselves
_OWN = "own"  # nor do words that begin like one of a group
_TEXT[_SITES] = _SITES_TEXT
_WHOLE, _BEGINS = _table()
_UNSPACED_TERMS = {  # as the words of a page are joined: without the signs above and below a letter
    group: tuple(BESIDE * term.startswith(BESIDE) + "".join(words_of(clean(term))) for term in text.split())
    for group, text in _UNSPACED.items()
}


def _lengths() -> dict[str, list[int]]:
    """How long the beginnings of words are, longest first, by their first two letters."""
    found: dict[str, set[int]] = {}
    for term in _BEGINS:
        found.setdefault(term[:2], set()).add(len(term))
    return {letters: sorted(lengths, reverse=True) for letters, lengths in found.items()}


_LENGTHS = _lengths()


@lru_cache(maxsize=1 << 14)
def group_of(word: str) -> str:
    """What `word` (lower case) speaks of, "" for any other word; behind `BESIDE` what it speaks of beside a word of
    sites."""
    if word in _WHOLE:
        return _WHOLE[word]
    for length in _LENGTHS.get(word[:2], ()):
        if group := _BEGINS.get(word[:length]):
            return group
    return ""


def count_terms(words: Sequence[str], alone: bool = False) -> dict[str, int]:
    """How often each group is spoken of; one word counts at most three times, on a longer page once in forty words.

    `alone`: the page says nothing else, so that words of trades and rules count without a word of sites beside them."""
    most = max(3, len(words) // 40)
    seen: dict[str, int] = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
    counts: dict[str, int] = {}
    unspaced = "".join(word for word in words if len(word) == 1 and word > "\u08ff")
    for group, terms in _UNSPACED_TERMS.items() if unspaced else ():
        if found := sum(
            min(MOST_TIMES, _times(term, unspaced, alone)) * len(term.removeprefix(BESIDE)) for term in terms
        ):
            counts[group] = found
    beside: dict[str, int] = {}
    for word, times in seen.items():
        if not (group := group_of(word)) or group in {_SITES, _OWN}:
            continue
        if group.startswith(BESIDE) and not alone:
            beside[word] = 0
        else:
            group = group.removeprefix(BESIDE)
            counts[group] = counts.get(group, 0) + min(most, times)
    if beside:
        _count_beside(words, beside)
        for word, times in beside.items():
            group = group_of(word).removeprefix(BESIDE)
            if times:
                counts[group] = counts.get(group, 0) + min(most, times)
    return counts


def _count_beside(words: Sequence[str], counts: dict[str, int]) -> None:
    """Count the words in `counts` where a word of sites stands near, or one of domains or hosts."""
    for place, word in enumerate(words):
        if word in counts and speaks_of_sites(words[max(0, place - NEAR) : place + NEAR + 1], group_of(word)):
            counts[word] += 1


def is_of_a_domain(word: str) -> bool:
    """Whether `word` is what a name of the net is called, though an estate may be, too."""
    return group_of(word).removeprefix(BESIDE) == "domain"


def is_of_sites(word: str) -> bool:
    """Whether `word` is one of sites, domains or hosts."""
    return group_of(word) in _ABOUT_SITES


def speaks_of_sites(words: Iterable[str], group: str = "") -> bool:
    """Whether a word of sites, domains or hosts is among `words`; registering, for a word of estates, too."""
    return any(group_of(word) in (_ABOUT_NAMES if group == BESIDE + "domain" else _ABOUT_SITES) for word in words)


_ABOUT_SITES = frozenset({_SITES, "domain", "hosting"})
_ABOUT_NAMES = _ABOUT_SITES | {"registered"}


def _times(term: str, text: str, alone: bool) -> int:
    """How often a term without spaces stands in `text`; one of rules as well where a term of sites is near."""
    if alone or not term.startswith(BESIDE):
        return text.count(term.removeprefix(BESIDE))
    plain, found, place = term[1:], 0, -1
    while found < MOST_TIMES and (place := text.find(plain, place + 1)) >= 0:
        around = text[max(0, place - NEAR_SIGNS - 4) : place + len(plain) + NEAR_SIGNS + 2]
        found += any(site in around for site in _UNSPACED_SITES)
    return found
