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
    "<title>Just a moment...</title><p>Checking your browser</p>": PageKind.CONSENT,
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
