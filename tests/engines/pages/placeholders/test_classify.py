import pytest

from rempart.engines.pages import PageInput, PageKind, page_features
from tests.factories import pages

EXAMPLES = {
    "<title>x.example</title><h1>x.example</h1><p>This domain may be for sale.</p>": PageKind.PARKED,
    "<title>x.example</title><p>Ce nom de domaine a été enregistré par un bureau.</p>": PageKind.PARKED,
    "<title>x.example</title><p>Diese Domain steht zum Verkauf.</p>": PageKind.PARKED,
    "<title>x.example</title><p>Домен продаётся</p>": PageKind.PARKED,
    "<title>x.example</title><script src='//cdn.example/parking-lander/a.js'></script>": PageKind.PARKED,
    "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>": PageKind.DEFAULT,
    "<html><body><h1>It works!</h1></body></html>": PageKind.DEFAULT,
    "<title>Index of /</title><h1>Index of /</h1>": PageKind.DEFAULT,
    "<p>Site en construction</p>": PageKind.DEFAULT,
    "": PageKind.DEFAULT,
    "<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx": PageKind.ERROR,
    "<title>Страница не найдена</title>": PageKind.ERROR,
    "<h1>Account Suspended</h1>": PageKind.ERROR,
    "<title>409 Conflict</title><h1>409 Conflict</h1>": PageKind.ERROR,
    "<title>Harbour</title><p>Sorry, this service is under maintenance. Take a break.</p>": PageKind.DEFAULT,
    "<h1>Permission denied</h1><p>You may not look at this item of the quay, ask the keeper.</p>": PageKind.ERROR,
    "<title>Just a moment...</title><p>Checking your browser</p>": PageKind.CONSENT,
    "<title>Apache Tomcat/9 - Error report</title><h1>HTTP Status 404</h1>": PageKind.ERROR,
    "<p>Sorry, that link is expired.</p>": PageKind.ERROR,
    "<h1>Age verification</h1><p>You must be 18 to enter.</p>": PageKind.CONSENT,
    "<title>Login</title><form><input name=u><input type=password name=p></form>": PageKind.LOGIN,
}


@pytest.mark.parametrize("html", EXAMPLES)
def test_a_page_that_says_nothing_is_recognised_in_words(html: str) -> None:
    kind = page_features(PageInput(html=html)).kind

    assert kind.kind is EXAMPLES[html]
    assert kind.probability > 0.5
    assert all("{" not in reason.text for reason in kind.reasons())


@pytest.mark.parametrize("html", [pages.CLOSED, pages.REOPENED, pages.SHOP, pages.NEWS])
def test_a_page_with_content_of_its_own_is_a_site(html: str) -> None:
    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


def test_a_long_article_about_parked_domains_is_a_site() -> None:
    text = " ".join(f"Paragraph {n} explains how registrars of lamp {n} sell what nobody uses." for n in range(60))

    kind = page_features(
        PageInput(html=f"<title>On selling names</title><p>This domain is for sale, it said.</p><p>{text}</p>")
    ).kind

    assert kind.kind is PageKind.SITE


def test_an_answer_with_an_error_status_is_an_error_page() -> None:
    assert page_features(PageInput(html="<p>Sorry.</p>", status=503)).kind.kind is PageKind.ERROR


LONG_DEFAULT = (
    "<title>Server of the house: default page</title><h1>It works!</h1><p>This is the default welcome page, put here "
    "to test the correct operation of the server after installation on this system.</p>"
    + "".join(
        f"<p>Directive {n} of the file conf-{n} is read before the virtual host {n} is served.</p>" for n in range(25)
    )
)


