"""A reopened chat says in words of placeholders that its old domain is blocked, and lets in by a nickname alone."""

import pytest

from rempart.engines.pages import PageInput, page_features

ONE = "<form action=/enter><input name=nick placeholder=Nickname><button>Enter</button></form>"
BUTTON = "<a href=/enter>Enter chat</a>"
HEAD = "<title>Velmora</title><meta property=og:site_name content=Velmora><a class=logo href=/>Velmora</a>"
MOVED = {
    "en": "Velmora moved. The old domain was blocked and is no longer available; from now on we are here.",
    "de": "Velmora ist umgezogen. Die alte Domain wurde gesperrt und ist nicht mehr erreichbar, nun sind wir hier.",
    "fr": "L'ancien domaine a été bloqué et n'est plus disponible, nous sommes ici désormais. Les salons ouvrent.",
    "ru": "Velmora переехала. Старый домен заблокирован и больше недоступен, теперь мы здесь.",
    "ja": "古いドメインはブロックされ、もう利用できません。これからはここです。部屋は夕方六時に開きます。",
    "hu": "A régi domain le lett tiltva és már nem elérhető, mostantól itt vagyunk. A szobák este hattól nyílnak.",
    "back": "Our site was closed by the authorities without a reason. We are back, with all names and rooms.",
    "retour": "Notre site a été fermé par les autorités. Nous sommes de retour, avec tous les pseudos.",
    "mondays": "The website is under maintenance every Monday at noon. Else, write to people of your town.",
    "mirror": "This page is a mirror. The main domain is not available in your country. Choose a room and come in.",
}


def kind_of(html: str, url: str = "https://velmora24.test/") -> str:
    return page_features(PageInput(html=html, url=url)).kind.kind


@pytest.mark.parametrize("said", MOVED)
@pytest.mark.parametrize("way", ["", ONE, BUTTON])
def test_what_a_page_says_of_its_old_domain_is_not_said_of_itself(said: str, way: str) -> None:
    assert kind_of(f"{HEAD}<p>{MOVED[said]}</p>{way}") == "site"


@pytest.mark.parametrize(
    "said",
    [
        "Velmora.example has been suspended by the registrar. Same chat, same rooms, from six in the evening.",
        "Server 2 is full. If a room is not found, ask the keeper. Guests without a name get access denied.",
        "Sign in with a nickname and talk to people near you. No password, no e-mail.",
        "Zaloguj się pod pseudonimem i rozmawiaj z ludźmi z miasta. Bez hasła.",
        "ニックネームでログインして、町の人と話そう。パスワードは不要。",
    ],
)
def test_who_is_asked_for_a_nickname_alone_enters_a_site(said: str) -> None:
    assert kind_of(f"{HEAD}<p>{said}</p>{ONE}") == "site"


@pytest.mark.parametrize(
    "form",
    [
        "<form><input name=q><button>Search</button></form>",
        "<form><input name=email type=email><button>Tell me</button></form>",
        "<form><input name=name><input name=email type=email><textarea name=offer></textarea></form>",
        "<form><input name=name><button>Notify</button></form>",
        "<form><input name=nick><input name=mail><button>Notify</button></form>",
    ],
)
def test_what_placeholders_ask_for_lets_nobody_in(form: str) -> None:
    assert kind_of(f"<title>x.example</title><p>This domain is for sale: make an offer.</p>{form}") == "parked"


@pytest.mark.parametrize(("host", "name"), [("forbidden-chat.test", "Forbidden Chat"), ("timeout24.test", "Timeout")])
def test_a_name_that_its_host_bears_is_no_state(host: str, name: str) -> None:
    html = f"<title>{name}</title><h1>{name}</h1><p>Write to people of your town, by text or by picture, until six.</p>"

    assert kind_of(html, f"https://{host}/") == "site"


def test_a_sentence_of_an_old_page_alone_leaves_what_else_is_said() -> None:
    html = "<title>Quay</title><p>Our old site is gone.</p><p>The new website is under construction. Back soon.</p>"

    assert kind_of(html) == "default"


@pytest.mark.parametrize(
    "said", ["Site maintenance until we're back online.", "Estamos de volta em breve! Site em manutenção."]
)
def test_until_a_site_is_back_it_is_not(said: str) -> None:
    assert kind_of(f"<title>Quay</title><p>{said}</p>") == "default"


