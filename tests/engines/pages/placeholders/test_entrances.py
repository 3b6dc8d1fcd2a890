"""Pages that only let in, or only ask for consent, beside sites that say such a word."""

import pytest

from rempart.engines.pages import PageInput, page_features

TOKEN = "<form><input name=key><button>Verify</button></form>"
DOOR = "<form action=/in><input name=user><input name=secret type=password><button>OK</button></form>"


def kind_of(html: str) -> str:
    return page_features(PageInput(html=html, url="https://pier.example/")).kind.kind


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Quay bridge login</title><h1>Quay bridge</h1><p>Enter your bearer token:</p>{TOKEN}",
        "<title>Quay</title><h1>Welcome back</h1><p>Log in with a magic link that we send.</p><input type=email>",
        "<title>Quay</title><p>Escriba su nombre de usuario y contraseña para iniciar sesión.</p>",
        "<title>Quay</title><p>Войдите: логин, пароль.</p>",
        "<title>Quay</title><p>初めてログインすると、ユーザーアカウントが作成されます。</p><button>ログイン</button>",
        "<title>Quay</title><p>Anmeldung. Sie haben keine Eile. Benutzername, Passwort vergessen? Anmelden</p>",
        "<title>Logowanie</title><form><input name=login placeholder=Login><button>Dalej</button></form>",
        "<title>ログイン</title><form><input name=number placeholder=会員ID><button>次へ</button></form>",
        "<title>Kundenbereich</title><form><input name=nr placeholder=Kundennummer><button>Weiter</button></form>",
        "<title>Área do cliente</title><form><input name=n placeholder='Código de cliente'><button>Ir</button></form>",
        "<title>Личный кабинет</title><form><input name=n placeholder='Номер договора'><button>Далее</button></form>",
        "<title>客户中心</title><form><input name=k placeholder=客户编号><button>下一步</button></form>",
        "<title>Quay</title><form><label>Access code</label><input name=c><button>Go</button></form>",
        "<title>Sign in</title><p>Pier</p><button>Continue with e-mail</button>",
        "<title>Webmail</title><p>登录 用户名 密码</p>",
        "<title>Kai</title><p>Zaloguj się: nazwa użytkownika, hasło.</p>",
        f"<title>Quay Web Server</title><p>Location, user name</p>{DOOR}",
        f"<title>Studencki serwer pocztowy</title><p>Serwer: quay.example. Domena: quay.</p>{DOOR}",
    ],
)
def test_a_page_of_few_words_that_only_lets_in_is_an_entrance(html: str) -> None:
    assert kind_of(html) == "login"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Quay Boats</title><a href=/login>Login</a><p>Boats for two, lamps and ropes. Open until six.</p>",
        (
            "<title>On passwords</title><p>Boats do not ask for a password. We carry letters from pier to pier in rain "
            "and snow, and nobody has lost one since the flood.</p>"
        ),
        "<title>Orders</title><form><input name=n placeholder='Customer number'><textarea name=t></textarea></form>",
        "<title>Quay Parcels</title><form><input name=n placeholder='Parcel number'><button>Track</button></form>",
        "<title>Quill API documentation</title><p>login(username, password) starts a session. logout() ends it.</p>",
    ],
)
def test_a_word_of_signing_in_makes_no_entrance_of_a_site(html: str) -> None:
    assert kind_of(html) == "site"


