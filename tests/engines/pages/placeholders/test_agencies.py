"""An agency of one line, which makes sites for others, beside a site that is made anew."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind


def kind_of(title: str, text: str) -> PageKind:
    html = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
    return page_features(PageInput(html=html, url="https://oxbowlane.example/")).kind.kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mill Design", "We build websites for small firms in the valley. Online soon, too: yours."),
        ("Agentur Kai", "Wir gestalten Webseiten für kleine Betriebe. Bald auch online: die Ihre."),
        ("Bureau Kade", "Wij bouwen websites voor klanten. Binnenkort ook die van u."),
        ("Агентство", "Мы создаём сайты для клиентов. Скоро и ваш."),
        ("Byrån", "Vi bygger webbplatser åt kunder. Snart även din."),
    ],
)
def test_who_makes_sites_for_others_has_one(title: str, text: str) -> None:
    assert kind_of(title, text) is PageKind.SITE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Oxbow", "We build a new website for our customers. Online soon."),
        ("Kai", "Wir gestalten unsere Webseiten neu. Bald wieder online."),
        ("Набережная", "Мы создаём новый сайт. Скоро."),
    ],
)
def test_who_makes_ones_own_anew_has_none_yet(title: str, text: str) -> None:
    assert kind_of(title, text) is PageKind.DEFAULT
