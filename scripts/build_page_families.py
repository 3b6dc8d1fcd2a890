"""Writes a development set of page pairs: families of fictional sites, split by template so that none is in two parts.

    python scripts/build_page_families.py OUT [--templates 48] [--brands 4]

OUT gets `pages/*.html`, `labels-train.jsonl`, `labels-test.jsonl` (rows ``{"a", "b", "same", "group"}``, paths
relative to OUT) and `kinds.jsonl` (rows ``{"page", "kind"}``). The same arguments always give the same files.
"""

# ruff: noqa: E501  (lines of HTML and of word lists stay whole)

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from page_families.builders import render_card, render_entrance, render_guide, render_office, render_shop
from page_families.clones import make_clone_brand, make_clone_template, render_clone, render_loyalty
from page_families.placeholders import KINDS, make_placeholder
from page_families.sites import Brand, Look, Template, make_brand, make_template, rename, render
from page_families.words import LANGUAGES, say

Pair = tuple[str, str, bool, str]
HOME = {"en": "fr", "fr": "de", "de": "es", "es": "en"}


class Shelf:
    """Writes pages and remembers them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "pages"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.kinds: list[tuple[str, str]] = []

    def put(self, name: str, html: str, kind: str = "site") -> str:
        """Keep the page under `name`; its path relative to the set."""
        (self.folder / f"{name}.html").write_text(html, encoding="utf-8")
        self.kinds.append((f"pages/{name}.html", kind))
        return f"pages/{name}.html"


def same_site(
    templates: tuple[Template, Template], brand: Brand, name: str, language: str, shelf: Shelf
) -> Iterator[Pair]:
    """The brand's page on the first of two templates, and the page after each kind of change."""
    template, other = templates
    first = shelf.put(name, render(template, brand, Look(language=language)))
    random = Random(name)
    classes = "".join(random.choice("bcdfghjk") for _ in range(4)) + "_"
    looks = {
        "mirror": (template, brand, Look(language=language, seed=1)),
        "renamed_classes": (template, brand, Look(language=language, seed=2, classes=classes)),
        "translated": (template, brand, Look(language=HOME[language], seed=3)),
        "reordered": (template, brand, Look(language=language, seed=4, reorder=True)),
        "new_theme": (template, brand, Look(language=language, seed=5, theme="night", classes=classes)),
        "minified": (template, brand, Look(language=language, seed=6, minify=True)),
        "other_framework": (other, brand, Look(language=language, seed=7)),
        "reopened": (template, rename(brand, name), Look(language=language, seed=8, theme="b")),
    }
    for group, (on, whose, look) in looks.items():
        if group == "reopened" and not (template.own_form and "form" in template.order):
            continue  # without its own form and under another name nothing is left that could tell
        yield first, shelf.put(f"{name}-{group}", render(on, whose, look)), True, group


def other_site(template: Template, brands: list[tuple[Brand, str]], shelf: Shelf, language: str) -> Iterator[Pair]:
    """Pages that only look or sound like the brand's."""
    for (_, one), (_, two) in itertools.combinations(brands, 2):
        yield f"pages/{one}.html", f"pages/{two}.html", False, "other_brand_same_template"
        yield f"pages/{one}.html", f"pages/{two}-mirror.html", False, "other_brand_same_template"
        yield f"pages/{one}-renamed_classes.html", f"pages/{two}-translated.html", False, "other_brand_same_template"
    (brand, name), (_, victim) = brands[0], brands[1]
    stuffed = " ".join(say(rule, language) for rule in brand.rules) + f" {brand.name} {brand.email}"
    hidden = Random(name).choice(
        ("display:none", "position:absolute;left:-9999px", "color:#fff;background:#fff", "font-size:0")
    )
    poison = Look(language=language, seed=9, extra=f'<div style="{hidden}">{stuffed}</div>')
    yield (
        f"pages/{name}.html",
        shelf.put(f"{victim}-poisoned", render(template, brands[1][0], poison)),
        False,
        "poisoned",
    )
    framed = Look(
        language=language,
        seed=9,
        head=f"<script>gtag('config','{brand.account or 'G-FRAMED0001'}');</script>",
        extra=f'<p><a href="mailto:{brand.email}">{brand.email}</a> <a href="{brand.handle}">.</a></p>',
    )
    stranger = make_template(template.number + 5000)
    page = render(stranger, make_brand(f"stranger {name}", stranger.genre), framed)
    yield f"pages/{name}.html", shelf.put(f"{name}-framed", page), False, "framed"
    yield f"pages/{name}.html", shelf.put(f"{name}-news", _article(brand, name, language)), False, "news"
    namesake = make_template(template.number + 7000)
    twin = make_brand(f"namesake {name}", namesake.genre)
    page = render(namesake, Brand(**{**vars(twin), "name": brand.name.split()[0]}), Look(language=language))
    yield f"pages/{name}.html", shelf.put(f"{name}-namesake", page), False, "namesake"


