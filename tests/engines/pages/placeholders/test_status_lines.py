import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.status_lines import is_status_line
from rempart.engines.pages.words.text import words_of

# A reason phrase, and a text under it that no list holds.
CALLED = {
    "en": ("HTTP Version Not Supported", "What came in was written in a way that this house cannot take."),
    "de": ("Fehlerhafte Anfrage", "Was Ihr Programm geschickt hat, konnten wir hier leider gar nicht verarbeiten."),
    "fr": ("Requête incorrecte", "Ce que votre logiciel a envoyé ne peut pas être traité ici, vraiment pas."),
    "hu": ("Hibás lekérdezés", "Amit a programod küldött, azt itt sajnos nem tudtuk feldolgozni ma sem."),
    "ru": ("Неверный запрос", "То, что прислала ваша программа, мы здесь обработать никак не сумели."),
    "tr": ("Yetkisiz erişim", "Programınızın gönderdiği şeyi burada ne yazık ki hiç işleyemedik."),
    "nl": ("Authenticatie nodig!", "Wat uw programma stuurde, konden wij hier helaas in het geheel niet verwerken."),
    "ga": ("Rochtain neamh-cheadaithe!", "Níorbh fhéidir an rud a sheol do ríomhchlár a láimhseáil anseo ar chor."),
    "sv": ("Obehörig", "Det som ditt program skickade till sidan kunde vi tyvärr inte ta hand om här."),
}


@pytest.mark.parametrize("language", CALLED)
@pytest.mark.parametrize("head", ["<title>{0}</title>", "<h1>400</h1><h2>{0}</h2>", "<title>{0} | Harper Quay</title>"])
def test_a_page_that_is_called_by_the_reason_of_an_error_is_one(language: str, head: str) -> None:
    reason, said = CALLED[language]

    assert page_features(PageInput(html=f"{head.format(reason)}<p>{said}</p>")).kind.kind == "error"


def test_a_number_alone_tells_where_the_page_speaks_of_requests() -> None:
    said = "Le serveur a reçu une requête que nous ne pouvons lire, pour une page dont l'URL est trop longue."

    assert page_features(PageInput(html=f"<h1>414</h1><p>{said}</p>")).kind.kind == "error"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Vietato",
            "Five voices and a drum from the old quay. New songs in May, shirts in red and green, letters welcome.",
        ),
        (
            "599",
            "The line from the mill to the lighthouse, every ten minutes. Tickets at the driver's, bicycles ride free.",
        ),
        (
            "Gone",
            "A book on the ferries of the north, with maps and letters. Order it at the shop by the bridge, 9 euro.",
        ),
        (
            "451 degrees",
            "Bread and pies from a stone oven, open from six. Call us for cakes, we bring them to your door.",
        ),
    ],
)
def test_a_word_or_a_number_that_is_a_name_makes_no_error(title: str, said: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{said}</p>"

    assert page_features(PageInput(html=html)).kind.kind == "site"


def test_what_may_be_anything_is_a_status_line_beside_its_number_only() -> None:
    assert is_status_line(words_of("410 Gone"))
    assert not is_status_line(words_of("Gone"))


CLUB = (
    "Our club stands by the river and opens at nine. Members come in with a card, guests by the side door. Each Friday "
    "a band plays, and the kitchen serves soup till midnight. Our website lists all evenings; on this site you may "
    "also book a table."
)


@pytest.mark.parametrize("name", ["Verboten", "Interdit", "Kielletty", "No Response", "Too Early", "Geen toegang"])
def test_a_reason_without_its_number_is_a_name_on_a_page_that_says_more(name: str) -> None:
    html = f"<title>{name}</title><h1>{name}</h1><p>{CLUB}</p>"

    assert page_features(PageInput(html=html)).kind.kind == "site"


def test_a_number_and_a_word_that_the_host_bears_are_its_name() -> None:
    said = f"{CLUB} Our server pours tea, ask for the page of teas or send a request; broken cups are no error."
    html = f"<h1>404 Media</h1><p>{said}</p>"

    assert page_features(PageInput(html=html, url="https://404media.example/")).kind.kind == "site"
