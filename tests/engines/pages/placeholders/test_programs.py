import pytest

from rempart.engines.pages import PageInput, page_features


@pytest.mark.parametrize(
    ("greeting", "post"),
    [
        ("Hallo Welt!", "Willkommen bei WordPress. Dies ist dein erster Beitrag."),
        ("Bonjour tout le monde !", "Bienvenue sur WordPress. Ceci est votre premier article."),
        ("Hej världen!", "Välkommen till WordPress. Det här är ditt första inlägg."),
        ("Привет, мир!", "Добро пожаловать в WordPress. Это ваша первая запись."),
        ("世界，您好！", "欢迎使用WordPress。这是您的第一篇文章。"),
    ],
)
def test_a_program_in_which_nobody_has_written_is_a_default_page_in_its_languages(greeting: str, post: str) -> None:
    menu = "<a href=/feed/>RSS</a><a href=/2026/11/>11/2026</a>"
    html = f"<title>Harbour Lights</title><h2><a href=/first/>{greeting}</a></h2><p>{post}</p>{menu}"

    assert page_features(PageInput(html=html)).kind.kind == "default"


@pytest.mark.parametrize(
    "said",
    [
        "<h3>Your first category</h3><p>Your first forum. Description of your first forum. Topics 1 Posts 1",
        "<p>MediaWiki wurde installiert.</p><p>Hilfe zur Benutzung steht im Handbuch.",
        "<h1>Home Page</h1><p>CMS homepage content goes here.",
    ],
)
def test_boards_pages_and_wares_that_a_program_brought_along_are_a_default_page(said: str) -> None:
    menu = "<a href=/register>Register</a><a href=/login>Log in</a>"

    assert page_features(PageInput(html=f"<title>Harbour Lights</title>{menu}{said}")).kind.kind == "default"


def test_a_board_that_people_write_on_is_a_site_though_its_first_names_were_left() -> None:
    told = "<p>Four bells ring at eight, and whoever has a boat comes to the pier with a lamp and a song. " * 12
    menu = "".join(
        f"<a href=/{place}>{place}</a>" for place in ("rooms", "boats", "bells", "news", "members", "search")
    )
    said = f"<h3>Your first category</h3><p>Your first forum.</p>{menu}{told}"

    assert page_features(PageInput(html=f"<title>Harbour Lights</title>{said}")).kind.kind == "site"