def test_a_servers_own_page_of_hundreds_of_words_is_a_default_page() -> None:
    assert page_features(PageInput(html=LONG_DEFAULT)).kind.kind is PageKind.DEFAULT


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (
            "<title>Ny domän</title><p>Domänen tillhör en kund och pekar ännu inte på någon server hos oss.</p>",
            "parked",
        ),
        ("<title>y.example</title><p>Questo indirizzo: dominio scaduto, rinnovare presso il registrar.</p>", "parked"),
        ("<p>Palvelin on asennettu. Lataa tiedostot hakemistoon htdocs tai ota yhteys: webmaster.</p>", "default"),
        ("<title>CHYBA</title><p>Požadavek se nezdařil, server odpověděl kódem 502.</p>", "error"),
        ("<title>z</title><script>window.onload=function(){window.location.href='/lander'}</script>", "parked"),
        ("<html data-adblockkey='x'><body><script src='/a.js'></script>", "parked"),
        ("<meta http-equiv=refresh content='0;url=http://ww25.z.example/?subid1=2'>", "parked"),
        ("<script>location.replace('/index2')</script>", "default"),
        ("<title>錯誤</title><p>無法連線到伺服器,請求被拒絕。</p>", "error"),
        ("<title>Värna</title><p>Sidan du bad om är spärrad, och all åtkomst har blivit nekad av oss.</p>", "error"),
        ("<title>站点</title><p>该站点因欠费已暂停,请联系管理员。</p>", "error"),
        ("<title>Z</title><p>Strežnik je v postopku vzdrževanja in bo spet na voljo jutri zjutraj.</p>", "default"),
    ],
)
def test_wordings_that_no_list_holds_are_known_by_what_they_speak_of(html: str, kind: str) -> None:
    assert page_features(PageInput(html=html)).kind.kind == kind


def test_a_page_that_scripts_fill_is_no_placeholder_when_it_says_what_it_is() -> None:
    html = (
        "<title>Vorlimo - letters</title><meta name=description content='Letters by night.'><script src=/a.js></script>"
    )

    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>Blad 404: strona nie zostala znaleziona</p>", PageKind.ERROR),
        ("<p>Domena zostala zarejestrowana, mozesz ja kupic.</p>", PageKind.PARKED),
        ("<p>Ce nom de domaine a ete enregistre.</p>", PageKind.PARKED),
        ("<p>リクエストがタイムアウトしました</p>", PageKind.ERROR),
    ],
)
def test_words_count_without_their_accents(html: str, kind: PageKind) -> None:
    assert page_features(PageInput(html=html)).kind.kind is kind


@pytest.mark.parametrize("said", ["Powered by Vercel", "This is my blog, mind the step"])
def test_what_small_sites_say_of_themselves_makes_no_placeholder_of_them(said: str) -> None:
    told = "Boat builder, bell founder, keeper of the third pier. Writes letters to the harbour, sings on Sundays. "
    html = f"<title>Vorlimo</title><h1>Vorlimo</h1><p>{told * 2}</p><a href=/a>Letters</a><a href=/b>Songs</a><p>{said}"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


@pytest.mark.parametrize(("boats", "more"), [(32, "check back soon"), (24, "coming soon, check back soon")])
def test_a_page_of_some_length_that_announces_more_is_a_site(boats: int, more: str) -> None:
    text = " ".join(f"Boat {n} is built of larch by two people in spring." for n in range(boats))

    kind = page_features(PageInput(html=f"<title>Oak &amp; Larch</title><p>{text}</p><p>Our prices: {more}.</p>"))

    assert kind.kind.kind is PageKind.SITE


FRAME = (
    "<title>Vorlimo</title><nav>News Offers People Contact</nav><h2>{said}</h2><p>Vorlimo, 4 Quay Street, Lantern. "
    "Letters from nine to five.</p><footer>Terms Privacy Imprint</footer>"
)


@pytest.mark.parametrize(
    "said",
    [
        "The page you are looking for has moved on.",
        "Podana strona nie istnieje!",
        "La página solicitada ya no está.",
        "Такой страницы нет",
        "ペ ー ジ が 見 つ か り ません".replace(" ", ""),
        "Access to this website has been restricted: High Court order of May.",
        "Internetudbyderne er pålagt at blokere for adgang til siden.",
        "Сайт заблокирован по решению суда",
        "Zugang zu dieser Website ist gesperrt",
    ],
)
def test_an_error_in_the_frame_of_a_site_and_a_block_in_its_place_are_errors(said: str) -> None:
    assert page_features(PageInput(html=FRAME.format(said=said))).kind.kind is PageKind.ERROR


@pytest.mark.parametrize(
    "title", ["Document", "Welcome!", "Home", "index.html", "Loading...", "Please wait", "Vite + React"]
)
def test_a_title_that_names_nothing_makes_no_site_of_an_empty_page(title: str) -> None:
    html = f"<title>{title}</title><body><script src=/app.js></script>"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.DEFAULT


