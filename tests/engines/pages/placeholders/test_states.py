import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind

# No list holds these sentences: a word of sites stands beside one of a state, under a name that says nothing.
AWAY = {
    "cs": "Omlouváme se, tato stránka právě prochází údržbou.",
    "da": "Siden er under ombygning, og den kommer igen.",
    "el": "Ο ιστότοπος δεν είναι διαθέσιμος αυτή τη στιγμή.",
    "id": "Website kami sedang dalam perbaikan oleh tim.",
    "vi": "Trang web đang được nâng cấp cho mùa xuân.",
    "ko": "이 웹사이트는 지금 점검 중입니다.",
    "fa": "این وبگاه در حال تعمیر است.",
    "ar": "نعتذر، هذا الموقع قيد التطوير.",
    "he": "האתר נמצא בתחזוקה של הצוות.",
    "hi": "यह वेबसाइट रखरखाव में है।",
    "bn": "ওয়েবসাইটটি রক্ষণাবেক্ষণের অধীনে আছে।",
    "th": "เว็บไซต์นี้กำลังปรับปรุงโดยทีมงาน",
    "ja": "このサイトはリニューアル中です。",
    "zh": "本网站正在升级，由团队完成。",
    "ka": "საიტი დროებით გათიშულია.",
    "hy": "Կայքը ժամանակավորապես անհասանելի է։",
    "az": "Saytda texniki problemlər var.",
    "kk": "Бұл сайтта техникалық қиыншылықтар кездесті.",
    "sw": "Tovuti hii imefungwa kwa matengenezo.",
    "tl": "Kasalukuyang ginagawa ang website na ito, pansamantala.",
    "lt": "Svetainė laikinai neveikia, tvarkome.",
    "lv": "Šai lapai ir tehniskas problēmas.",
    "et": "Sellel saidil on tehnilisi probleeme.",
    "hr": "Ova stranica ima tehničkih poteškoća.",
    "sl": "Spletna stran je začasno zaprta zaradi prenove.",
    "ca": "Aquesta pàgina té dificultats tècniques.",
    "no": "Fant ikke siden som noen ville ha.",
    "ms": "Maaf, laman ini tidak dijumpai.",
    "sr": "Тражена страница није пронађена.",
    "mk": "Страницата не е најдена.",
}


@pytest.mark.parametrize("language", AWAY)
def test_what_is_said_of_the_site_itself_tells_in_any_language(language: str) -> None:
    html = f"<title>Harbour</title><h1>Harbour</h1><p>{AWAY[language]}</p>"

    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    "said",
    [
        "Извините! Интернет-магазин закрыт по техническим причинам, заходите позже.",
        "준비중입니다! 조금만 기다려주세요.",
        "공사중입니다. 나중에 다시 와 주세요.",
    ],
)
def test_a_shop_of_the_net_that_is_shut_and_what_is_in_the_making_tell_beside_a_call_to_come_back(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Harbour</title><p>{said}</p>")).kind.says_nothing


def test_a_shop_at_a_quay_that_is_closed_on_sundays_keeps_its_page() -> None:
    told = "Магазин на пристани закрыт по воскресеньям. Лодки, канаты, краска и чай для всех, кто идёт к мельнице."
    assert not page_features(PageInput(html=f"<title>Пристань</title><p>{told}</p>")).kind.says_nothing


def test_the_reason_quotes_what_is_said_of_the_site() -> None:
    reasons = page_features(
        PageInput(html="<title>Harbour</title><p>Саме тут сайт тимчасово не працює.</p>")
    ).kind.reasons()

    assert any(reason.code == "pages.state" and "сайт тимчасово" in reason.text for reason in reasons)


@pytest.mark.parametrize(
    "said",
    [
        "Kurz nicht da, geplante Instandhaltung. Bitte in ein paar Minuten erneut probieren.",
        "En este momento nos encontramos en mantenimiento. Vuelva en un minuto.",
        "No disponible por tareas de mantenimiento programadas. Torneu en un minut.",
        "Ponownie za chwilę, trwają prace: przepraszamy za niedogodności.",
        "정기 점검 중입니다. 나중에 다시 와 주세요.",
    ],
)
def test_a_call_to_come_back_stands_for_the_site_on_a_page_of_few_words(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Harbour</title><p>{said}</p>")).kind.says_nothing


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Wir prüfen, ob Sie ein Mensch sind.", "consent"),
        ("Sprawdzamy, czy jesteś człowiekiem, a nie robotem.", "consent"),
        ("Tarayıcınız doğrulanıyor, insan olduğunuzu kontrol ediyoruz.", "consent"),
        ("正在验证您是否是真人，请等待。", "consent"),
        ("A telepítés sikeresen végződött! Gratulálunk!", "default"),
        ("Instalarea a funcționat cu succes! Felicitări!", "default"),
    ],
)
def test_checks_of_people_and_fresh_installations_are_known_without_their_phrases(said: str, kind: str) -> None:
    assert page_features(PageInput(html=f"<title>Harbour</title><p>{said}</p>")).kind.kind == kind