@pytest.mark.parametrize(
    "said",
    [
        "See how it works before you buy a lamp.",
        "Diese Webseite verwendet Cookies.",
        "Tell us about your company, and describe your boat.",
        "Réservez votre hébergement au port.",
        "Your account has been created by the keeper.",
    ],
)
def test_what_sites_say_more_often_than_placeholders_makes_none(said: str) -> None:
    more = "Boats for two and lamps of brass stand by the pier. The keeper lends both from six until the bell rings."
    kind = page_features(PageInput(html=f"<title>Quay Boats</title><p>{more}<p>{said}")).kind

    assert kind.kind == "site"


KEPT = (
    "<p>Ce domaine de douze hectares est dans la famille depuis 1890. Dégustation le samedi.</p>",
    "<p>Este dominio de viñas viejas da vinos de guarda. Visitas con cita previa en la bodega.</p>",
    "<p>Diese Seite ist noch klein, aber wir singen laut. Proben jeden Mittwoch um acht im Saal.</p>",
    "<p>Tento web je o naší hospodě a jejím pivu. Otevřeno denně od čtyř do půlnoci.</p>",
    "<p>Ez az oldal a virágboltunkról szól. Csokrok minden alkalomra, naponta frissen.</p>",
    "<p>This site is under my desk. I write about trains, bridges and soup of the valley.</p>",
)


@pytest.mark.parametrize("said", KEPT)
def test_land_and_what_is_said_without_a_state_is_no_placeholder(said: str) -> None:
    assert kind_of(f"<title>Maison Lind</title><h1>Maison Lind</h1>{said}") == "site"


@pytest.mark.parametrize("number", ["Tel. 020 555 0101", "Tél : 03 88 55 50 10", "電話 03-5550-0101", "+49 211 555010"])
def test_who_can_be_called_keeps_a_site(number: str) -> None:
    closed = "<p>Wegen Umbau geschlossen bis Mai. Danach sind wir wieder für Sie da, mit Brot und Kuchen.</p>"

    assert kind_of(f"<title>Bäckerei Lind</title><h1>Bäckerei Lind</h1>{closed}<p>{number}") == "site"
    assert kind_of(f"<title>Bäckerei Lind</title><h1>Bäckerei Lind</h1>{closed}") == "default"
    assert kind_of(f"<title>Bäckerei Lind</title><h1>Bäckerei Lind</h1>{closed.replace('Mai', '3. Mai')}") == "site"
    assert kind_of(f"<h1>This domain is parked</h1><p>This domain is for sale.</p><p>{number}") == "parked"


GATE = (
    "<h1>Are you over 18?</h1><p>By entering you confirm that you are at least 18 years old.</p>"
    "<a href=/home>Yes, enter</a> <a href=https://search.example>No, leave</a>"
)


def test_a_gate_under_the_name_of_its_host_is_a_sites_own() -> None:
    assert kind_of(HEAD + GATE) == "site"
    assert kind_of(f"<title>Ashby</title>{GATE}") == "consent"  # a name that its host does not bear
    assert kind_of(f"<title>velmora24.test</title>{GATE}") == "consent"  # as a service writes on its own


@pytest.mark.parametrize(
    "notice",
    [
        "Tonight from three to four the server is under maintenance.",
        "The young room is temporarily closed.",
        "Der Jugendraum ist vorübergehend nicht offen.",
        "Videomístnosti již brzy.",
    ],
)
def test_a_link_to_where_people_talk_lets_in(notice: str) -> None:
    assert kind_of(f"{HEAD}<p>{notice}</p><a href=/chat>Chat</a>") == "site"
    assert kind_of(f"{HEAD}<h1>404 Not Found</h1><p>Page not found.</p><a href=/chat>Chat</a>") == "error"


@pytest.mark.parametrize(
    "said",
    [
        "<h1>Ce domaine est à vendre</h1><p>Contactez-nous pour faire une offre à qui le garde depuis dix ans.</p>",
        "<p>Este dominio ha sido reservado por un cliente de nuestra casa, que aún no lo usa para nada.</p>",
        "<p>Diese Seite ist gerade in Arbeit.</p>",
        "<p>Web je mimo provoz.</p>",
        "<p>Az oldal megszűnt.</p>",
    ],
)
def test_what_says_a_state_stays_one_without_a_word_of_the_net(said: str) -> None:
    assert kind_of(f"<title>Velmora</title>{said}") in {"parked", "default", "error"}