def test_a_page_on_how_to_come_past_blocks_is_a_site() -> None:
    """Mirrors tell their readers where to go when the site is blocked; they are what is looked for."""
    text = " ".join(f"Boat {n} takes guests from pier {n + 3} to the lantern and back by night." for n in range(12))
    html = (
        f"<title>Vorlimo mirror</title><h1>Vorlimo works today</h1><p>{text}</p><p>If this site is blocked where you "
        "are, or is temporarily unavailable, take the new address of Vorlimo.</p><a href=/in>Enter</a>"
    )

    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


# Words of a trade or of rules, which placeholders write too.
OF_TRADES = {
    "home for cats": (
        "<title>Riverbank Cat Foster</title><h1>Riverbank Cat Foster</h1><p>We are a temporary home for cats "
        "that have lost theirs. Visit us on Sundays or write to us about adopting.</p><p>Donations welcome at"
        " the door. Our volunteers feed, brush and play with thirty animals every day of the week, and the "
        "small shop in the yard sells scratching posts, blankets and calendars made by members.</p>"
    ),
    "home for cats at length": (
        "<title>Riverbank Cat Foster</title><h1>Riverbank Cat Foster</h1><p>We are a temporary home for cats "
        "that have lost theirs. Visit us on Sundays or write to us about adopting.</p><p>Donations welcome at"
        " the door. Our volunteers feed, brush and play with thirty animals every day of the week, and the "
        "small shop in the yard sells scratching posts, blankets and calendars made by members. Our vet comes"
        " on the first Tuesday of every month. Children under twelve may come along with an adult who stays. "
        "The spring fair takes place in May, with cakes, music and a raffle for new roof tiles.</p>"
    ),
    "holding page of a museum": (
        "<title>Quay Finance</title><h1>Quay Museum</h1><p>You are on the holding page of our summer "
        "exhibition about knots, ropes and sails at the old mill by the river, open daily.</p>"
    ),
    "garage": (
        "<title>Jokiranta Autohuolto</title><h1>Jokiranta Autohuolto</h1><p>Huolto ja korjaus kaikille "
        "merkeille. Määräaikaishuolto, ilmastoinnin huolto ja renkaiden vaihto samana päivänä. Varaa aika "
        "huoltoon puhelimella tai poikkea kahville.</p><p>Olemme avoinna arkisin kahdeksasta viiteen ja "
        "lauantaisin sopimuksen mukaan. Perheyritys rannan varrella jo kolmessa polvessa, luotettavasti ja "
        "reiluun hintaan.</p>"
    ),
    "bicycle repair": (
        "<title>Perbaikan Sepeda</title><h1>Bengkel Tepi Sungai</h1><p>Kami melayani perbaikan sepeda, "
        "perbaikan rem dan ban, serta perawatan rutin. Buka setiap hari dari pagi sampai sore. Datang "
        "langsung atau kirim pesan untuk janji.</p><p>Tersedia suku cadang asli, sepeda bekas, dan kursus "
        "perbaikan untuk anak sekolah setiap Sabtu di halaman kami.</p>"
    ),
    "workshop": (
        "<title>صيانة دراجات</title><h1>ورشة النهر</h1><p>نقدم خدمة صيانة الدراجات و صيانة المكيفات في جميع "
        "الأحياء. صيانة سريعة بأسعار مناسبة. اتصل بنا لحجز موعد في الصباح أو المساء.</p><p>نبيع قطع الغيار "
        "الأصلية والدراجات المستعملة ونعلم الأطفال ركوب الدراجة كل يوم سبت.</p>"
    ),
    "upkeep of houses": (
        "<title>תחזוקה</title><h1>בית הנהר</h1><p>שירותי תחזוקה לבתים משותפים בכל האזור. תחזוקה שוטפת, "
        "ניקיון, גינון ותאורה. צוות ותיק ומחירים הוגנים לכל בניין.</p><p>צרו קשר בטלפון או השאירו הודעה "
        "ונחזור אליכם עוד היום. סיור ראשון ללא תשלום בכל יום שלישי.</p>"
    ),
    "care at home": (
        "<title>Priežiūra namuose</title><h1>Upės namai</h1><p>Senelių priežiūra, vaikų priežiūra ir sodo "
        "priežiūra jūsų namuose. Dirbame kasdien nuo ryto iki vakaro. Skambinkite mums arba užsukite į biurą "
        "prie upės.</p><p>Mūsų komanda rūpinasi trisdešimčia šeimų, verda pietus, vaikšto parke ir skaito "
        "knygas.</p>"
    ),
    "conservation of art": (
        "<title>Konserwacja zabytków</title><h1>Pracownia Nad Rzeką</h1><p>Konserwacja mebli i obrazów, "
        "konserwacja drewna oraz złocenia. Konserwator z dwudziestoletnim doświadczeniem. Zapraszamy do "
        "pracowni w dni powszednie od dziewiątej do siedemnastej.</p><p>Wycena jest bezpłatna, a transport "
        "organizujemy sami w całym województwie.</p>"
    ),
    "gardeners": (
        "<title>Održavanje vrtova</title><h1>Vrtovi uz rijeku</h1><p>Održavanje vrtova i zgrada, izgradnja "
        "kuća i bazena, košnja trave i orezivanje voća. Nazovite nas ili svratite u ured svakog radnog "
        "dana.</p><p>Radimo s lokalnim rasadnicima i jamčimo za svaku sadnicu dvije godine bez dodatnih "
        "troškova.</p>"
    ),
    "heating": (
        "<title>Συντήρηση λεβήτων</title><h1>Παραποτάμια Θέρμανση</h1><p>Συντήρηση καυστήρων, συντήρηση "
        "κλιματιστικών και καθαρισμός καμινάδων. Καλέστε μας για ραντεβού κάθε μέρα από το πρωί ως το "
        "βράδυ.</p><p>Εγγύηση δύο χρόνια, ανταλλακτικά γνήσια, τιμές προσιτές για κάθε σπίτι και κατάστημα "
        "της περιοχής.</p>"
    ),
    "board in Japanese": (
        "<title>川辺の掲示板</title><h1>川辺の掲示板</h1><p>釣りと散歩の話をする場"
        "所です。広告の投稿は禁止です。転載も禁止です。新しい会員は一日三件までの制限があります。毎週土曜日に"
        "橋のたもとで集まります。お茶とお菓子を用意しています。初心"
        "者も歓迎します。写真を撮る方は順番をお守りください。</p>"
    ),
    "forum in Chinese": (
        "<title>河畔论坛</title><h1>河畔论坛</h1><p>这里讨论钓鱼、散步和茶。禁止广"
        "告，禁止灌水。新用户每天三帖的限制。有问题请联系管理员。每周六下午在桥边聚会，备有热茶和点心，欢迎新"
        "朋友参加。照片请按顺序上传，老会员会帮忙整理相册。</p>"
    ),
    "tea house": (
        "<title>河畔网</title><h1>河畔茶馆</h1><p>本站点介绍河畔茶馆的茶和点心。禁"
        "止吸烟。停车限制两小时。周一停止营业。其余每天上午九点开门，晚上十点打烊。欢迎带孩子来喝茶看书。</"
        "p>"
    ),
    "club in Korean": (
        "<title>강변 모임</title><h1>강변 모임</h1><p>낚시와 산책을 이야기하는"
        " 곳입니다. 광고 금지, 도배 금지. 신규 회원은 하루 세 글 제한. 모임은 매주 토요일 "
        "오후 다리 옆에서 열립니다. 따뜻한 차와 과자를 준비합니다. 초보자도 환영합"
        "니다. 사진은 순서대로 올려 주세요. 오래된 회원이 앨범을 정리합니다.</p>"
    ),
    "upkeep of gardens": (
        "<title>Údržba zahrad</title><h1>Zahrady u řeky</h1><p>Údržba zahrad, údržba bazénů a sekání trávy po"
        " celém kraji. Zavolejte nám nebo se stavte v kanceláři každý všední den od osmi do "
        "čtyř.</p><p>Spolupracujeme s místními školkami a na každou sazenici dáváme záruku dva roky bez "
        "příplatku.</p>"
    ),
    "upkeep of stairs": (
        "<title>Поддръжка на сгради</title><h1>Къща край реката</h1><p>Поддръжка на входове, абонаментна "
        "поддръжка на асансьори и почистване на стълбища. Обадете се или елате в офиса всеки делничен ден от "
        "осем до четири.</p><p>Работим с двайсет сгради в квартала и даваме гаранция две години без "
        "доплащане.</p>"
    ),
    "gardens and pools": (
        "<title>Manteniment de jardins</title><h1>Jardins del Riu</h1><p>Manteniment de jardins, manteniment "
        "de piscines i poda de fruiters a tota la comarca. Truqueu-nos o passeu per la botiga cada dia feiner"
        " de vuit a quatre.</p><p>Treballem amb vivers del poble i donem dos anys de garantia a cada planta "
        "sense cap cost.</p>"
    ),
    "club's holidays": (
        "<title>Klub</title><h1>Klub Nad Rzeką</h1><p>Przerwa wakacyjna w zajęciach od lipca, przerwa "
        "świąteczna w grudniu. Zapraszamy dzieci i dorosłych na treningi wioślarskie w każdą sobotę o "
        "dziesiątej rano.</p><p>Łodzie i kapoki zapewnia klub, a pierwsze trzy spotkania są bezpłatne dla "
        "mieszkańców.</p>"
    ),
    "a tea house's rules": (
        "<title>川辺の茶屋</title><h1>川辺の茶屋</h1><p>店内は禁煙です。写真撮影は禁止しています。席は"
        "二時間までの制限があります。雨天の川下りは中止します。営業は"
        "朝九時から夜八時まで。お茶と団子をご用意しています。</p>"
    ),
    "a rowing club": (
        "<title>Roeiclub De Brug</title><h1>Roeiclub De Brug</h1><p>De training is opgeschort tot na de "
        "vakantie. Leden die geschorst zijn mogen wel komen kijken. Iedere zaterdag koffie en koek in het "
        "botenhuis aan de rivier.</p>"
    ),
    "a club by the river": (
        "<title>Folyóparti klub</title><h1>Folyóparti klub</h1><p>A parton tüzet gyújtani tiltott, kutyát "
        "sétáltatni tilos. A csónakázás esőben felfüggesztve. Szombatonként tízkor találkozunk a hídnál, teát"
        " és süteményt hozunk.</p>"
    ),
    "a forum's rules": (
        "<title>Fórum u řeky</title><h1>Fórum u řeky</h1><p>Kouření je zakázáno a reklama zakázána. Psi jsou "
        "vítáni. Scházíme se každou sobotu v deset u mostu, čaj a koláče vezmeme s sebou. Nováčci přijdou bez"
        " ohlášení.</p>"
    ),
    "a club in Vietnamese": (
        "<title>Câu lạc bộ</title><h1>Câu lạc bộ bên sông</h1><p>Đường bị chặn vào mùa mưa. Người gửi rác bị "
        "chặn ngay. Chúng tôi gặp nhau mỗi thứ bảy lúc mười giờ ở cầu với trà và bánh.</p>"
    ),
    "a club in Arabic": (
        "<title>نادي النهر</title><h1>نادي النهر</h1><p>التدخين محظور في القارب. السباحة محظورة في الشتاء. "
        "نلتقي كل سبت في العاشرة عند الجسر مع الشاي والكعك ويأتي الأعضاء الجدد بلا موعد.</p>"
    ),
}


