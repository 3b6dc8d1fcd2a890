"""Somebody's own home page, the rest of which is under construction, beside one that is not there yet."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind

THERE = {
    "en": (
        "Oxbow",
        (
            "I am a painter in the valley. This page is under construction, but here are pictures of my "
            "boats, my dog and the mill. Write to me and I will answer. Last change: May 1998."
        ),
    ),
    "de": (
        "Malerei am Altarm",
        (
            "Ich bin Malerin im Tal. Diese Seite ist noch im Aufbau, aber hier sind schon Bilder von meinen "
            "Booten, meinem Hund und der Mühle. Schreibt mir, ich antworte gern."
        ),
    ),
    "pl": (
        "Strona Anny",
        (
            "Jestem malarką z doliny. Ta strona jest w budowie, ale są już moje łodzie, mój pies i młyn. "
            "Napisz do mnie, chętnie odpowiem na każdy list od gości."
        ),
    ),
    "ru": (
        "Страница Анны",
        (
            "Я художница из долины. Эта страница ещё в разработке, но здесь уже есть мои лодки, моя собака и "
            "мельница. Пишите мне, я отвечаю на все письма гостей."
        ),
    ),
    "called so": (
        "Anna's Home Page",
        (
            "This page is still under construction. Boats: two. Dogs: one. Mills: none, but the wheel by the "
            "river turns from May to October for all who come and look, on weekdays too."
        ),
    ),
}
NOT_THERE = {
    "en": ("Anna's page", "My home page is under construction. Come back soon."),
    "de": ("Annas Homepage", "Meine Homepage ist im Aufbau. Schaut bald wieder vorbei."),
    "fr": ("Page d'Anna", "Ma page est en construction. Revenez bientôt."),
}
# Words that are "I" or "my" in another language.
NOBODYS = {
    "de": (
        "Unsere Webseite entsteht gerade neu. Wir arbeiten mit Hochdruck an einem frischen Auftritt mit vielen neuen "
        "Inhalten. Bald sind wir wieder für Sie da. Bei Fragen schreiben Sie uns gerne eine Nachricht."
    ),
    "pl": (
        "Strona w budowie. Pracujemy nad nową wersją naszego serwisu i wkrótce wrócimy z nową treścią i nowym "
        "wyglądem. Zapraszamy ponownie za kilka dni. Przepraszamy za utrudnienia i dziękujemy za cierpliwość."
    ),
    "cs": (
        "Stránky jsou ve výstavbě. Nový web je v přípravě a spuštění je plánováno na příští měsíc. Pracujeme na novém "
        "obsahu a novém vzhledu. Omlouváme se za dočasné potíže a děkujeme za trpělivost."
    ),
    "ro": (
        "Site în construcție. Lucrările sunt în curs și noile pagini sunt pregătite de echipa noastră. Vă mulțumim "
        "pentru răbdare și vă așteptăm în curând cu un conținut nou și cu un aspect nou pentru toți."
    ),
    "da": (
        "Siden er under opbygning. Vi arbejder i øjeblikket på en ny hjemmeside, som åbner i løbet af kort tid. Tak "
        "for jeres tålmodighed, og kig forbi igen om nogle dage, når alt er klart."
    ),
    "zh": "网站正在建设中。我们正在努力制作新的内容，我们很快就会回来。感谢您的耐心等待，请稍后再来访问我们的网站。",
}


def kind_of(title: str, text: str) -> PageKind:
    html = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
    return page_features(PageInput(html=html, url="https://oxbowlane.example/~anna/")).kind.kind


@pytest.mark.parametrize("language", THERE)
def test_somebodys_page_that_says_who_that_is_stays_a_site(language: str) -> None:
    assert kind_of(*THERE[language]) is PageKind.SITE


@pytest.mark.parametrize("language", NOT_THERE)
def test_somebodys_page_that_says_nothing_else_is_not_there_yet(language: str) -> None:
    assert kind_of(*NOT_THERE[language]) is PageKind.DEFAULT


@pytest.mark.parametrize("language", NOBODYS)
def test_who_says_we_has_no_home_page_there(language: str) -> None:
    assert kind_of("Velmora", NOBODYS[language]) is PageKind.DEFAULT


def test_a_shop_that_its_program_calls_my_store_is_nobodys_home_page() -> None:
    things = ("bowl", "lamp", "rope", "oar", "kettle", "basket", "candle", "ribbon", "barrel", "ladder", "saddle")
    goods = "".join(f"<li><b>Example product title</b> A {thing} by the quiet mill of oak 19.99" for thing in things)
    head = "<header><a class=logo>My Store</a><nav><a>Home</a><a>Catalog</a></nav></header><h2>Talk about your brand"
    html = f"<title>My Store</title>{head}</h2><ul>{goods}</ul><p>© 2026, My Store</p>"
    assert page_features(PageInput(html=html)).kind.kind is PageKind.DEFAULT


def test_we_in_vietnamese_is_nobody_who_speaks_of_himself() -> None:
    told = (
        "Cảm ơn bạn đã ghé thăm! Hiện tại, chúng tôi đang nâng cấp hệ thống để mang lại trải nghiệm tốt hơn cho bạn. "
        "Quay lại sau nhé! Chúng tôi sẽ sớm hoàn tất."
    )
    html = f"<title>Website Bảo Trì</title><h1>Hệ Thống Đang Bảo Trì</h1><p>{told}</p>"
    assert page_features(PageInput(html=html)).kind.kind is PageKind.DEFAULT