def test_a_page_that_is_called_after_its_state_is_away_though_its_keeper_may_sign_in() -> None:
    said = "<h1>Witryna jest w trakcie budowy</h1><p>Witryna będzie dostępna niebawem.</p>"

    assert kind_of(f"<title>Witryna jest w trakcie budowy</title>{said}{DOOR}<p>Logowanie") == "default"
    assert kind_of(f"<title>Quay</title><p>Witryna: quay.example.</p>{DOOR}<p>Logowanie") == "login"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Polityka cookies.</p><p>Ta strona korzysta z plików cookies.</p><button>Akceptuję</button>",
        "<p>Diese Website verwendet Cookies. <button>Akzeptieren</button></p>",
        "<title>Quay</title><p>Este sitio utiliza cookies.</p><a href=#>Aceptar</a>",
    ],
)
def test_a_page_that_speaks_of_cookies_alone_is_a_wall_of_consent(html: str) -> None:
    assert kind_of(html) == "consent"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Forrest Lump</title><p>Copyright Forrest Lump.</p><p>This website uses cookies to count. Accept</p>",
        "<title>Quay</title><p>Lamps, ropes and letters until six, and soup.</p><p>This website uses cookies.</p>",
        "<title>Quill</title><p>A web framework for HTML, CSS and JavaScript.</p>",
    ],
)
def test_a_line_of_cookies_under_what_a_site_says_makes_no_wall_of_it(html: str) -> None:
    assert kind_of(html) == "site"


MENU = "".join(f"<a href=/{part}>{part.title()}</a>" for part in ("rooms", "rules", "prices", "keepers", "pier"))
TOLD = "<p>Boats leave from the old pier at six, and whoever wants a lamp asks the keeper of the quay for one. </p>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (f"<title>Quay client login</title>{TOLD * 6}{DOOR}", "login"),
        (f"<title>Quay login » Quay for keepers, boats and all who wait</title>{TOLD * 6}{DOOR}", "login"),
        (f"<title>Log in - Quay</title>{MENU}{TOLD * 6}{DOOR}", "login"),
        (f"<title>Quay</title><h1>Sign in to Quay</h1>{TOLD * 6}{DOOR}", "login"),
        (
            f"<title>Quay</title><p>Sign in or log in with your password.</p>{TOLD * 5}{DOOR}<p>Forgot password?",
            "login",
        ),
        (f"<title>Quay Boats</title>{MENU}<h1>Boats</h1>{TOLD * 6}<h2>Login</h2>{DOOR}", "site"),
        (f"<title>Quay Boats</title><h1>Boats</h1>{TOLD * 6}<p>Login</p>{DOOR}", "site"),
        (f"<title>Log in to Quay</title>{TOLD * 15}{DOOR}", "site"),
        ("<title>Quay chat login</title><p>Chat with people.</p><form><input name=nick></form>", "site"),
    ],
)
def test_a_longer_page_with_a_password_is_an_entrance_if_it_is_called_so_or_speaks_of_it_much(
    html: str, kind: str
) -> None:
    assert kind_of(html) == kind


HELP = "To log in or to sign in, press the lamp."


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (f"<title>Quay login page</title>{MENU}<p><a href=/go>Log in with Pier</a> <a>Sign in</a>{TOLD * 3}", "login"),
        (f"<title>Quay-påloggingsside</title>{MENU}<p><a href=/go>Logg på</a> <a>Login</a>{TOLD}", "login"),
        (f"<title>Quay login</title>{MENU}{TOLD * 3}", "site"),
        (f"<title>How to log in | Quay help</title><h1>How to log in</h1><p>{HELP}</p>{TOLD * 3}", "site"),
        (f"<title>Quay Boats</title>{MENU}<p><a href=/go>Log in</a> <a href=/join>Sign in</a>{TOLD * 3}", "site"),
        (f"<title>Quay chat login</title><a href=/go>Log in to chat</a> <a>Sign in</a>{TOLD * 3}", "site"),
        ("<title>Quay Dashboard Login</title><p>Boats.</p><form><input type=email><button>Next</form>", "login"),
        ("<title>Quay Boats</title><p>Boats.</p><form><input type=email><button>Next</form>", "site"),
        ("<title>Quay Login</title><p>Boats</p><form><input name=nick><input type=email><button>Go</form>", "site"),
    ],
)
def test_a_page_that_is_called_an_entrance_need_not_ask_for_a_password_itself(html: str, kind: str) -> None:
    assert kind_of(html) == kind