@pytest.mark.parametrize("name", OF_TRADES)
def test_words_of_trades_and_rules_make_no_placeholder_of_a_short_site(name: str) -> None:
    kind = page_features(PageInput(html=OF_TRADES[name])).kind
    assert kind.kind is PageKind.SITE
    assert kind.site_probability > 0.5


@pytest.mark.parametrize(
    "html",
    [
        "<title>Huolto</title><h1>Sivusto on huollossa</h1><p>Se on huollon vuoksi suljettu. Palaamme pian.</p>",
        "<title>תחזוקה</title><h1>האתר בעבודות תחזוקה</h1><p>האתר סגור לרגל תחזוקה. נחזור מיד.</p>",
        "<title>禁止访问</title><h1>禁止访问</h1><p>您的访问受到限制，请联系管理员。</p>",
        "<title>접속 차단</title><h1>사이트 접속이 차단되었습니다</h1><p>이 페이지에 대한 접근이 제한되었습니다.</p>",
        "<title>Konserwacja</title><h1>Strona w trakcie konserwacji</h1><p>Trwa konserwacja strony.</p>",
    ],
)
def test_the_same_words_beside_one_of_sites_tell_a_placeholder(html: str) -> None:
    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Brenner Seidel",
            "Wartung und Reparatur von Gasthermen. Wartung ab 89 Euro. Anfrage per Telefon, Mo bis Fr 8-17.",
        ),
        (
            "Bau Lindhof",
            "Neubau, Umbau, Aufbau von Dachstühlen. Unser Betrieb baut seit 1974. Fordern Sie ein Angebot an.",
        ),
        (
            "Hofladen Moos",
            "Eier, Kartoffeln, Honig. Unser Onlineshop kommt in Kürze. Bis dahin samstags 9 bis 13 Uhr am Hof.",
        ),
        (
            "Fjordvik Rør",
            "Vedlikehold og reparasjon av rør og bad. Feil på anlegget? Ring oss hele døgnet. Vi gir tilbud.",
        ),
        ("Kafé Kanten", "Vaffel og kaffe ved brua. Nettbutikk kommer snart! Følg oss. Åpent tirsdag til søndag."),
        ("Älvens Bil", "Underhåll, service och felsökning. Fel på bilen? Boka tid. Köp däck hos oss. Öppet 7-16."),
        ("Строй Дом", "Изграждане на къщи, покриви, огради. Изграждане на басейни. Поискайте оферта по телефона."),
        ("Клуб Река", "Очаквайте скоро новия график. Тренировки всяка събота. Забранено е къпането. Елате с родител."),
        ("Стройдом", "Строительство домов и бань. Реконструкция крыш. Проекты, смета, договор. Оставьте заявку."),
        ("Serwis Potok", "Konserwacja i naprawa kotłów. Błąd na wyświetlaczu? Zadzwoń. Sprzedaż części. Czynne 8-16."),
        (
            "Caldaie Rivo",
            "Manutenzione e riparazione. Errore sul display? Chiuso la domenica. Offerta del mese, vendita.",
        ),
        (
            "Bodega del Valle",
            "Dominio familiar, vinos y catas. Venta en bodega. Aparcamiento. Próximamente nuevas fechas.",
        ),
        (
            "Caldeiras do Rio",
            "Manutenção e reparação. Erro no visor? Ligue já. Solicite orçamento. Em breve novos serviços.",
        ),
        (
            "Les Vignes",
            "Domaine ouvert le samedi, vente à la propriété. Achetez six bouteilles. Parking. Bientôt un gîte.",
        ),
        ("Dere Kombi", "Bakım ve onarım. Hata kodu mu var? Arayın. Teklif isteyin. Yakında klima. Her gün 9-18."),
        (
            "Quay Cafe",
            "Coffee and cake by the bridge. Online shop coming soon! Free parking. Open Tuesday to Sunday 8-4.",
        ),
        ("libquill", "Read configuration files. Install it; default values and exceptions are in the directory docs."),
    ],
)
def test_a_trade_that_says_a_word_or_two_of_placeholders_is_a_site(title: str, said: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{said.replace('. ', '.</p><p>')}</p>"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Вада", "Сайтът е временно заключен. Работим по плащанията. Отваряме в петък."),
        ("Harbour", "Webbplatsen är tillfälligt stängd tills avgiften har betalats av ägaren."),
        ("Bảo trì", "Hệ thống đang bảo trì. Vui lòng quay lại sau ít phút nữa."),
        ("ปิดปรับปรุง", "ขณะนี้ระบบกำลังปิดปรับปรุง กรุณากลับมาใหม่ในภายหลัง"),
        ("الموقع تحت الصيانة", "الموقع تحت الصيانة وسنعود خلال ساعات قليلة"),
        ("به زودی | انجمن", "صفحه در حال توسعه است. به زودی با خدمات بهتری در خدمت شما خواهیم بود"),
        ("Karbantartás - Egylet", "Karbantartás alatt. Hamarosan visszatérünk."),
        ("Lantern - Coming Soon", "Lantern. Subscribe to be told first. Follow us. Days hours minutes seconds."),
        (
            "Method Not Allowed | Quay",
            "405 Method Not Allowed. The verb is known and the resource does not take it. " * 4,
        ),
    ],
)
def test_what_a_page_is_about_makes_a_placeholder_of_it(title: str, said: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{said.replace('. ', '.</p><p>')}</p>"

    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Sorry | Lantern Capital",
            "Lantern Capital is temporarily down for maintenance. We will be back online soon.",
        ),
        ("Quay", "We are tuning a few things. Quay is currently undergoing planned maintenance."),
        ("Harbour", "Ce compte a été suspendu. Contactez le fournisseur de Harbour pour en savoir plus."),
        ("Harbour", "Esta cuenta ha sido suspendida. Hable con el proveedor de Harbour."),
        ("Lantern", "Lantern. Products. Pricing. Support. Sorry, this workspace has been deleted. Go to the start."),
        ("Lantern", "Lantern status. This page is currently inactive and can only be seen by members. Sign in."),
        ("Quay", "Please prove that you are human before you go on. Quay is protected."),
        ("Quay", "ただいまメンテナンス中です。ご協力をお願いします。"),
        ("Quay", "Технические работы. Проводим техническое обслуживание. Скоро всё заработает!"),
    ],
)
def test_a_sentence_that_says_the_site_is_away_tells_under_the_sites_own_name(title: str, said: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{said.replace('. ', '.</p><p>')}</p>"

    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    "said",
    [
        "Our lantern maker is on holiday until May. We will be back soon with candles, oil lamps and reading lights.",
        "The shed is closed for maintenance until May. Bring your own tools to the meeting on Sunday at ten.",
    ],
)
def test_what_is_away_for_a_while_at_a_shop_or_a_club_leaves_it_a_site(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Quay Lanterns</title><p>{said}</p>")).kind.kind is PageKind.SITE


@pytest.mark.parametrize("head", ["<title>Harper Quay - Sign in</title>", "<h1>Login</h1>", "<title>Anmelden</title>"])
def test_a_page_of_few_words_that_is_called_a_login_is_one_without_a_password(head: str) -> None:
    said = "<p>Use the key that we sent to your phone, or scan the picture beside this line.</p><button>Next</button>"

    assert page_features(PageInput(html=head + said)).kind.kind is PageKind.LOGIN
    assert page_features(PageInput(html=head + said * 6)).kind.kind is PageKind.SITE


@pytest.mark.parametrize("said", ["Welcome to Quillstack!", "欢迎使用 Quillstack", "Добро пожаловать в Quillstack"])
def test_a_page_that_only_greets_is_whatever_was_set_up(said: str) -> None:
    html = f"<title>{said}</title><h1>{said}</h1><a href=https://quillstack.example/>Quillstack</a>"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.DEFAULT
    assert page_features(PageInput(html=f"{html}<a href=/boats>Boats</a>")).kind.kind is PageKind.SITE


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (
            "<title>Quay</title><p>Lamps by us.</p><script src=/wp-content/plugins/wp-maintenance-mode/a.js></script>",
            PageKind.DEFAULT,
        ),
        (
            "<title>quay.example - /</title><pre>1/1 12:00 &lt;dir&gt; boats 1/2 12:00 &lt;dir&gt; bells</pre>",
            PageKind.DEFAULT,
        ),
        ("<title>Quay</title><h1>This domain name has been seized</h1><p>By the harbour police.</p>", PageKind.ERROR),
    ],
)
def test_what_makers_of_placeholders_leave_in_addresses_and_markup_tells(html: str, kind: PageKind) -> None:
    assert page_features(PageInput(html=html)).kind.kind is kind


def test_a_list_of_searches_under_a_hostname_is_parked_and_a_menu_is_none() -> None:
    topics = ("Online Rooms", "Video Rooms", "Boats for Two", "Mill Tours", "Bells", "Lamps and Lights")
    head = "<title>quay.example</title><h1>quay.example</h1>"
    searches = "".join(f"<a href='/s?q={topic}'>{topic}</a> " for topic in topics)
    menu = "".join(f"<a href='/{topic}'>{topic}</a> " for topic in topics)

    assert page_features(PageInput(html=f"{head}{searches}<a href=/privacy>Privacy</a>")).kind.kind is PageKind.PARKED
    assert page_features(PageInput(html=f"{head}{menu}<a href=/privacy>Privacy</a>")).kind.kind is PageKind.SITE
