"""Pages that stand where a court, an authority, a law, a provider or a household's filter has a site barred, beside
sites that tell of such a thing or turn others away."""

import re

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind
from rempart.engines.pages.placeholders.blocks import barred_by
from rempart.engines.pages.words.text import without_accents

BARRED = {
    "en": "The way to this website has been cut off under an injunction of the quay's judges.",
    "en-x": "Parental controls have blocked quayloft.test. Site settings are in your household's account.",
    "en-y": "You have been redirected here, as what you asked for offers wagers without a licence.",
    "de": "Der Zugriff auf diese Webseite wurde aufgrund einer Verfügung der Behörde unterbunden.",
    "fr": "L'accès à cette page internet a été restreint par arrêté du ministère.",
    "es": "El acceso a la página web queda restringido por resolución del juzgado.",
    "it": "L'accesso alla pagina web è interdetto con provvedimento del tribunale.",
    "pt": "O acesso à página foi restrito por ordem judicial do tribunal.",
    "nl": "U werd omgeleid, omdat wat u opvroeg volgens de wet verboden is.",
    "pl": "Dostęp do witryny ograniczono na mocy postanowienia prokuratora.",
    "cs": "Přístup na webovou stránku byl omezen rozhodnutím ministerstva.",
    "ru": "Доступ к интернет-ресурсу прекращён на основании предписания прокурора.",
    "uk": "Доступ до вебресурсу припинено за рішенням суду.",
    "tr": "BU İNTERNET SİTESİ HAKKINDA 3. SULH CEZA MAHKEMESİ KARARIYLA İDARİ TEDBİR UYGULANMAKTADIR.",
    "da": "Adgangen til hjemmesiden er lukket, fordi fogedretten har bestemt det.",
    "sv": "Åtkomsten till webbsidan är spärrad enligt beslut av myndigheten.",
    "fi": "Pääsy verkkosivulle on rajoitettu poliisin pyynnöstä.",
    "el": "Η πρόσβαση στον ιστότοπο διακόπηκε με απόφαση της αρχής.",
    "fa": "دسترسی به تارنماي مورد نظر امكان پذير نمي باشد.",
    "ar": "تم إيقاف الوصول إلى الموقع بقرار من المحكمة. الوصول إلى الموقع ممنوع وفق القانون.",
    "th": "ขออภัย เว็บไซต์นี้ถูกระงับตามคำสั่งศาล ติดต่อกระทรวง",
    "th-x": "การเข้าถึงเนื้อหานี้ถูกปิดกั้นโดยสำนักงานตำรวจ",
    "vi": "Truy cập trang web này bị hạn chế theo quyết định của cơ quan công an.",
    "id": "Akses ke laman ini dibatasi berdasarkan peraturan pemerintah.",
    "ms": "Akses ke laman ini dihalang di bawah Seksyen 263 akta.",
    "ja": "このサイトへの接続は裁判所の命令により遮断されています。",
    "zh": "根据法律，对该网站的访问已被运营商限制。",
    "ko": "이 홈페이지 접속은 관련 법령에 따라 제한되었습니다.",
}
# What a site tells of others, of places, of its readers' ages and of what it forbids itself.
OF_A_SITE = {
    "en": "Access to the site is barred by order of the council while the old pier is being mended.",
    "en-x": "Access to this website by minors is prohibited by law.",
    "en-y": "Access to this website is prohibited by law to anyone who is not 18 years old.",
    "en-z": "The law of the quay protects every page of this website from being copied, says the harbour's judge.",
    "en-v": "Access to a page may be cut off by order of a court, says our guide to quays.",
    "fr": "L'accès au site est limité par arrêté préfectoral du 1er mai au 1er juin.",
    "de": "Der Zugang zum Hafen ist nach dem Gesetz verboten. Unsere Seite zeigt Bilder vom Kai.",
    "ru": "По решению суда закрыт старый мост, пишет наш сайт о набережной.",
}
# … and of websites, of its own or of its readers'.
OF_OTHERS = {
    "en-library": "Our computers have a content filter by law, so some websites are blocked.",
    "en-parents": "We teach parents how parental controls work and how websites are blocked at home.",
    "en-moved": "They blocked our website by order of a court. This is the new address.",
    "en-terms": "Access to this website is not permitted where the law of your country forbids it.",
    "fr-law": "Nous défendons les éditeurs dont le site est bloqué par décision de justice ou par une autorité.",
    "fr-hotline": "Les sites étrangers sont bloqués par les fournisseurs d'accès, comme le veut la loi.",
    "de-law": "Wir beraten Betreiber, deren Webseite durch eine Behörde oder ein Gericht gesperrt wurde.",
    "de-news": "Das Gericht ließ im Mai eine Webseite sperren, über die wir im Blatt geschrieben haben.",
    "de-data": "Sie haben nach dem Gesetz das Recht, dass Ihre Daten auf dieser Internetseite gesperrt werden.",
    "es-line": "Los sitios denunciados se bloquean por la autoridad: ayudamos a quien tiene una web bloqueada por ley.",
    "it-law": "Il giudice ha fatto inibire un sito di cui abbiamo scritto a maggio, e la polizia lo ha detto.",
    "nl-law": "Wij staan bij wie een website heeft die door de rechter of de politie is geblokkeerd.",
}


QUAY = (
    "We mend wooden boats beside the old crane, and let three lofts above the shed to whoever sails by in summer. "
    "Bring a towel, a warm coat and a lamp, since the stairs are dark and the nights by the river are cold. "
)


def kind_of(text: str, more: str = "") -> PageKind:
    html = f"<title>Quay Loft</title><p>{text}</p>{more}"
    return page_features(PageInput(html=html, url="https://quayloft.test/")).kind.kind


@pytest.mark.parametrize("told", BARRED)
def test_a_page_that_says_who_has_a_site_barred_is_an_errors(told: str) -> None:
    assert barred_by([without_accents(BARRED[told].lower())])
    assert kind_of(BARRED[told]) is PageKind.ERROR


@pytest.mark.parametrize("told", OF_A_SITE)
def test_a_site_that_bars_another_access_or_tells_of_it_stays_one(told: str) -> None:
    assert kind_of(f"{OF_A_SITE[told]} {QUAY}") is PageKind.SITE


@pytest.mark.parametrize("told", OF_OTHERS)
def test_who_tells_that_websites_or_his_own_are_barred_bars_none(told: str) -> None:
    assert not barred_by(re.split(r"(?<=\.) ", without_accents(OF_OTHERS[told].lower())))
    assert kind_of(f"{OF_OTHERS[told]} {QUAY * 3}") is PageKind.SITE


def test_a_page_to_which_a_reader_was_sent_on_may_speak_of_a_website_that_the_law_bars() -> None:
    told = "You tried to open a website that is blocked by order of the court."

    assert kind_of(told) is PageKind.ERROR
    assert not barred_by([told.lower().replace("you tried to open", "we wrote about")])


def test_a_point_within_a_sentence_does_not_hide_who_has_a_site_barred() -> None:
    told = "This website (quayloft.test) was, as the 10. Chamber of the court had it by Decision Nr. 7, blocked."

    assert kind_of(told) is PageKind.ERROR


def test_a_page_with_a_menu_may_tell_of_a_site_that_a_court_has_barred() -> None:
    menu = "".join(f"<a href=/p{at}>Boats {at}</a>" for at in range(8))

    assert kind_of(f"{BARRED['en']} We write of quays and of what happens there. " * 3, menu) is PageKind.SITE