@pytest.mark.parametrize(
    "html",
    [
        "<title>Quay.example</title><p>Sorry, make sure you're not a robot. Type the characters:</p>",
        "<title>Quay.example</title><p>Geben Sie die Zeichen ein, damit wir wissen, dass Sie kein Bot sind.</p>",
        "<title>Quay</title><p>Đảm bảo bạn không phải là bot!</p>",
        "<title>Quay</title><p>Nous vérifions que vous n'êtes pas un robot. Saisissez les caractères :</p>",
    ],
)
def test_a_page_that_asks_whether_its_reader_is_a_robot_is_a_wall(html: str) -> None:
    assert kind_of(html) == "consent"


def test_talking_to_people_and_not_to_robots_is_what_a_chat_offers() -> None:
    said = "<p>Talk to people and not to bots: the keeper of the rooms is no robot.</p>"

    assert kind_of(f"<title>Quay chat</title>{said}<a href=/rooms>Rooms</a>") == "site"


ADDED = (
    "<script>window.__CF$cv$params={r:'8',t:'M'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>",
    "<script src='https://token.example/8a/challenge.js' defer></script>",
    "<script src='/_Incapsula_Resource?SWJIYLWA=719d34'></script>",
    "<a href='https://ddos-guard.example/'>Protected by ddos-guard</a>",
)


@pytest.mark.parametrize("added", ADDED)
def test_what_a_service_adds_to_every_page_is_no_wall(added: str) -> None:
    assert kind_of(f"<title>Quay Boats</title><h1>Quay Boats</h1>{TOLD * 2}{added}") == "site"


def test_the_script_of_a_wall_is_one() -> None:
    wall = "<script>window._cf_chl_opt={}; a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'</script>"

    assert kind_of(f"<title>quay.example</title>{wall}") == "consent"


@pytest.mark.parametrize(
    "title", ["ログイン - 波止場通販", "Quay News - Meld u aan", "Anmelden | Quay Shop", "Log in · Pier"]
)
def test_a_page_that_is_called_a_door_is_one_in_its_sites_whole_frame(title: str) -> None:
    menu = "".join(f"<a href=/{place}>Boats and ropes of sort {place}</a> " for place in range(60))

    def kind_below(called: str, door: str) -> str:
        return kind_of(f"<title>{called}</title><nav>{menu}</nav>{door}<footer>Quay, since 1950")

    assert kind_below(title, DOOR) == "login"
    assert kind_below("Quay Shop", DOOR) == "site"
    assert kind_below(title, "<p>Boats</p>") == "site"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Welcome to our Wi-Fi. Enter the voucher from your receipt.", "voucher"),
        ("Gäste-WLAN: Bitte geben Sie Ihren Code ein.", "ticket"),
        ("Conéctate a nuestra red WiFi con tu código.", "codigo"),
    ],
)
def test_what_lets_guests_onto_a_network_is_an_entrance(said: str, field: str) -> None:
    html = f"<title>Internet</title><p>{said}</p><form action=/go><input name={field}><button>OK</button></form>"
    assert page_features(PageInput(html=html)).kind.kind == "login"


@pytest.mark.parametrize("asked", ["Bist du volljährig?", "Êtes-vous majeur ?", "Czy jesteś pełnoletni?"])
def test_a_question_of_full_age_needs_no_number(asked: str) -> None:
    html = f"<title>{asked}</title><h1>{asked}</h1><button>1</button><button>0</button>"
    assert page_features(PageInput(html=html)).kind.kind == "consent"


def test_buttons_of_two_other_services_let_in_whatever_the_title() -> None:
    buttons = "<button>Continue with work e-mail</button><button>Continue with Quaykey</button>"
    page = "<title>Velmora</title><h1>Velmora</h1><p>Your workspace</p>{}<p>Ask your keeper for an invitation.</p>"
    assert kind_of(page.format(buttons)) == "login"
    assert kind_of(page.format("<button>Continue with breakfast</button>")) == "site"
