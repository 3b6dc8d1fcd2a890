import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind

HOST = "oxbowlane.example"

# Title and text, none of which names a site: what is the matter is said in pairs of words.
FAILED = {
    "en": ("Whoops", "What you are looking for does not exist or has moved. Check the address."),
    "fr": ("Mince", "Ce que vous cherchez n'existe pas ou a changé d'adresse. Vérifiez l'adresse saisie."),
    "pl": ("Ojej", "To, czego szukasz, nie istnieje albo zostało przeniesione. Sprawdź adres."),
    "tr": ("Hay aksi", "Aradığınız şey yok ya da taşınmış. Adresi denetleyin."),
    "zh": ("哎呀", "您要找的内容不存在或已被移走，请检查地址。"),
    "de": ("Konto stillgelegt", "Der Webspace dieses Kunden wurde wegen offener Rechnungen abgeschaltet."),
    "fi": ("Tili poissa käytöstä", "Tämän asiakkaan tila on kytketty pois maksamattomien laskujen vuoksi."),
    "es": ("Enlace caducado", "Este enlace ya no es válido. Solicite uno nuevo."),
    "ar": ("انتهت صلاحية الرابط", "هذا الرابط لم يعد صالحا. اطلب رابطا جديدا."),
    "ja": ("リンクの期限切れ", "このリンクは無効になりました。"),
    "cs": ("Aplikace není dostupná", "Aplikace teď neodpovídá."),
    "pt": ("Ops", "Algo deu errado. Tente novamente mais tarde."),
    "pt-x": ("Loja fechada", "A nossa loja online está fechada para manutenção."),
    "ru": ("Ой", "Что-то пошло не так. Попробуйте обновить страницу."),
    "hu": ("Hoppá", "Valami elromlott. Próbálja újra később."),
    "sl": ("Storitev izklopljena", "Izklopil jo je skrbnik."),
    "en-x": ("Unhandled exception", "The application threw one that it did not expect."),
    "en-y": ("Invalid link", "Sorry, the invite link that you followed has expired. Ask for another."),
    "pl-x": ("Sesja wygasła", "Przepraszamy, Twoja sesja wygasła."),
    "fr-x": ("Session expirée", "Votre session a pris fin."),
    "it": ("Ops", "Fatal: no template 17 in /srv/app/lib/base.php on line 12"),
}
# In a line: an error happened, a reader has no right, a session ended, a browser is too old, whom to ask.
OF_A_LINE = {
    "en": ("Oxbow Lane", "There was an error during the transfer of your oxbow."),
    "fr": ("Oxbow", "Nous n'avons pas pu traiter votre demande."),
    "de": ("Oxbow", "Sie haben leider keinen Zugang zu diesem Bereich."),
    "it": ("Oxbow", "Qualcosa è andato storto!"),
    "cs": ("Oxbow", "K tomu nemáte oprávnění."),
    "sl": ("Oxbow", "Žal za to nimate pravic."),
    "da": ("Oxbow", "Der er sket en fejl."),
    "sv": ("Oxbow", "Du saknar behörighet till det här."),
    "et": ("Oxbow", "Su sessioon on aegunud. Palun tule tagasi."),
    "ko": ("Oxbow", "세션이 만료되었습니다."),
    "uk": ("Oxbow", "Версія вашого браузера не підтримується."),
    "ar": ("Oxbow", "حدث خطأ أثناء النقل."),
    "ja": ("Oxbow", "この内容を見る権限がありません。"),
    "pl": ("Oxbow", "Program nie jest skonfigurowany. Skontaktuj się z administratorem."),
    "fi": ("Oxbow", "Tapahtunut virhe: on tapahtunut ongelma. Ota yhteyttä."),
    "es": ("Oxbow", "No está autorizado a realizar esta acción."),
    "en-w": ("Oxbow", "The panel is disabled. Look at your configuration."),
    "en-x": ("Oxbow check", "Expired oxbow link!"),
    "en-y": ("Oxbow is down", "Oxbow is down."),
}
# Moved or gone, a still server, no rights, another country, a stopped request, too many of them, a used-up plan.
REFUSED = {
    "hr": ("Ups", "Ovdje nema ničega. Stranica je premještena ili obrisana."),
    "ka": ("უი", "აქ არაფერია. გვერდი გადატანილია ან წაშლილია."),
    "sw": ("Samahani", "Hakuna kitu hapa. Ukurasa umehamishwa au umefutwa."),
    "ta": ("பிழை", "சேவையகம் பதிலளிக்கவில்லை. சில நிமிடங்களில் முயலவும்."),
    "he": ("תקלה", "השרת אינו מגיב. נסו שוב בעוד כמה דקות."),
    "is": ("Villa", "Þjónninn svarar ekki. Reyndu aftur eftir nokkrar mínútur."),
    "uk": ("Немає прав", "Ви не можете переглядати цю сторінку."),
    "ko": ("안내", "귀하의 국가에서 이 서비스를 이용할 수 없습니다."),
    "de": ("Land", "Dieser Inhalt wird in Ihrem Land nicht angezeigt."),
    "sv": ("Stopp", "Din begäran blockerades av brandväggen."),
    "cs": ("Firewall", "Váš požadavek zastavil náš firewall."),
    "tr": ("Yavaş", "Çok fazla istek gönderdiniz, lütfen bekleyin."),
    "pl": ("Ruch", "Serwis jest przeciążony, poczekaj chwilę."),
    "es": ("Límite", "Este sitio ha superado su cuota."),
    "fr": ("VPN", "Désactivez votre VPN pour continuer."),
    "it": ("Sequestro", "Questo sito è stato sequestrato."),
    "en": ("Private", "This site is private. Ask the owner for an invitation."),
    "en-x": ("Trial over", "The trial period of this site is over. Upgrade to bring it back."),
    "en-y": ("Hm", "We think that you are a bot."),
    "fr-x": ("Oups", "Cette adresse ne mène nulle part."),
}
# A filter or a court that stands between, of any length; what users put up and took down, a form and a server too late.
GONE = {
    "ko": ("안내", "접속하려는 사이트는 법령에 따라 차단되었습니다."),
    "nl": (
        "Stop",
        (
            "U komt op deze bladzijde omdat de website die u wilt bezoeken volgens de wet niet is toegelaten. Bent u "
            "de beheerder, richt u dan schriftelijk tot onze dienst, met alle stukken die u wilt laten zien, op "
            "werkdagen van negen tot vijf, of per brief."
        ),
    ),
    "tr": ("Durdu", "Ulaşmaya çalıştığınız site mahkeme kararıyla engellenmiştir."),
    "fi": ("Profiili poistettu", "Omistaja on poistanut tämän profiilin."),
    "el": ("Το προφίλ διαγράφηκε", "Αυτό το προφίλ διαγράφηκε από τον κάτοχό του."),
    "es": ("Formulario caducado", "El formulario estuvo abierto demasiado tiempo. Cárguelo de nuevo."),
    "da": ("Database", "Databasen: forbindelsen mislykkedes."),
    "ru": ("Хм", "Мы не можем найти то, что вы ищете."),
}
SET_UP_BY_NOBODY = {
    "es": ("Recién instalado", "Aún no se ha configurado nada en esta máquina."),
    "ru": ("Прочтите", "Удалите этот файл, когда загрузите свои."),
    "ja": ("新規設置", "このマシンにはまだ何も設定されていません。"),
    "fr": ("À lire", "Effacez ce fichier dès que vous aurez déposé les vôtres."),
}
CHECKED = {
    "el": ("Έλεγχος", "Ελέγχουμε ότι είστε άνθρωπος. Περιμένετε."),
    "ro": ("Verificare", "Verificăm dacă sunteți om. O clipă."),
    "lt": ("Tikrinimas", "Tikriname, ar nesate robotas."),
    "en": ("Security check", "Type the letters that the picture shows."),
    "it": ("Sei un robot?", "Spunta la casella per proseguire."),
    "uk": ("Ви робот?", "Поставте позначку, щоб продовжити."),
    "es": ("Un paso más", "Mantén pulsado el botón para demostrar que eres humano."),
    "zh": ("还差一步", "请拖动滑块证明您是真人。"),
    "de": ("WLAN", "Akzeptieren Sie die Nutzungsbedingungen, um sich mit dem WLAN zu verbinden."),
}
NOT_YET = {
    "da": ("Standardside", "Der er endnu ikke lagt en hjemmeside op her."),
    "sl": ("Pomol", "Spletno mesto še ni objavljeno."),
    "he": ("רציף", "האתר טרם פורסם."),
    "de": ("Auf dem Weg", "Wir arbeiten an einer neuen Seite. Schauen Sie bald wieder herein."),
    "pl": ("Dla Was", "Wlasnie pracujemy nad strona. Zajrzyj niebawem."),
    "el": ("Λίγη υπομονή", "Ετοιμάζουμε τη νέα μας σελίδα. Σύντομα κοντά σας."),
    "fr": ("Un peu de patience", "Nous préparons quelque chose. Revenez bientôt découvrir nos nouvelles pages."),
    "sv": ("Lite tålamod", "Här snickrar vi på något nytt. Titta in om några veckor på våra nya sidor."),
    "es": ("Funciona", "La máquina responde. Sustituya este archivo por su propia página de inicio."),
    "nl": ("Uw nieuwe ruimte", "Meld u aan bij het paneel en zet uw pagina's in de openbare map."),
}
RAN_OUT = {
    "de": f"Die Laufzeit von {HOST} ist zu Ende gegangen. Der bisherige Inhaber kann sie noch zurückholen.",
    "pl": f"Okres rejestracji {HOST} dobiegł końca. Dotychczasowy abonent może go jeszcze odzyskać.",
}
# The same words of a trade, a bus, a choir: each lacks what makes it the page's own plight.
ORDINARY = (
    ("en", "Oxbow Bakery", "We are preparing our spring cakes here. Come back on Thursday for the first buns."),
    ("es", "Diario de horno", "Algo salió mal con la masa para la feria. Inténtalo de nuevo con menos agua."),
    ("en", "Riddle", "Something is wrong with this picture. Find out what, then try again with the next."),
    ("en", "Ashby Digital", "We are building websites and shops for people in the valley. Call us soon."),
    ("en", "Ashby Wool", "Our online shop is closed on Sundays. Orders go out on Monday."),
    ("fr", "Laines", "Notre boutique en ligne est fermée le dimanche. Envois dès lundi."),
    ("en", "Dead End", "Dead End is a lane with six houses and one cat. We meet on Fridays."),
    ("en", "Lost dog", "We are looking for our dog, who moved fast and is shy. Call if you see her near the mill."),
    ("en", "Museum", "What you seek has moved: the old wheel now stands in the new hall, opposite the address."),
    ("en", "Blood bank", "The service is not available on Sundays. Donate from Monday to Friday at the town hall."),
    ("en", "Summer session", "The summer session has ended. Thank you to all who sang with us; we start in autumn."),
    ("en", "Chain works", "Our broken link service repairs bicycle chains while you wait. Each link is tested."),
    ("en", "Print shop", "Put your file in the folder on our counter or send pages by mail. Ready the next day."),
    ("en", "Expired link cards", "Our expired link card is a joke for friends. Order it here, in a box of ten."),
    ("de", "Ungültige Links", "Ungültige Links heißt unser Roman über drei Brüder. Im Buchhandel ab Mai."),
    ("en", "Closed accounts | Oxbow", "We keep closed accounts for each customer. Bills and invoices since 1990."),
    ("fr", "Oxbow Camping", "Nous préparons le camping. Revenez au printemps, nos pages de photos vous attendent."),
    ("en", "Accountants", "Unpaid invoices, closed accounts, reminders: we take care of your customers."),
    ("en", "Oxbow flats", "When the lease term is over the owner writes to you. See oxbow.example for flats."),
    ("en", "Lease law", "Your lease has ended and the owner will not return the deposit. Write to us."),
    ("en", "Oxbow Campsite", "Preparing the site for summer. Check back: the site opens in May."),
    ("en", "Law", "We help when the flat that you are trying to buy is kept from you by a court. Call us."),
    ("en", "Club rules", "If the pitch that you are trying to book is barred by a rule, ring the porter."),
    ("ru", "Нет прав", "Роман Р. Эшби. Уже в магазинах."),
    ("en", "Robot club", "Children build robots on Saturdays. Are you a builder of robots? Select a day and join us."),
    ("en", "Forum Oxbow", "The forum is closed on Sundays. Debates every Friday in the town hall."),
    ("en", "Mills", "Nothing is set up faster: this machine mills flour in minutes."),
    ("en", "Friday dance", "Move and show that you are human: dance on Fridays."),
    ("ru", "Форум", "Форум закрыт по понедельникам. Споры по пятницам."),
    ("fr", "Profil", "Profil, coiffeur au quai. Taches supprimées, cheveux coupés."),
    ("en", "Museum", "The hall may have moved twice, and its tower was removed. A page of history each week."),
    ("en", "Puzzle post", "Enter the letters you find in the picture and win a book."),
    ("en", "Hostel", "Free wifi. Guests agree to the house rules. Rooms from 20."),
    ("en", "Quay beach", "The site is private, guests by invitation of the club only. Book a day."),
    ("en", "Petition", "Too many requests for the hall reach us. Please wait for the next list in May."),
    ("en", "Seeds", "Some seeds cannot be sent to your country. Ask us by mail."),
    ("en", "Nowhere", "Pages of a diary from nowhere. New page each week."),
    ("en", "Model", "A person who sits for painters. Checking that you are a person who can sit still."),
    (
        "de",
        "Stadtmuseum",
        "Die Halle wurde vielleicht 1910 verlegt, der Turm entfernt. Eine Seite der Stadtgeschichte.",
    ),
    ("ru", "Загадка", "Впишите буквы с картинки и выиграйте книгу."),
    ("it", "Ostello", "Wi-Fi gratis. Accettiamo carte. Condizioni per gruppi."),
    ("ja", "引越", "お探しの方が移動されたピアノの数は百台です。お電話ください。"),
)


