"""Sentences that programs say when they cannot show what was asked for, in words that no list holds."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.placeholders.failures import (
    FailureWeights,
    NotFailureWeightsError,
    failure_weights,
    read_failure,
)

# Written for this test; under each language a failure, and what a site of that language says.
SAID = {
    "en": ("We could not find the album that you wanted to open.", "Our grandmother made this album at the harbour."),
    "de": ("Das gewünschte Album konnte nicht gefunden werden.", "Das Album liegt auf dem Dachboden der Großmutter."),
    "fr": ("Vous n'avez pas le droit de voir cet album.", "Nous avons hérité de cet album de notre grand-mère."),
    "es": ("No tiene permiso para ver este álbum.", "Este álbum lo hizo nuestra abuela en el puerto."),
    "et": ("Sul ei ole õigust seda albumit vaadata.", "Selle albumi tegi meie vanaema sadamas."),
    "lt": ("Jūs neturite teisės peržiūrėti šio albumo.", "Šį albumą uoste sudėjo mūsų močiutė."),
    "hu": ("A keresett album nem található.", "Az albumot nagymamánk készítette a kikötőben."),
    "uk": ("У вас немає дозволу переглядати цей альбом.", "Цей альбом зробила наша бабуся в гавані."),
    "tr": ("İstediğiniz albüm bulunamadı.", "Bu albümü büyükannemiz limanda yaptı."),
    "ja": ("お探しのアルバムが見つかりませんでした。", "このアルバムは祖母が港で作りました。"),
    "zh": ("您没有权限查看此相册。", "这本相册是奶奶在港口做的。"),
    "ar": ("ليس لديك إذن لعرض هذا الألبوم.", "صنعت جدتنا هذا الألبوم في الميناء."),
    "vi": ("Bạn không có quyền xem tập ảnh này.", "Bà của chúng tôi làm tập ảnh này ở bến cảng."),
    "ca": ("No teniu permís per veure aquest àlbum.", "Aquest àlbum el va fer la nostra àvia al port."),
}


@pytest.mark.parametrize("language", SAID)
def test_a_failure_is_told_from_what_a_site_says(language: str) -> None:
    failure, other = SAID[language]
    weights = failure_weights()
    assert weights.log_odds(failure) > 0.0 > -1.0 > weights.log_odds(other)


@pytest.mark.parametrize("language", SAID)
def test_a_page_that_says_so_alone_is_an_error_and_cites_it(language: str) -> None:
    failure, other = SAID[language]
    body = "<title>Velmora</title><h1>Velmora</h1><p>{}</p><a href='/'>Velmora</a>"
    judged = page_features(PageInput(html=body.format(failure))).kind
    assert judged.kind == "error"
    assert judged.says_nothing
    assert page_features(PageInput(html=body.format(other))).kind.kind == "site"


def test_its_reason_cites_the_sentence() -> None:
    judged = page_features(PageInput(html=f"<title>Velmora</title><p>{SAID['lt'][0]}</p>")).kind
    assert ("failure", SAID["lt"][0]) in judged.marks
    assert any("cannot show what was asked for" in reason.text for reason in judged.reasons())


@pytest.mark.parametrize(
    "texts",
    [
        ["Page not found?"],  # who asks so mends it
        ["When a page is not found, a reader needs a way out."],
        ["The service is not available on Sundays."],
        ["Der Dienst ist am Sonntag nicht verfügbar."],
        ["Access Denied"],  # alone it may be somebody's name
        [],
    ],
)
def test_who_asks_explains_keeps_sundays_or_is_called_so_says_no_failure(texts: list[str]) -> None:
    assert read_failure(texts, 20) == (0.0, "")


def test_one_such_sentence_weighs_less_among_others_and_nothing_on_a_long_page() -> None:
    said = SAID["en"][0]
    alone, among, far = (read_failure([said], size)[0] for size in (12, 58, 61))
    assert alone > among > far == 0.0


def test_a_chat_that_lets_in_is_none_though_a_sentence_says_what_failed() -> None:
    form = "<form><input name=nick><input name=age><select name=sex><option>f<option>m</select><button>Enter</button>"
    page = f"<title>Velmora chat</title><h1>Velmora chat</h1><p>You are not allowed to view this room.</p>{form}</form>"
    assert page_features(PageInput(html=page)).kind.kind == "site"


def test_the_weights_say_where_they_are_from_and_come_back_from_their_bytes() -> None:
    weights = failure_weights()
    assert "scripts/train_failures.py" in weights.provenance
    again = FailureWeights.from_bytes(weights.to_bytes())
    assert again.log_odds(SAID["fr"][0]) == weights.log_odds(SAID["fr"][0])


@pytest.mark.parametrize("cut", [0, 10, 30, 5_000])
def test_bytes_that_are_no_weights_are_refused(cut: int) -> None:
    with pytest.raises(NotFailureWeightsError):
        FailureWeights.from_bytes(failure_weights().to_bytes()[:cut])


@pytest.mark.parametrize(
    ("title", "text"),
    [  # what docs/explanation/verdict.md names among what is misread: whoever mends one takes it out there
        ("Lien social", "Le lien entre voisins n'est plus valable s'il n'est pas nourri. Rejoignez notre repas."),
        ("Flohmarkt", "Was Sie nicht finden konnten, suchen wir für Sie."),
        ("Staff", "You do not have the right to be sad on this page of the calendar."),
    ],
)
def test_a_trade_that_says_in_its_only_line_what_programs_say_is_still_taken(title: str, text: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
    assert page_features(PageInput(html=html)).kind.kind == "error"
