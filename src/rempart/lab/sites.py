"""The table of fictional sites: who they are, where they live, what they show.

In: nothing; it is data. Out: `SITES`, and the page of a site for a path.
Never: a real name, a picture other than a plain coloured shape, a text that is not harmless.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from rempart.lab.serving import Response


class SiteKind(StrEnum):
    """What a site plays in the story."""

    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    UNRELATED = "unrelated"
    EXPIRED = "expired"
    SHOP = "shop"
    PARKED = "parked"
    NEWS = "news"
    LOOKALIKE = "lookalike"
    SHARED_COPY = "shared-copy"
    SHARED_NEIGHBOUR = "shared-neighbour"
    CONTROL = "control"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `fills` are the values of its page's placeholders; `headers` go out in this order."""

    kind: SiteKind
    hostname: str
    address: str
    page: str
    fills: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = (("Server", "nginx"), ("Content-Type", "text/html; charset=utf-8"))
    resources: Mapping[str, tuple[str, str]] = field(default_factory=dict)


# The names that the closed site had, oldest first; the last is the one it was closed under.
FORMER_NAMES = ("vorlimo.example", "vorlimo2.example", "vorlimo3.test")
SHARED_ADDRESS = "127.10.4.1"

_CHAT_HEADERS = (
    ("Server", "nginx"),
    ("X-Gabarit", "Horizon"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Set-Cookie", "vlm_passage=7315; Path=/"),
)
_PASSAGE_SCRIPT = (
    "var vlmPassage = {porte: '/entrer', rythme: 4200, cle: 'pas-7315'};\n"
    "function vlmAbaisser() { return vlmPassage.cle + ':' + vlmPassage.rythme; }\n"
)
_MENU_SCRIPT = "document.querySelectorAll('.hz-menu a').forEach(function (a) { a.dataset.hz = '1'; });\n"


def _style(background: str, ink: str) -> str:
    return f"body {{ background: {background}; color: {ink}; }}\n.hz-bloc {{ border: 1px solid {ink}; }}\n"


def _shape(kind: str, colour: str) -> str:
    shapes = {
        "losange": '<polygon points="60,5 115,60 60,115 5,60" fill="{c}"/>',
        "cercle": '<circle cx="60" cy="60" r="52" fill="{c}"/>',
        "carre": '<rect x="12" y="12" width="96" height="96" fill="{c}"/>',
    }
    body = shapes[kind].replace("{c}", colour)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">{body}</svg>\n'


def _horizon(
    style: tuple[str, str, str], shape: tuple[str, str], script: tuple[str, str]
) -> dict[str, tuple[str, str]]:
    """The files of a site on the bought template Horizon: template, colours, a shape, the site's own script."""
    path, background, ink = style
    return {
        "/horizon/page.css": ("text/css", ".hz-corps { display: grid; gap: 1rem; }\n.hz-titre { margin: 0; }\n"),
        "/horizon/menu.js": ("text/javascript", _MENU_SCRIPT),
        path: ("text/css", _style(background, ink)),
        f"/formes/{shape[0]}.svg": ("image/svg+xml", _shape(*shape)),
        "/icone.svg": ("image/svg+xml", _shape(*shape)),
        script[0]: ("text/javascript", script[1]),
    }


def _chat(kind: SiteKind, hostname: str, address: str, page: str, fills: Mapping[str, str]) -> Site:
    old = page == "closed.html"
    style = ("/couleurs.css", "#d8f3f0", "#0b4f4a") if old else ("/teintes.css", "#1d1530", "#e7dcff")
    shape = ("losange", "#17a398") if old else ("cercle", "#8a5cd6")
    resources = _horizon(style, shape, ("/js/passage.js", _PASSAGE_SCRIPT))
    return Site(kind, hostname, address, page, fills, _CHAT_HEADERS, resources)


def _ordinary(number: int, row: dict[str, Any]) -> Site:
    kind = SiteKind(row["kind"])
    fills = {name: row[name] for name in ("title", "first", "heading", "second")} | {
        "items": "".join(f"<li>{item}</li>" for item in row["items"]),
        "block": ("section", "div", "article")[number % 3],
        "style": str(number),
    }
    hue = number * 47 % 360
    style = _style(f"hsl({hue} 60% 92%)", f"hsl({hue} 50% 20%)")
    own_address = f"127.10.{5 + number % 6}.{1 + number % 3}"
    address = SHARED_ADDRESS if kind is SiteKind.SHARED_NEIGHBOUR else own_address
    resources = {f"/style-{number}.css": ("text/css", style)}
    return Site(kind, row["hostname"], address, "ordinary.html", fills, resources=resources)


_STORY = (
    _chat(SiteKind.CLOSED, FORMER_NAMES[-1], "127.10.1.1", "closed.html", {"title": "Vorlimo, salons à quai"}),
    _chat(
        SiteKind.REOPENED,
        "vorlimo4.example",
        "127.10.2.1",
        "reopened.html",
        {
            "title": "Le Port de nuit",
            "announcement": "Les anciens du quai retrouveront leurs salons.",
            "welcome": "Pas de compte, pas d'adresse. Remplissez les quatre lignes et montez.",
        },
    ),
    _chat(
        SiteKind.MOVED,
        "vorlimo5.test",
        "127.10.2.9",
        "reopened.html",
        {
            "title": "Le Port, nouvelle jetée",
            "announcement": "Nouvelle jetée, même port : notez le nom.",
            "welcome": "La passerelle a changé de rive. Quatre lignes à remplir, comme avant.",
        },
    ),
    _chat(
        SiteKind.UNRELATED,
        "kelmora.test",
        "127.10.2.17",
        "reopened.html",
        {
            "title": "Kelmora",
            "announcement": "Un autre nom, les mêmes habitués.",
            "welcome": "Rien à déclarer en entrant. Quatre lignes, puis la passerelle.",
        },
    ),
    # A former name that somebody else registered when it expired: it sends everybody to the page that sells names.
    Site(SiteKind.EXPIRED, FORMER_NAMES[1], "127.10.3.5", "parked.html", {"host": FORMER_NAMES[1]}),
    _chat(SiteKind.SHARED_COPY, "vorlimo-bis.test", SHARED_ADDRESS, "closed.html", {"title": "Vorlimo bis"}),
    Site(
        SiteKind.SHOP,
        "vorlimo-boutique.example",
        "127.10.3.1",
        "shop.html",
        {"title": "La Boutique aux lampes"},
        resources=_horizon(
            ("/couleurs.css", "#fff4e0", "#5a3200"), ("carre", "#e07a1f"), ("/js/panier.js", "var n=0;\n")
        ),
    ),
    Site(SiteKind.PARKED, "vorlimo6.test", "127.10.3.2", "parked.html", {"host": "vorlimo6.test"}),
    Site(
        SiteKind.NEWS,
        "affaire-vorlimo.example",
        "127.10.3.3",
        "news.html",
        resources={"/journal.css": ("text/css", _style("#ffffff", "#111111"))},
    ),
    Site(
        SiteKind.LOOKALIKE,
        "vorlima.example",
        "127.10.3.4",
        "lookalike.html",
        resources={"/fleurs.css": ("text/css", _style("#fdf0f5", "#4d2036"))},
    ),
)


def _read_ordinary() -> tuple[Site, ...]:
    lines = files(__package__).joinpath("pages", "ordinary.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_ordinary(number, json.loads(line)) for number, line in enumerate(lines))


SITES = (*_STORY, *_read_ordinary())


def site_of(kind: SiteKind) -> Site:
    """The (first) site that is of `kind`."""
    return next(site for site in SITES if site.kind is kind)


def hostnames_of(kind: SiteKind) -> tuple[str, ...]:
    """The hostnames of every site that is of `kind`, in the table's order."""
    return tuple(site.hostname for site in SITES if site.kind is kind)


@cache
def _template(page: str) -> Template:
    return Template(files(__package__).joinpath("pages", page).read_text(encoding="utf-8"))


def render(site: Site, path: str) -> Response:
    """What `site` answers for `path`: its one page on ``/``, its small files, else a 404."""
    if path == "/":
        return Response(200, _template(site.page).substitute(site.fills).encode(), site.headers)
    if path in site.resources:
        content_type, text = site.resources[path]
        return Response(200, text.encode(), (site.headers[0], ("Content-Type", content_type)))
    return Response(
        404,
        _template("missing.html").substitute().encode(),
        (site.headers[0], ("Content-Type", "text/html; charset=utf-8")),
    )