def kind_of(language: str, title: str, text: str) -> PageKind:
    html = (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>"
    )
    return page_features(PageInput(html=html, url=f"https://{HOST}/")).kind.kind


@pytest.mark.parametrize("language", FAILED)
def test_what_failed_is_told_without_a_word_of_sites(language: str) -> None:
    assert kind_of(language, *FAILED[language]) is PageKind.ERROR


@pytest.mark.parametrize("language", GONE)
def test_what_is_barred_taken_down_or_late_is_told(language: str) -> None:
    assert kind_of(language, *GONE[language]) is PageKind.ERROR


@pytest.mark.parametrize("language", SET_UP_BY_NOBODY)
def test_a_machine_on_which_nobody_set_up_anything_is_told(language: str) -> None:
    assert kind_of(language, *SET_UP_BY_NOBODY[language]) is PageKind.DEFAULT


@pytest.mark.longer
@pytest.mark.parametrize("language", REFUSED)
def test_who_is_refused_is_told_so(language: str) -> None:
    assert kind_of(language, *REFUSED[language]) is PageKind.ERROR


@pytest.mark.parametrize("language", CHECKED)
def test_who_has_to_show_that_a_person_comes_is_told_so(language: str) -> None:
    assert kind_of(language, *CHECKED[language]) is PageKind.CONSENT


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Oops", "This page was moved or deleted."),
        ("Hoppla", "Diese Seite wurde verschoben oder gelöscht."),
        ("Ups", "Strona została usunięta lub przeniesiona."),
        ("哎呀！", "这里什么都没有，页面可能已被移动或删除。"),
        ("பிழை", "சேவையகம் பதிலளிக்கவில்லை. சில நிமிடங்களில் முயலவும்."),
        ("Kļūme", "Serveris neatbild. Mēģiniet pēc dažām minūtēm."),
    ],
)
def test_below_a_cry_over_a_mishap_a_sites_menu_may_stand(title: str, text: str) -> None:
    menu = "".join(f"<a href=/{place}>{place.capitalize()}</a> " for place in ("boats", "ropes", "lamps", "sails"))

    def kind_below(heading: str) -> PageKind:
        html = f"<title>{heading} | Oxbow</title><nav>{menu}</nav><h1>{heading}</h1><p>{text}</p>"
        return page_features(PageInput(html=html, url=f"https://{HOST}/")).kind.kind

    assert kind_below(title) is PageKind.ERROR
    assert kind_below("Oxbow boats") is PageKind.SITE