def _article(brand: Brand, name: str, language: str) -> str:
    random = Random(f"news {name}")
    own = make_brand(f"paper {random.randrange(12)}", "blog")
    text = " ".join(say(s, language) for s in [*own.rules, *make_brand(f"story {name}", "blog").rules])
    quote = say(brand.rules[0], language)
    return (
        f"<html lang={language}><title>{brand.name}: {text[:40]} | {own.name} Tribune</title><body><header class=logo>{own.name} Tribune</header>"
        f"<h1>{brand.name}</h1><p>{text}</p><p>« {quote} » {brand.name}</p><p>{text[::-1][:0]}</p><footer>© 2026 {own.name} Tribune</footer>"
    )


def clones(shelf: Shelf, part: str, scale: float) -> Iterator[Pair]:
    """Mirrors of four brands on one template, loyalty pages of one operator, what one builder or supplier made."""
    for number in range(max(1, round((16 if part == "train" else 8) * scale))):
        template = make_clone_template(number + (0 if part == "train" else 100))
        brands = {f"c{template.number}-b{i}": make_clone_brand(f"{template.number} {i}") for i in range(4)}
        pages = {
            name: [shelf.put(f"{name}-m{m}", render_clone(template, brand, m)) for m in range(4)]
            for name, brand in brands.items()
        }
        for mirrors in pages.values():
            yield from ((a, b, True, "clone_mirror") for a, b in itertools.combinations(mirrors, 2))
        for one, two in itertools.combinations(pages.values(), 2):
            yield from ((a, b, False, "clone_other_brand") for a, b in zip(one, two, strict=True))
            yield from ((a, b, False, "clone_other_brand") for a, b in zip(one, reversed(two), strict=True))
    first = 0 if part == "train" else 100
    for number in range(first, first + max(1, round(8 * scale))):
        several = {
            "loyalty": [shelf.put(f"loyalty{number}-{n}", render_loyalty(number, n)) for n in range(5)],
            "card": [shelf.put(f"card{number}-{n}", render_card(number, n)) for n in range(6)],
            "shop": [shelf.put(f"shop{number}-{n}", render_shop(number, n)) for n in range(6)],
            "office": [shelf.put(f"office{number}-{n}", render_office(number, n)) for n in range(6)],
            "entrance": [shelf.put(f"entrance{number}-{n}", render_entrance(number, n), "login") for n in range(4)],
        }
        for group, made in several.items():
            same = group == "loyalty"
            yield from ((a, b, same, f"{group}_one_source") for a, b in itertools.combinations(made, 2))
        for n, page in enumerate(several["office"]):
            later = shelf.put(f"office{number}-{n}-later", render_office(number, n, later=True))
            yield page, later, True, "office_later"
        guides = [[shelf.put(f"guide{number}-{n}-{m}", render_guide(number, n, m)) for m in range(3)] for n in range(4)]
        for mirrors in guides:
            yield from ((a, b, True, "guide_mirror") for a, b in itertools.combinations(mirrors, 2))
        for one, two in itertools.combinations(guides, 2):
            yield from ((a, b, False, "guide_other_site") for a, b in zip(one, two, strict=True))


def build(folder: Path, templates: int, brand_count: int) -> None:
    """Write the whole set."""
    shelf = Shelf(folder)
    pairs: dict[str, list[Pair]] = {"train": [], "test": []}
    names: dict[str, list[str]] = {"train": [], "test": []}
    for number in range(templates):
        part = "test" if number % 3 == 2 else "train"
        template, other = make_template(number), make_template(number + 2000)
        language = LANGUAGES[number % len(LANGUAGES)]
        brands = [(make_brand(f"{number} {i}", template.genre), f"t{number:02}-b{i}") for i in range(brand_count)]
        for brand, name in brands:
            pairs[part] += same_site((template, other), brand, name, language, shelf)
        pairs[part] += other_site(template, brands, shelf, language)
        names[part] += [name for _, name in brands]
    for part, known in names.items():
        random = Random(part)
        for one, two in (random.sample(known, 2) for _ in range(len(known) * 3)):
            if one.split("-")[0] != two.split("-")[0]:
                pairs[part].append((f"pages/{one}.html", f"pages/{two}.html", False, "unrelated"))
        pairs[part] += list(_placeholder_pairs(shelf, known, part))
        pairs[part] += list(clones(shelf, part, templates / 48))
    for part, rows in pairs.items():
        lines = (json.dumps({"a": a, "b": b, "same": same, "group": group}) for a, b, same, group in rows)
        (folder / f"labels-{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kinds = (json.dumps({"page": page, "kind": kind}) for page, kind in sorted(set(shelf.kinds)))
    (folder / "kinds.jsonl").write_text("\n".join(kinds) + "\n", encoding="utf-8")


def _placeholder_pairs(shelf: Shelf, names: list[str], part: str) -> Iterator[Pair]:
    random = Random(f"placeholders {part}")
    offset = 0 if part == "train" else 1000
    for kind in KINDS:
        pages = [shelf.put(f"{kind}-{offset + i}", make_placeholder(kind, offset + i), kind) for i in range(30)]
        for one, two in (random.sample(pages, 2) for _ in range(60)):
            yield one, two, False, f"{kind}_pages"
        for _ in range(10):
            yield random.choice(pages), f"pages/{random.choice(names)}.html", False, f"{kind}_and_site"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--templates", type=int, default=48)
    parser.add_argument("--brands", type=int, default=4)
    arguments = parser.parse_args()
    build(arguments.out, arguments.templates, arguments.brands)
    print(f"written to {arguments.out}")
