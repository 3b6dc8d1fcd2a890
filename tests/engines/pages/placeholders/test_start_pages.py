"""Start pages of what nobody has listed: they speak to whoever set them up."""

from time import process_time

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.start_pages import READ, start_score
from rempart.engines.pages.reading.markup import read_markup

LINKS = "".join(f"<a href=https://quillstack.example/{part}>{part}</a> " for part in ("docs", "plugins", "community"))
STARTED = {
    "installed": "<h1>Welcome</h1><p>You have successfully installed Quillstack on this machine of yours, well done.",
    "a file": "<h1>Quillstack</h1><p>The view that draws this page is found at plume/views/start.html and waits.",
    "to begin": "<h1>Quillstack</h1><p>Open up Quill.js to start working on what you have in mind, whatever it is.",
    "ready": "<h1>Quillstack</h1><p>Congratulations! Your new plume application is ready, and drawn by one sheet.",
    "thanks": "<h1>Quillstack</h1><p>Thanks for installing it. Replace this page with one of your own by and by.",
    "a command": "<h1>Welcome to Quillstack</h1><p>Run npm run dev, then open src/plume/start.vue and write.",
    "whose it is": "<h1>Welcome to Quillstack</h1><p>Documentation, tutorials and plugins for those who plume.",
    "in Chinese": "<h1>Quillstack</h1><p>恭喜您，羽毛笔安装成功。文档与社区见下方链接。",
    "in Spanish": "<h1>Quillstack</h1><p>Ya tienes instalado Quillstack, es hora de empezar con la pluma.",
}


def kind_of(html: str) -> str:
    return page_features(PageInput(html=html, url="https://pier.example/")).kind.kind


MANUAL = "".join(f"<a href=https://www.plumewiki.example/{part}>{part}</a> " for part in ("help/start", "manual/faq"))
INSTALLED = {
    "et": "PlumeWiki on paigaldatud. Kasutamise kohta leiad lisateavet juhendist.",
    "af": "PlumeWiki is geïnstalleer. Kyk in die gids.",
    "ko": "플룸이 설치되었습니다. 안내를 보세요.",
    "sr": "PlumeWiki je instaliran. Pogledajte vodič.",
}


@pytest.mark.parametrize("language", INSTALLED)
def test_a_program_that_says_in_any_language_that_it_is_installed_has_no_site_yet(language: str) -> None:
    page = f"<title>Pier</title><p>{INSTALLED[language]}</p>"
    firm = "<title>Pier</title><p>Pier heating: installed in a day. </p>"

    assert kind_of(page + MANUAL) == "default"
    assert kind_of(f"{page}{MANUAL}<a href=/rooms>Rooms</a>") == "site"
    assert (
        kind_of(f"{firm}<a href=https://social.example/pier>Follow</a> <a href=https://map.example/pier>Map</a>")
        == "site"
    )


@pytest.mark.parametrize("name", STARTED)
def test_a_page_that_speaks_to_whoever_set_it_up_is_a_start_page(name: str) -> None:
    assert kind_of(f"<title>Quillstack</title>{STARTED[name]}</p>{LINKS}") == "default"


def test_the_reason_says_what_told() -> None:
    html = f"<title>Quillstack</title>{STARTED['ready']}</p>{LINKS}"
    reasons = page_features(PageInput(html=html)).kind.reasons()

    assert any(reason.code == "pages.start" and "your new plume" in reason.text for reason in reasons)


VISITED = {
    "a project": (
        "<title>Quillstack</title><h1>Quillstack</h1><p>A framework for plumes. Install it with npm install quillstack "
        "and read the docs. Source on a forge, chat every Friday, version two is out, and nobody has to pay for it.</p>"
    ),
    "documentation": (
        "<title>How to set up Quillstack</title><h1>Set up</h1><p>Once you have installed Quillstack, open the file "
        "config/plume.yml and edit the routes. Run sudo systemctl restart plume. You can find more below.</p>"
    ),
    "a fitter": (
        "<title>Vorlimo</title><h1>Stoves</h1><p>Your new stove is ready by Friday: installed by our fitters, started "
        "twice, and the old one is gone before you are back from the quay.</p>"
    ),
    "a greeting": (
        "<title>Vorlimo</title><h1>Welcome to the quay</h1><p>Boats, bells and letters since the year of the flood. "
        "Nela writes, Ruben sails, and the lamp is lit at six. Tell us of your ship.</p>"
    ),
    "a game": (
        "<title>Vorlimo</title><h1>Quill quest</h1><p>Your ship is ready, captain! Congratulations on reaching it. "
        "Open the chest, see the map, and change your sail before the wind does.</p>"
    ),
}


@pytest.mark.parametrize("name", VISITED)
@pytest.mark.parametrize("host", ["https://vorlimo.example", ""])
def test_a_page_that_speaks_to_visitors_is_none(name: str, host: str) -> None:
    links = "".join(f"<a href={host}/{part}>{part}</a> " for part in ("lamps", "letters", "community"))

    assert kind_of(f"{VISITED[name]}{links}") == "site"