def test_who_is_called_by_a_trade_of_two_letters_does_not_cry_out() -> None:
    told = "Ask anything about the harbour, and read what others asked of tides and lanterns before you did. " * 3
    menu = "<nav><a href=/a>Tours</a><a href=/b>Prices</a><a href=/c>About</a></nav>"
    failed = "<p>Something went wrong. Please try again.</p><footer>Oxbow 2026, Harbour Street</footer>"
    html = f"<title>Oxbow | AI</title>{menu}<h1>Oxbow</h1><p>{told}</p>{failed}"

    assert page_features(PageInput(html=html, url=f"https://{HOST}/")).kind.kind is PageKind.SITE
    assert page_features(PageInput(html=html.replace("AI<", "Oops<"))).kind.kind is PageKind.ERROR


@pytest.mark.parametrize("language", OF_A_LINE)
def test_a_page_of_a_line_tells_what_is_the_matter(language: str) -> None:
    title, said = OF_A_LINE[language]
    html = f"<title>{title}</title><h1>{said}</h1><p><a href=/>{title}</a>"
    assert page_features(PageInput(html=html, url=f"https://{HOST}/")).kind.kind is PageKind.ERROR


def test_a_heading_that_says_it_all_tells_it_in_its_sites_frame() -> None:
    menu = "".join(f"<a href=/{part}>{part}</a> " for part in ("boats", "piers", "ropes", "bells"))
    rest = "<p>Boats, piers and ropes, drawn by hand and sold by weight, on every day but the one after.</p>" * 2
    html = "<title>Oxbow Lane</title>{menu}<h2>{said}</h2>{rest}"

    def kind(said: str) -> PageKind:
        page = PageInput(html=html.format(menu=menu, said=said, rest=rest), url=f"https://{HOST}/")
        return page_features(page).kind.kind

    assert kind("Sorry, we were unable to find what you asked for") is PageKind.ERROR
    assert kind("Sorry, we were able to mend what you asked for") is PageKind.SITE


