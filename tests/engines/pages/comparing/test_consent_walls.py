"""A page of which a consent tool says all that is said is a wall; a page with a notice at its foot is none."""

import pytest

from rempart.engines.pages import PageInput
from rempart.engines.pages.comparing.consent_walls import is_a_wall
from rempart.engines.verdict import portrait_of

WALLS = {
    "en": (
        "We and our 842 partners store information on a device, such as cookies. "
        "You can change your choice at any time."
    ),
    "en-2": "This site asks for consent to use your data. Your personal data will be shared with 141 vendors of ours.",
    "fr": (
        "Nos partenaires et nous lisons des informations telles que les cookies. Le respect de votre vie privée compte."
    ),
    "de": "Besuchen Sie unsere Seite wie gewohnt mit Werbung und Tracking. Ihre Zustimmung ist jederzeit widerrufbar.",
    "es": (
        "Nuestros socios y nosotros usamos cookies para anuncios personalizados. "
        "Tu privacidad es importante para todos."
    ),
    "ja": "当サイトではクッキーを使用しています。続けるには同意が必要です。",
    "ar": "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط ونعالج البيانات الشخصية. يمكنك تغيير اختيارك في أي وقت",
}
ROOMS = (
    "Helpers wear a lantern sign and never ask for your full name. Guests from other towns are welcome after nine. "
    "Three warnings in one week close the door for the rest of the month."
)


def walled(text: str, most: int = 150) -> bool:
    html = f"<title>Velmora</title><a class=logo href=/>Velmora</a><p>{text}</p><button>OK</button>"
    return is_a_wall(portrait_of(PageInput(html=html)), most)


@pytest.mark.parametrize("language", WALLS)
def test_what_a_consent_tool_says_alone_is_a_wall(language: str) -> None:
    assert walled(WALLS[language])


@pytest.mark.parametrize("text", ["", ROOMS, f"{ROOMS} We use cookies to remember your room."])
def test_a_page_that_says_something_of_its_own_is_none(text: str) -> None:
    assert not walled(text)


def test_none_is_where_the_version_knows_none_or_the_page_says_more_words() -> None:
    assert not walled(WALLS["en"], 0)
    assert not walled(WALLS["en"], 10)