def test_a_long_article_that_ends_with_the_start_page_is_a_site() -> None:
    step = "<p>Step {} of the way to the quay takes a rope, a lamp and the patience of two people.</p>"
    told = "".join(step.format(n) for n in range(30))

    assert kind_of(f"<title>Vorlimo</title>{told}<p>You have successfully installed Quillstack.</p>{LINKS}") == "site"


def test_a_page_that_visitors_enter_by_a_form_is_none() -> None:
    form = "<form action=/in><input name=nick><select name=age><option>18<option>19</select><input type=radio name=r>"

    assert (
        kind_of(f"<title>Quillstack</title>{STARTED['installed']}</p>{form}</form><p>41 people are here.</p>") == "site"
    )


@pytest.mark.parametrize(
    "made", ["a-", "your a-", "a.", "a/", "$%.~-", "this a page put ", "welcome your a- ", "put x.php/"]
)
def test_a_page_that_is_made_to_be_slow_is_not(made: str) -> None:
    markup = read_markup(f"<p>your {made * (READ // len(made))}</p>")
    begun = process_time()
    start_score(markup, PageInput(html=""), ["welcome"], 100, owned=False)

    assert process_time() - begun < 1.0  # minutes, while runs of words and folders had no bound


MENU = (
    "<a href=/>Start</a> <a href=/{admin}>Verwaltung</a> <a href=/queues/>Warteschlangen</a> <a href=/help/>Hilfe</a>"
)


@pytest.mark.parametrize(
    ("heading", "title", "admin", "url", "kind"),
    [
        ("Quillprint 2.4.2", "Start - Quillprint 2.4.2", "admin", "https://pier.example/", "default"),
        ("Open Quay Quillprint 2.4.2", "Start - Quillprint 2.4.2", "admin/", "", "default"),
        ("Quillprint 2.4.2", "Start - Quillprint 2.4.2", "download", "https://pier.example/", "site"),
        ("Quillprint 2.4.2", "Start - Quillprint 2.4.2", "admin", "https://quillprint.example/", "site"),
        ("What is new", "Quillprint 2.4.2", "admin", "https://pier.example/", "site"),
        ("Quillprint 2", "Start - Quillprint 2", "admin", "https://pier.example/", "site"),
    ],
    ids=["a program's", "with its maker", "no administration", "its maker's host", "of a version", "a short number"],
)
def test_a_program_that_says_its_version_shows_its_own_page(
    heading: str, title: str, admin: str, url: str, kind: str
) -> None:
    said = "<p>Ein Drucksystem für alle, die am Kai drucken, mit Ordnern für Klassen und Aufträge.</p>"
    html = f"<title>{title}</title>{MENU.format(admin=admin)}<h1>{heading}</h1>{said}"

    assert page_features(PageInput(html=html, url=url)).kind.kind == kind


@pytest.mark.parametrize(
    "html",
    [
        "<title>Quaycat/10.1</title><h1>Quaycat/10.1</h1><p>Well done!</p><a href=/manager>Manager</a>",
        "<title>It runs</title><h1>It runs!</h1><p>Quayd 3.2 is serving this page.</p>",
        "<title>NAS</title><h1>Web service is on</h1><p>To publish a page place index.html in the folder web.</p>",
        "<title>Pier</title><h1>Welcome</h1><p>This is your new home page. Drag elements here to begin.</p>",
        "<title>Quayvel</title><p>Quayvel</p><a href=https://quayvel.test/docs>Docs</a><p>Quayvel v11 (PHP v8.3)</p>",
    ],
)
def test_what_a_program_says_of_itself_to_whoever_set_it_up_is_a_start_page(html: str) -> None:
    assert page_features(PageInput(html=html)).kind.kind == "default"


def test_a_shelf_that_fills_once_its_reader_adds_something_is_its_keepers() -> None:
    html = "<title>New store</title><h1>New store</h1><p>Products will appear here once you add them.</p>"
    assert page_features(PageInput(html=html)).kind.kind == "default"


def test_a_version_of_no_program_is_no_start_page() -> None:
    html = "<title>Status</title><h1>Status</h1><p>All systems running. Version 4.2</p>"
    assert page_features(PageInput(html=html)).kind.kind == "site"


@pytest.mark.parametrize(
    "said",
    [
        "<p>Vold nemi tarnis public_html sav rovel.</p>",
        "<p>Nemi sav a /var/www vold tarnis.</p>",
        "<h1>Yay!</h1><p>Quaytracks version: 8.1.0</p><p>Saph version: 3.4.1</p>",
    ],
)
def test_a_folder_of_servers_or_versions_of_programs_are_told_to_nobody_else_in_any_language(said: str) -> None:
    assert page_features(PageInput(html=f"<title>Vold</title>{said}")).kind.kind == "default"


def test_who_shares_a_server_with_members_may_name_its_folder() -> None:
    members = "".join(f"<a href=/~{name}/>{name}</a> " for name in ("ada", "brin", "cole", "dara"))
    said = f"<p>A small server for friends. Pages go into public_html.</p>{members}"
    assert page_features(PageInput(html=f"<title>Tilde harbour</title>{said}")).kind.kind == "site"