@pytest.mark.parametrize("language", NOT_YET)
def test_what_is_prepared_or_to_be_put_there_is_told(language: str) -> None:
    assert kind_of(language, *NOT_YET[language]) is PageKind.DEFAULT


@pytest.mark.parametrize("language", RAN_OUT)
def test_a_name_whose_term_ran_out_is_parked(language: str) -> None:
    assert kind_of(language, HOST, RAN_OUT[language]) is PageKind.PARKED


@pytest.mark.parametrize(("language", "title", "text"), ORDINARY)
def test_who_speaks_of_the_same_in_a_trade_keeps_a_site(language: str, title: str, text: str) -> None:
    assert kind_of(language, title, text) is PageKind.SITE


def test_a_long_page_that_tells_of_it_is_a_site() -> None:
    told = "The mill stands by the river and its wheel turns from May to October for all who come. " * 8
    assert kind_of("en", "Link expired", f"This link is no longer valid. {told}") is PageKind.SITE


# Which steps are left until somebody's site is there, with what a host of sites gives for them.
STEPS = {
    "en": ("oxbowlane.example", "Almost there. Your website is a few steps away: open the site builder or use FTP."),
    "pt": ("Falta pouco para o seu site", "Crie uma página com o criador de sites ou instale o WordPress."),
    "de": ("Nur noch wenige Schritte bis zu Ihrer Website", "Öffnen Sie den Baukasten oder den Dateimanager."),
    "es": ("Ya casi tienes tu sitio", "Falta poco para ver tu sitio. Entra en el panel de control y elige WordPress."),
    "ru": ("Ещё чуть-чуть", "Осталось немного, и ваш сайт заработает. Откройте конструктор сайтов."),
    "id": ("Sedikit lagi", "Sedikit lagi situs Anda tampil. Buka cPanel lalu unggah berkas lewat FTP."),
}


