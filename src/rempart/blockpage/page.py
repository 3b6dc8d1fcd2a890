"""The page itself: the same words for everybody, whatever name they came by."""

import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import Any

from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.kernel.hostname import parse_hostname


class PageSettingsError(InputRejectedError):
    """The settings cannot be used."""

    code = "blockpage.settings"
    template = "The block page's settings cannot be used: {problem}."


@dataclass(frozen=True, slots=True)
class PageSettings:
    """What one page says. One legal basis has one page, at an address of its own.

    `authority` ordered, `operator` implements (RFC 7725: "blocked-by" names the one who implements); `victims` and
    `worried` are lines such as "Help line 116 000, free, day and night".
    """

    authority: str
    legal_basis: str
    operator: str
    operator_url: str
    appeal_url: str
    oversight: str = ""
    victims: tuple[str, ...] = ()
    worried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered page with its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;"
    "background:#fff}h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;margin-top:2rem}a{color:#0b57d0}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8ea;background:#17171a}a{color:#a8c7fa}}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

_WORDS = {
    "en": {
        "title": "This name is blocked by order",
        "lead": "The name {name} does not lead to its site here, because an authority ordered it.",
        "lead_unknown": "This name does not lead to its site here, because an authority ordered it.",
        "calm": "You are not accused of anything. Nothing is kept of this visit: not your address, not the time.",
        "who": "Who ordered this, and on what ground",
        "ordered": "Ordered by: {authority}",
        "basis": "Legal basis: {basis}",
        "operator": "Put into effect by: {operator}",
        "oversight": "Overseen by: {oversight}",
        "contest": "If this is your site, or you think that the block is wrong",
        "appeal": "You can contest it; an answer is due within 48 hours.",
        "appeal_link": "Contest this block",
        "https": "If your browser shows a warning instead of this page",
        "https_why": "Nobody may hold a certificate for a name that is not theirs, so this page cannot answer an"
        " address that begins with https. The warning is right; do not go past it.",
        "victims": "If something was done to you or to a child you know",
        "worried": "If you are worried about your own thoughts or behaviour",
        "worried_lead": "There are people whose work it is to listen and help, in confidence.",
        "other": "Français",
    },
    "fr": {
        "title": "Ce nom est bloqué sur ordre d’une autorité",
        "lead": "Le nom {name} ne mène pas à son site ici, parce qu’une autorité l’a ordonné.",
        "lead_unknown": "Ce nom ne mène pas à son site ici, parce qu’une autorité l’a ordonné.",
        "calm": "Vous n’êtes accusé de rien. Rien n’est gardé de cette visite : ni votre adresse, ni l’heure.",
        "who": "Qui l’a ordonné, et sur quel fondement",
        "ordered": "Ordonné par : {authority}",
        "basis": "Fondement légal : {basis}",
        "operator": "Mis en œuvre par : {operator}",
        "oversight": "Sous le contrôle de : {oversight}",
        "contest": "Si ce site est le vôtre, ou si le blocage vous paraît injustifié",
        "appeal": "Vous pouvez le contester ; une réponse est due sous 48 heures.",
        "appeal_link": "Contester ce blocage",
        "https": "Si votre navigateur affiche un avertissement au lieu de cette page",
        "https_why": "Nul ne peut détenir un certificat pour un nom qui n’est pas le sien ; cette page ne peut donc pas"
        " répondre à une adresse en https. L’avertissement est juste, ne passez pas outre.",
        "victims": "Si l’on vous a fait du mal, ou à un enfant que vous connaissez",
        "worried": "Si vos pensées ou vos actes vous inquiètent",
        "worried_lead": "Des personnes sont là pour écouter et aider, en toute confidentialité.",
        "other": "English",
    },
}


def read_settings(content: dict[str, Any]) -> PageSettings:
    """The settings from TOML's values. Raises PageSettingsError."""
    try:
        lists = {key: tuple(map(str, content.get(key, ()))) for key in ("victims", "worried")}
        settings = PageSettings(**({key: value for key, value in content.items() if key not in lists} | lists))
    except TypeError as error:
        raise PageSettingsError(problem=str(error)) from error
    for url in (settings.operator_url, settings.appeal_url):
        if not re.fullmatch(r"https?://[^\s\"'<>]+", url):
            raise PageSettingsError(problem=f"{url!r} is no web address")
    return settings


def choose_language(accept_language: str, query: str) -> str:
    """``fr`` or ``en``: what the link on the page asks for, else the browser's first of the two, else French."""
    if query in ("lang=fr", "lang=en"):
        return query.removeprefix("lang=")
    for part in accept_language.lower().split(","):
        language = part.split(";")[0].strip()[:2]
        if language in _WORDS:
            return language
    return "fr"


def render_page(settings: PageSettings, host: str, language: str) -> Page:
    """The page for whoever came by the name `host` (a Host header: anything may stand in it)."""
    words = _WORDS[language]
    name = _displayed(host)
    lead = words["lead"].format(name=f"<strong>{escape(name)}</strong>") if name else words["lead_unknown"]
    facts = [
        words["ordered"].format(authority=escape(settings.authority)),
        words["basis"].format(basis=escape(settings.legal_basis)),
        words["operator"].format(operator=_link(settings.operator_url, settings.operator)),
    ]
    if settings.oversight:
        facts.append(words["oversight"].format(oversight=escape(settings.oversight)))
    other = "en" if language == "fr" else "fr"
    parts = [
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" ',
        f'content="light dark"><link rel="icon" href="data:,"><title>{words["title"]}</title>',
        f"<style>{_STYLE}</style></head><body>",
        f'<nav><a href="?lang={other}" lang="{other}" hreflang="{other}">{words["other"]}</a></nav><main>',
        f"<h1>{words['title']}</h1><p>{lead}</p><p>{words['calm']}</p>",
        f"<h2>{words['who']}</h2><ul>{''.join(f'<li>{fact}</li>' for fact in facts)}</ul>",
        f"<h2>{words['contest']}</h2><p>{words['appeal']} {_link(settings.appeal_url, words['appeal_link'])}</p>",
        _help(words["victims"], "", settings.victims),
        _help(words["worried"], words["worried_lead"], settings.worried),
        f"<h2>{words['https']}</h2><p>{words['https_why']}</p>",
        "</main></body></html>\n",
    ]
    return Page("".join(parts).encode(), _headers(settings, language))


def _headers(settings: PageSettings, language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", language),
        ("Link", f'<{settings.operator_url}>; rel="blocked-by"'),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Language"),
        ("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    )


def _displayed(host: str) -> str:
    try:
        return parse_hostname(host.rpartition(":")[0] if ":" in host else host)
    except RempartError:
        return ""


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(text)}</a>'


def _help(title: str, lead: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{title}</h2>{f'<p>{lead}</p>' if lead else ''}<ul>{items}</ul>"