# What sites say that are there: trades, hosters, documentation, status pages, news, early blogs.
THERE = {
    "plumber": (
        "Wartung und Reparatur von Heizungen. Störung? Rufen Sie an. Neue Webseite seit Mai. Montag bis Freitag."
    ),
    "pool keeper": (
        "Expertos en mantenimiento de piscinas. Presupuesto sin compromiso. Visite nuestra página de precios."
    ),
    "web agency": (
        "Website maintenance from 40 a month. We repair websites, move domains and write texts. Ask for an offer. "
        "Our people have built shops for bakers, sailors and a museum since the spring of the flood."
    ),
    "hoster": (
        "Webhosting ab drei Euro im Monat. Domains, Postfächer, Sicherungen. Unser Rechenzentrum steht am Hafen. "
        "Support von acht bis zwanzig Uhr. Wechseln Sie in zehn Minuten, wir ziehen mit Ihnen um, kostenlos und "
        "ohne Ausfall. Seit dem Jahr der Flut vertrauen uns Bäcker, Vereine und Schulen der ganzen Küste."
    ),
    "status page": (
        "All systems operational. Website: working. Mail: working. Past incidents: in May the mail was slow for an "
        "hour. In June a cable was cut and mended by noon. In July nothing was the matter. In August two disks were "
        "changed by night. In September the lamps of the hall went out, and nobody noticed but the cat."
    ),
    "news of an outage": (
        "Nach dem Sturm fielen am Hafen die Lampen aus. Die Seite der Stadt war am Dienstag kurz nicht erreichbar. "
        "Der Bürgermeister sprach von einem Kabel, das ein Bagger traf. Am Abend brannte wieder Licht. Die Fähre "
        "fuhr mit einer Stunde Verspätung, die Schule begann um zehn, und der Markt wurde auf Freitag verlegt."
    ),
    "early blog": ("First post! I moved here to write of boats and bells. Getting started with oak. Letters welcome."),
    "notes of one who builds": (
        "Hello, I am Nela. Projects: a log reader, a cache for letters. Work in progress, mostly by night at the lamp."
    ),
}


@pytest.mark.parametrize("name", THERE)
def test_a_site_that_is_there_stays_a_site(name: str) -> None:
    links = "".join(
        f'<a href="/{n}">{word}</a>' for n, word in enumerate(("Anfang", "Preise", "Leute", "Hafen", "Post", "Brief"))
    )
    html = f"<title>Vorlimo</title><nav>{links}</nav><h1>Vorlimo</h1><p>{THERE[name]}</p>"

    assert page_features(PageInput(html=html)).kind.kind == "site"


@pytest.mark.parametrize(
    "title",
    ["Apache module mod_quill - documentation", "ISPConfig 3 API reference", "nginx : manuel du serveur", "Plesk 文檔"],
)
def test_documentation_of_a_server_or_a_panel_is_no_default_page(title: str) -> None:
    html = (
        f"<title>{title}</title><h1>mod_quill</h1><p>Modules Directives FAQ Glossary. The apache web server reads the "
        "directive at start. Description: starts a quill. Input variables: session id. Output: returns the number of "
        "quills.</p><a href='http://httpd.apache.org/'>apache</a>"
    )

    assert page_features(PageInput(html=html)).kind.kind == "site"


