"""Pages that count down to their opening, beside those that count down to a feast."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.countdowns import counts_down

UNITS = {
    "en": ("00hours", "30min", "5sec", "Coming: soon"),
    "de": ("12 Stunden", "30 Minuten", "5 Sekunden", "Wir sind bald da"),
    "pl": ("12 godzin", "30 minut", "5 sekund", "Już wkrótce"),
    "ru": ("12 часов", "30 минут", "5 секунд", "Скоро"),
    "tr": ("12 saat", "30 dakika", "5 saniye", "Pek yakında"),
    "ko": ("12 시간", "30 분", "5 초", "곧"),
}


def kind_of(*lines: str) -> str:
    return page_features(PageInput(html="<title>Pier</title>" + "".join(f"<p>{line}</p>" for line in lines))).kind.kind


@pytest.mark.parametrize("language", UNITS)
def test_a_page_that_counts_down_to_what_comes_soon_is_not_there_yet(language: str) -> None:
    assert kind_of("Pier", *UNITS[language]) == "default"


def test_a_page_that_counts_down_and_asks_where_to_tell_it_is_not_there_yet() -> None:
    field = "<form action=/tell><input type=email name=mail><button>OK</button></form>"
    assert kind_of("Pier", "12 days", "12 hours", "30 minutes", "5 seconds", field) == "default"


def test_who_counts_down_to_a_wedding_keeps_a_site() -> None:
    assert kind_of("Anna and Tom", "12 days", "12 hours", "30 minutes", "5 seconds", "See you at the mill") == "site"


def test_a_sentence_of_time_is_no_countdown() -> None:
    told = "It took twelve hours and thirty minutes and five seconds to row the whole length of the river to the mill."
    assert not counts_down([told], 21)
    assert not counts_down(["Start in 2 hours 5 minutes 10 seconds"], 7)
    assert counts_down(["2 days 5 hours 7 minutes 10 seconds"], 8)


@pytest.mark.parametrize(
    "said",
    [
        "We will be opening our doors soon",
        "Notre boutique ouvre bientôt",
        "Wir eröffnen bald",
        "Il negozio aprirà presto",
        "Nuestra tienda abrirá pronto",
        "Velmora is dropping soon",
    ],
)
def test_a_page_that_says_that_it_opens_soon_and_no_more_is_not_there_yet(said: str) -> None:
    assert kind_of("Velmora", said, "Leave your name to be told.") == "default"


def test_what_else_opens_soon_is_told_by_a_site() -> None:
    told = "Registration for the spring course at the boat house opens soon"
    assert kind_of("Pier", told, "The house is open on Saturday from ten", "Bring boots and a coat") == "site"


def test_a_countdown_at_nothing_was_never_set_or_ran_out() -> None:
    assert kind_of("Pier", "00 Days", "00 Hours", "00 Minutes", "00 Seconds", "Our new home is on its way") == "default"


@pytest.mark.parametrize("said", ["Launching in 3 weeks", "Wir eröffnen in 14 Tagen", "Abrimos en 2 semanas"])
def test_what_opens_in_some_days_is_not_there_yet(said: str) -> None:
    assert kind_of("Pier", said, "First in line get 15 % off") == "default"


SOON = ["Coming soon", "Bientôt !", "¡PRÓXIMAMENTE!", "Proximamente", "Demnächst", "Em breve", "Wkrótce", "Скоро",
        "Yakında", "Prossimamente", "Binnenkort", "即将上线", "近日公開", "준비중", "בקרוב"]  # fmt: skip


@pytest.mark.parametrize("soon", SOON)
def test_a_heading_that_says_soon_and_nothing_else_is_of_a_site_that_is_not_there_yet(soon: str) -> None:
    told = "<p>We change how the harbour hears of its boats. Tell us where to write to.</p>"
    html = f"<title>Velmora Pier</title><h1>{soon}</h1>{told}"
    assert page_features(PageInput(html=html)).kind.kind == "default"


@pytest.mark.parametrize("soon", SOON[1:])
def test_a_section_of_what_comes_soon_is_a_part_of_a_site(soon: str) -> None:
    told = "<p>The boat leaves the pier at nine and is back by noon, with room for forty and soup for all who ask.</p>"
    html = f"<title>Velmora Pier</title><h1>Boats</h1>{told * 3}<h2>{soon}</h2><p>A second boat, in May.</p>"
    assert page_features(PageInput(html=html)).kind.kind == "site"