@pytest.mark.parametrize(
    "said",
    [
        "Velmora est à vendre. Faites une offre pour ce domaine.",
        "Velmora está en venta. Haga una oferta por este dominio.",
    ],
)
def test_a_sale_told_by_name_is_one_of_the_net_where_offers_are_made_for_the_domain(said: str) -> None:
    assert kind_of(f"<title>Velmora</title><a class=logo>Velmora</a><p>{said}</p><p>hello@velmora.example") == "parked"


@pytest.mark.parametrize(
    "said", ["Die Lobby ist voll, bitte versucht es später noch einmal.", "This room is temporarily unavailable."]
)
def test_a_messenger_under_the_sites_name_lets_in_and_a_hosters_does_not(said: str) -> None:
    assert kind_of(f"{HEAD}<p>{said}</p><a href=https://t.me/velmorarooms>T</a>") == "site"
    assert kind_of(f"{HEAD}<p>{said}</p><a href=https://t.me/quayhost>T</a>") in {"default", "error"}
    hoster = "<title>Quayhost</title><a class=logo href=/>Quayhost</a>"
    assert kind_of(f"{hoster}<p>{said}</p><a href=https://t.me/quayhost>T</a>") in {"default", "error"}


LINES = [
    "Domain blocked? Use our list of mirrors.",
    "Die Domain wurde uns weggenommen.",
    "Регистрация временно закрыта.",
    "¿Sitio bloqueado? Cambia las DNS.",
    "velmora.example został zablokowany, działamy tutaj.",
]


@pytest.mark.parametrize("line", LINES)
def test_a_page_called_after_talking_that_lets_in_is_a_site_whatever_it_says_in_one_line(line: str) -> None:
    head = "<title>Velmora Chat</title><h1>Velmora Chat</h1>"

    for way in (
        "<a href=/go>Enter</a>",
        "<button onclick=go()>Войти</button>",
        "<a href=https://t.me/vm_news>News</a>",
    ):
        assert kind_of(f"{head}<p>{line}</p>{way}") == "site"
    assert kind_of(f"{head}<p>This domain is for sale.</p>") == "parked"


def test_a_page_that_leads_to_its_own_channel_is_no_error() -> None:
    told = "<title>Velmora</title><h1>Velmora</h1><p>This page was blocked."

    assert kind_of(f"{told}<a href=https://t.me/velmora_new>Telegram</a>") == "site"
    assert kind_of(f"{told}<a href=https://t.me/others>Telegram</a>") == "error"


def test_what_is_said_of_another_host_is_not_said_of_the_page() -> None:
    assert kind_of("<title>Quay</title><h1>Quay</h1><p>quay-lights.example was seized, here we are.") == "site"
    assert kind_of("<title>Quay</title><h1>Quay</h1><p>velmora24.test was seized.") == "error"


ASKED = {
    "fr": "Pseudo, âge, sexe, code postal",
    "ru": "Ник, возраст, пол, индекс",
    "pl": "Nick, wiek, płeć, kod pocztowy",
    "ar": "الاسم المستعار، العمر، الجنس، الرمز البريدي",
    "ja": "ニックネーム 年齢 性別 郵便番号",
    "tr": "Takma ad, yaş, cinsiyet, posta kodu",
}


@pytest.mark.parametrize("title", ["", "Velmora", "Entrer", "Войти", "Login"])
@pytest.mark.parametrize("language", ASKED)
def test_who_asks_of_a_person_in_a_line_is_no_placeholder_and_no_door(language: str, title: str) -> None:
    asks = f"<p>{ASKED[language]}</p>"
    for entrance in (
        "<a href=/go>OK</a>",
        "<form><input name=a><input name=b type=password><button>OK</button></form>",
    ):
        page = page_features(PageInput(html=f"<html lang={language}><title>{title}</title>{asks}{entrance}"))

        assert page.kind.kind == "site", (entrance, page.kind.marks)


@pytest.mark.parametrize("enter", ["Entrar", "Вход", "ورود", "Masuk"])
def test_a_form_of_choices_or_of_a_nickname_is_no_door_whatever_its_button_says(enter: str) -> None:
    title = f"<title>{enter}</title>"
    choices = (
        "<form><label>Apodo</label><input name=a><label>Edad</label><input name=b><label>Sexo</label><select name=c>"
        f"<option>F<option>M</select><button>{enter}</button></form>"
    )
    nickname = f"<form><input name=x placeholder='Nama panggilan'><button>{enter}</button></form>"
    for form in (choices, nickname):
        assert page_features(PageInput(html=title + form)).kind.kind == "site", form