def test_a_site_named_after_its_address_that_says_something_is_a_site() -> None:
    html = (
        "<title>vorlimo.example</title><h1>vorlimo.example</h1><p>Boat builder, bell founder, writes letters by night. "
        "Nice to meet you.</p><a href=/a>Letters</a><a href=/b>Songs</a>"
    )

    assert page_features(PageInput(html=html)).kind.kind == "site"


def test_a_notice_to_turn_on_scripts_is_no_error() -> None:
    html = (
        "<title>vorlimo</title><noscript>We're sorry but vorlimo doesn't work without JavaScript enabled. Please "
        "enable it to continue.</noscript><div id=app></div><script src=/app.js></script>"
    )

    assert page_features(PageInput(html=html)).kind.kind != "error"


@pytest.mark.parametrize(
    "said",
    [
        # What one sentence says of a ware, beside one of the site.
        "Dieses Produkt ist nicht mehr verfügbar. Auf unserer Seite finden Sie Tassen in Grün und Rot, ab neun Euro.",
        "Este producto ya no está disponible. En nuestra página encontrará otras tazas, verdes y rojas, desde 9 euros.",
        "Ten produkt nie jest już dostępny. Na naszej stronie znajdziesz inne kubki, zielone i czerwone, od 30 zł.",
        "המוצר אינו זמין. באתר שלנו ספלים אחרים, ירוקים ואדומים. משלוח תוך יומיים.",
        "この青いマグは現在ご利用いただけません。サイトには緑と赤のマグもあります。配送は二日で、ご注文はお電話でどうぞ。",
        "Har du ikke fundet den rette båd? Siden 1956 bygger vi både ved havnen. Kom forbi, kaffen er varm hver dag.",
        # What is asked of a reader's site.
        "Ihre Seite ist nicht erreichbar? Wir helfen in einem Tag, auch am Sonntag. Sechzig Euro die Stunde.",
        "¿Su página no funciona? La reparamos en un día, textos y colores nuevos. 60 euros la hora.",
        "Is your website down? We repair it in a day. New pages and texts by people who sail. Call or write.",
        "Η σελίδα σας δεν λειτουργεί; Τη διορθώνουμε σε μια μέρα, με νέα κείμενα και χρώματα. Καλέστε μας.",
    ],
)
def test_what_is_said_of_wares_or_asked_of_a_readers_site_is_not_said_of_this_one(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Vorlimo</title><h1>Vorlimo</h1><p>{said}</p>")).kind.kind == "site"


@pytest.mark.parametrize(
    "said",
    [
        "Account suspended? This page explains which papers you need. Call the harbour office, the first talk is free.",
        "Compte suspendu par la banque ? Notre page explique chaque étape. Comptabilité, paie, bilans. Prix fixes.",
        "Seite nicht gefunden? Viele Seiten der Register sind verloren. Fragen Sie im Lesesaal, montags geöffnet.",
        "Problemy techniczne z łodzią? Przyjedziemy. Awarie, silniki, pompy. Ceny na stronie.",
        "Счёт заблокирован банком? На сайте мы объясняем каждый шаг. Бухгалтерия, зарплата, отчёты.",
    ],
)
def test_a_phrase_or_a_word_that_is_asked_is_an_offer_to_mend_it(said: str) -> None:
    plain = said.replace("?", ".")

    def kind(text: str) -> PageKind:
        return page_features(PageInput(html=f"<title>Harper Quay</title><h1>Harper Quay</h1><p>{text}</p>")).kind.kind

    assert kind(plain) != PageKind.SITE
    assert kind(said) == PageKind.SITE


def test_what_the_title_asks_is_no_state() -> None:
    said = "Account suspended by your bank? We explain why banks do so, which papers you need and how long it takes."
    html = f"<title>Account suspended? | Hale</title><p>{said}</p>"

    assert page_features(PageInput(html=html)).kind.kind == PageKind.SITE
    assert page_features(PageInput(html=html.replace("?", "."))).kind.kind == PageKind.ERROR


def test_a_heading_is_no_question_because_the_line_below_it_is() -> None:
    html = "<title>Harper Quay</title><h1>Page not found</h1><p>Are you lost?</p>"

    assert page_features(PageInput(html=html)).kind.kind == PageKind.ERROR


@pytest.mark.parametrize(
    "said",
    [
        "Dieses Objekt existiert auf dem Server nicht mehr und wurde entfernt.",
        "Požadovaný zdroj již není k dispozici.",
        "Извините. Эта страница<br>не найдена. Вот и всё.",  # a line ends within a sentence
    ],
)
def test_what_one_sentence_says_of_this_page_tells_wherever_its_lines_end(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Harbour</title><p>{said}</p>")).kind.kind == "error"


ENTRY = (
    "<form action=/in><input name=nick><select name=age><option>18<option>19</select>"
    "<input type=radio name=room value=a><button>Enter</button></form>"
)
ENTERED = {
    "en": ("This domain is for sale", "Rooms: harbour, music, games. Choose a name and enter, 41 people are here."),
    "fr": ("Ce site est suspendu", "Salons : port, musique, jeux. Choisis un nom et entre, 41 personnes sont là."),
    "de": ("Diese Seite ist gesperrt", "Räume: Hafen, Musik, Spiele. Wähle einen Namen und tritt ein, 41 sind da."),
    "ru": ("Сайт заблокирован", "Комнаты: порт, музыка, игры. Выбери имя и входи, сейчас здесь 41 человек, бесплатно."),
}


def kind_of(html: str) -> str:
    return page_features(PageInput(html=html, url="https://pier.example/")).kind.kind


@pytest.mark.parametrize("language", ENTERED)
def test_a_page_that_visitors_enter_by_a_form_is_a_site_whatever_its_title_says(language: str) -> None:
    title, said = ENTERED[language]

    assert kind_of(f"<title>{title}</title><h1>{title}</h1>{ENTRY}<p>{said}</p>") == "site"
    assert kind_of(f"<title>{title}</title><h1>{title}</h1><p>{said}</p>") != "site"


@pytest.mark.parametrize(
    "form",
    [
        "<form action=/search><input name=q><button>Search</button></form>",
        "<form action=/in><input name=user><input name=pass type=password></form>",
        "<form action=/offer><input name=name><input name=mail type=email><select name=land><option>a</select></form>",
        "<form action=/offer><input name=name><input name=mail><input name=offer></form>",
        "<form action=/find><input name=domain><select name=ending><option>.example<option>.test</select></form>",
        "<form action=/tell><select name=language><option>en<option>fr</select></form>",
    ],
)
def test_forms_of_placeholders_do_not_make_them_sites(form: str) -> None:
    title = "<title>pier.example is for sale</title><h1>This domain is for sale</h1>"

    assert kind_of(f"{title}{form}<p>Make an offer for it today.</p>") == "parked"


MENU = "".join(f"<a href=/{part}>{part}</a> " for part in ("boats", "bells", "letters", "lamps"))
SOON = "<title>Vorlimo</title>{}<h1>Vorlimo</h1><p>Our site is not available in winter, boats and bells by letter.</p>"


def test_a_page_that_leads_to_further_pages_of_its_own_is_hardly_a_placeholder() -> None:
    assert kind_of(SOON.format(MENU)) == "site"
    assert kind_of(SOON.format("boats bells letters lamps")) == "error"
    assert kind_of(SOON.format(MENU.replace("href=/", "href=https://maker.example/"))) == "error"
    assert kind_of(SOON.format(MENU.replace("href=/", "href=#"))) == "error"


@pytest.mark.parametrize("title", ["Page not found", "Página no encontrada", "Seite nicht gefunden"])
def test_an_error_in_its_sites_frame_stays_an_error(title: str) -> None:
    frame = f"<title>{title} | Vorlimo</title><nav>{MENU}<a href=/rope>rope</a></nav>"

    assert kind_of(f"{frame}<h1>404</h1><p>{title}. Vorlimo builds boats.</p>") == "error"


def test_a_check_of_a_form_makes_no_page_a_check_but_one_that_says_so_is() -> None:
    check = "<script src=https://checks.example/turnstile/v0/api.js></script>"
    said = "Boats, bells and letters since the flood. Nela writes, Ruben sails, and the lamp is lit at six."

    assert kind_of(f"<title>Vorlimo</title>{check}<h1>Vorlimo</h1><p>{said}</p>") == "site"
    assert (
        kind_of(f"<title>Vorlimo</title>{check}<h1>Vorlimo</h1><p>Verify that you are a human visitor.</p>")
        == "consent"
    )


def test_a_page_that_hides_all_it_says_until_scripts_show_it_is_not_empty() -> None:
    hidden = "<div style='opacity:0'><p>Boats, bells and letters, and the lamp at six.</p></div>"

    assert kind_of(hidden * 4) == "site"
    assert kind_of("<div></div>" * 4) == "default"


def test_a_hoster_that_leads_to_many_pages_of_its_own_is_a_site() -> None:
    menu = "".join(f"<a href=/{word}>{word}</a> " for word in ["boats", "bells", "letters", "lamps", "rope", "tar"])
    said = "Web hosting, Plesk and cPanel from three euro, moved by people who sail, with domains and letters."
    page = f"<title>Web hosting</title><h1>Vorlimo</h1>{menu}<p>{said}</p>"

    assert kind_of(page) == "site"
    assert kind_of(page.replace("href=/", "href=https://maker.example/")) == "default"


def test_an_error_in_a_frame_of_many_links_stays_an_error() -> None:
    menu = "".join(f"<a href=/room-{n}>room {n}</a> " for n in range(11))

    assert (
        kind_of(f"<title>Page not found</title><nav>{menu}</nav><h1>404</h1><p>This page does not exist.</p>")
        == "error"
    )


FRAMED = "<title>{0} | Vorlimo</title><nav>{1}<a href=/rope>rope</a> <a href=/tide>tide</a></nav><h1>Search</h1>{2}"


def test_an_error_that_its_title_says_alone_stays_one_beside_what_its_site_offers() -> None:
    said = " ".join(f"<p>Barge {n} carries rope and bells to the upper pier.</p>" for n in range(8))

    assert kind_of(FRAMED.format("404 Page not found", MENU, said)) == "error"
    assert kind_of(FRAMED.format("Boats", MENU, f"<h2>Page not found</h2>{said}")) == "error"
    assert kind_of(FRAMED.format("A page not found by its keeper", MENU, said)) == "site"
    assert kind_of(FRAMED.format("404 Page not found", MENU, said * 3)) == "site"
    assert kind_of(FRAMED.format("Page not found", MENU, ENTRY + said)) == "site"


# Said to whoever set it up, without the names of any maker: that it stands, where its files go, that there is no site.
TO_ITS_OWNER = {
    "it": "Congratulazioni! Il tuo spazio web è attivo. Ora puoi caricare i tuoi file.",
    "pt": "Parabéns! Sua hospedagem está pronta. Agora você pode enviar seus arquivos.",
    "nl": "Gefeliciteerd! Uw webruimte is klaar. U kunt nu uw bestanden uploaden.",
    "sv": "Grattis! Ditt webbhotell är klart. Nu kan du ladda upp dina filer.",
    "el": "Συγχαρητήρια! Η φιλοξενία σας είναι έτοιμη. Τώρα μπορείτε να ανεβάσετε τα αρχεία σας.",
    "fa": "تبریک! هاست شما آماده است. اکنون می توانید فایل های خود را آپلود کنید.",
    "ca": "Enhorabona! El vostre allotjament web està llest. Pugeu els fitxers a htdocs.",
    "ja": "このウェブスペースへは、まだホームページがアップロードされていません。",
    "cs": "Na této adrese zatím není žádná stránka.",
    "ms": "Belum ada laman web di alamat ini.",
    "zh": "此空间尚未上传网站。",
    "hi": "इस पते पर अभी कोई वेबसाइट नहीं है।",
    "lt": "Netrukus čia bus nauja svetainė.",
    "sr": "Ускоро наш нови сајт.",
    "th": "พบกับเว็บไซต์ใหม่ของเราเร็วๆ นี้",
    "pt service": "Prezado visitante, este serviço encontra-se temporariamente indisponível.",
}


@pytest.mark.parametrize("language", TO_ITS_OWNER)
def test_what_is_told_to_whoever_set_it_up_is_no_site_s(language: str) -> None:
    beside = "<p>Harbourlane, 4 Quay Street. 0100 200 300. Letters from nine to five.</p>"
    html = f"<title>Harbour</title><p>{TO_ITS_OWNER[language]}</p>{beside}"

    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    "said",
    [
        "Upload your files and send them to a friend. Up to two at once, and gone after a week.",
        "Congratulations to Nela and Ruben! Their boat is ready, and the quay will see it on Friday.",
        "There is no bridge yet between the two piers, so take the boat that leaves at nine.",
        "Our delivery service is closed on Monday. Bread, cake and soup are to be had at the quay.",
    ],
)
def test_who_shares_files_or_greets_a_crew_has_a_site(said: str) -> None:
    beside = "<p>Harbourlane, 4 Quay Street. 0100 200 300. Letters from nine to five.</p>"

    assert page_features(PageInput(html=f"<title>Harbour</title><p>{said}</p>{beside}")).kind.kind == "site"


def test_a_script_without_spaces_is_no_longer_than_another() -> None:
    told = "お茶と団子をご用意しております" * 4
    html = f"<title>川辺</title><p>まだホームページがアップロードされていません。</p><p>{told}</p>"

    assert page_features(PageInput(html=html)).kind.says_nothing


@pytest.mark.parametrize(
    "said",
    [
        "You haven't created any frontpage content yet.",
        "Es wurde bisher noch kein Startseiteninhalt erstellt.",
        "Aún no se ha creado contenido para la página de inicio.",
        "Контент ещё не создан, его пока нет.",
    ],
)
def test_a_site_without_content_yet_says_nothing(said: str) -> None:
    html = f"<title>Quay</title><a href=/>Quay</a><h1>Quay</h1><p>{said}</p>"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.DEFAULT
    rooms = "<a href=/rooms>Rooms</a><a href=/boats>Boats</a><a href=/bells>Bells</a><p>Four bells ring at eight.</p>"
    assert page_features(PageInput(html=html + rooms)).kind.kind is PageKind.SITE


@pytest.mark.parametrize("said", ["We found Anna Quay's home page.", "You have reached Ben Ashby's website."])
def test_what_is_somebodys_was_found_all_the_same(said: str) -> None:
    more = "She keeps the lamps of the harbour and writes about tides. Her talks are on Mondays in the long hall."
    html = f"<html><title>Home document</title><p>{said} {more}</p></html>"

    assert page_features(PageInput(html=html)).kind.kind is PageKind.SITE


@pytest.mark.parametrize(
    "said",
    [
        "We zijn bezig met onderhoud. Over een paar minuten zijn we er weer.",
        "Prowadzimy prace konserwacyjne. Wrócimy za kilka minut.",
        "No posts yet. Nothing has been published on this blog so far.",
    ],
)
def test_upkeep_that_is_carried_out_and_a_blog_without_posts_are_states(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Velmora</title><p>{said}</p>")).kind.kind == "default"


@pytest.mark.parametrize(
    "said",
    [
        "<h1>Zaraz wracamy</h1><p>Aktualizujemy serwis, to potrwa jeszcze chwilkę.</p>",
        "<h1>Torniamo subito</h1><p>Stiamo aggiornando i nostri sistemi.</p>",
        "<h1>Birazdan döneceğiz</h1><p>Sistemlerimiz güncelleniyor.</p>",
    ],
)
def test_a_heading_that_only_calls_back_soon_says_what_a_page_of_few_words_is(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Velmora</title>{said}")).kind.kind == "default"


def test_a_festival_that_comes_back_and_tells_of_itself_is_a_site() -> None:
    told = "<p>Po dziewięciu latach łąka odpoczywa. Dziękujemy czterem tysiącom gości. Filmy z ostatniej nocy są już w "
    told += "sieci, a warsztaty chóru trwają w Zamościu, w każdą środę wieczorem, w domu kultury nad rzeką.</p>"
    html = f"<title>Festiwal Łąka</title><h1>Wracamy wkrótce</h1>{told}"
    assert page_features(PageInput(html=html)).kind.kind == "site"


@pytest.mark.parametrize("told", ["Situs ini sedang diperbarui", "Laman ini sedang dikemas kini"])
def test_a_site_that_is_being_renewed_in_indonesian_or_malay_is_not_there_yet(told: str) -> None:
    text = f"<title>Quay</title><h1>{told}</h1><p>Kami menambah lampu di dermaga dan tali baru untuk semua perahu.</p>"

    assert page_features(PageInput(html=text)).kind.kind is PageKind.DEFAULT
