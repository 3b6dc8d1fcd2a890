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