@pytest.mark.parametrize("steps", STEPS)
def test_a_page_that_tells_its_keeper_which_steps_are_left_is_a_default_one(steps: str) -> None:
    title, text = STEPS[steps]

    page = PageInput(html=f"<title>{title}</title><h1>{title}</h1><p>{text}</p>", url=f"https://{HOST}/")
    assert page_features(page).kind.kind is PageKind.DEFAULT


# … as who makes sites or teaches how to make one says, too, and more beside it.
TAUGHT = {
    "en": "The first steps to your website are a talk over coffee and a look at what you have. We work with WordPress.",
    "course": "Here is how to put your website online: we choose a name, install WordPress and look at it.",
    "fr": "Les premières étapes de votre site sont un entretien et un regard sur ce que vous avez, avec WordPress.",
    "de": "Die ersten Schritte zu Ihrer Website sind ein Gespräch und ein Blick auf das, was Sie haben, mit WordPress.",
}
EVENINGS = (
    "Bring a warm coat and a picture of something that you love, since the loft is cold and the kettle is small. On "
    "the second evening we walk along the quay and look at boats, and on the third there is soup for all who are still "
    "there. Whoever wants to come writes to us or knocks at the green door on a weekday, by the old crane."
)


@pytest.mark.parametrize("taught", TAUGHT)
def test_who_makes_sites_or_teaches_it_tells_of_first_steps_and_of_more(taught: str) -> None:
    page = PageInput(html=f"<title>Oxbow Loft</title><p>{TAUGHT[taught]} {EVENINGS}</p>", url=f"https://{HOST}/")

    assert page_features(page).kind.kind is PageKind.SITE


def test_a_firm_that_sells_sites_tells_in_its_menu_what_else_it_sells() -> None:
    sold = "<p>A few steps to your website: our site builder and WordPress cost 4 € a month, and our people help.</p>"
    menu = "".join(f"<a href=/offer-{at}>Offer {at}</a>" for at in range(8))

    page = PageInput(html=f"<title>Oxbow Sites</title>{menu}{sold * 3}", url=f"https://{HOST}/")
    assert page_features(page).kind.kind is PageKind.SITE
