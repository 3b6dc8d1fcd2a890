"""Whether a page is one of documentation, which names the servers and panels that it is about."""

from collections.abc import Sequence

_HOW = (
    *("how to ", "how do ", "comment ", "cómo ", "como ", "wie man ", "hoe ", "jak ", "как ", "як ", "hur man "),
    *("hvordan ", "miten ", "kuidas ", "hogyan ", "cum să ", "kako ", "nasıl ", "如 何 ", "怎 么 "),
)
FIRST = 120  # words within which it says what it is
_DOCS_TEXT = (
    "documentation docs doc manual handbook guide howto reference api changelog release readme wiki faq "
    "module modules directives glossary parameters version dokumentation handbuch anleitung referenz glossaire manuel "
    "documentación referencia directivas módulos manuale documentazione documentação documentatie handleiding "
    "dokumentacja podręcznik документация руководство справочник документація dokumentace příručka dokumentáció "
    "belgeleme kılavuz dokumentasi panduan 문서 도움말 sdk library framework"
)
_DOCS = frozenset(_DOCS_TEXT.split())
_DOCS_UNSPACED = ("文 档", "文 檔", "手 册", "手 冊", "ド キ ュ メ ン ト", "マ ニ ュ ア ル")

_PRODUCTS_TEXT = (
    "ispconfig ; cpanel ; plesk ; directadmin ; xampp ; cyberpanel ; aapanel ; fastpanel ; hestia control panel ; "
    "vesta control panel ; control panel ; apache tomcat ; laravel ; hosting ; webhosting ; webserver ; web server ; "
    "хостинг ; сервер ; servidor ; serwer ; hébergement ; majutus ; webmaster ; maintenance ; construction ; phpinfo"
)
PRODUCTS = frozenset(_PRODUCTS_TEXT.split(" ; "))  # what pages about such things are about, too


def explains(said: Sequence[str], title: Sequence[str]) -> bool:
    """Whether the page that says `said` under `title` is one of documentation."""
    if not _DOCS.isdisjoint(title) or any(word in " ".join(title) for word in _DOCS_UNSPACED):
        return True
    start = said[:FIRST]
    return len(_DOCS.intersection(start)) >= 3 or any(word in " ".join(start) for word in _DOCS_UNSPACED)


def tells_how(title: Sequence[str]) -> bool:
    """Whether a page's title says that it tells how to do something, as none of a placeholder does."""
    return " ".join(title).startswith(_HOW)
