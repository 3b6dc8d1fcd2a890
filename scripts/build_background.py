"""Builds the background model that comes with Rempart: how many unrelated hosts share a sign.

    python scripts/build_background.py src/rempart/engines/pages/background.bin [--packages DIR]

Counted hosts: generated templates and placeholder pages of this repository (their numbers are apart from those of
the development set), catalogues of the translations of Django and django-allauth (BSD, MIT: a catalogue counts as
a host, its words and sentences as signs), and the HTML pages of openly licensed packages under DIR, one host a
folder. What was counted goes into the model's provenance.
"""

import argparse
import gettext
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
from page_families.placeholders import KINDS, make_placeholder
from page_families.sites import Look, make_brand, make_template, render
from page_families.words import LANGUAGES

from rempart.adapters.html_encoding import decode_html
from rempart.engines.pages import BackgroundCount, Kind, PageInput, sign_key
from rempart.engines.pages.naming import plain_name
from rempart.engines.pages.text import fold_lines, read_lines, sentences_of, words_of
from rempart.engines.verdict import portrait_of

MAX_PAGES = 40


def generated_hosts() -> Iterator[frozenset[int]]:
    """Sites on templates that are in no development set, and placeholder pages."""
    for number in range(20_000, 20_600):
        template = make_template(number)
        brand = make_brand(f"background {number}", template.genre)
        page = render(template, brand, Look(language=LANGUAGES[number % len(LANGUAGES)]))
        yield portrait_of(PageInput(html=page)).keys()
    for kind in KINDS:
        for number in range(20_000, 20_060):
            yield portrait_of(PageInput(html=make_placeholder(kind, number))).keys()


def catalogue_hosts() -> Iterator[frozenset[int]]:
    """Each language of each package as a host: the words and sentences of forms, menus and messages everywhere."""
    for package in (django, allauth):
        texts: dict[str, set[str]] = {}
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.mo")):
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # noqa: SLF001
            language = path.parts[path.parts.index("locale") + 1]
            texts.setdefault(language, set()).update(text for text in catalogue.values() if isinstance(text, str))
            texts.setdefault("en", set()).update(text for text in catalogue if isinstance(text, str))
        for said in texts.values():
            words = {plain_name(word) for text in said for word in words_of(text)}
            keys = {sign_key(Kind.WORD, word) for word in words if len(word) >= 3}
            yield frozenset(
                keys
                | {
                    sign_key(Kind.SENTENCE, sentence)
                    for sentence in sentences_of(fold_lines(read_lines(sorted(said))), 5000)
                }
            )


def _portrait_keys(page: Path) -> frozenset[int]:
    return portrait_of(PageInput(html=decode_html(page.read_bytes()))).keys()


def package_hosts(folder: Path) -> Iterator[frozenset[int]]:
    """The HTML pages of each package under `folder`."""
    for package in sorted(path for path in folder.iterdir() if path.is_dir()):
        pages = sorted(package.rglob("*.html"))[:MAX_PAGES]
        keys = {key for page in pages for key in _portrait_keys(page)}
        if keys:
            yield frozenset(keys)


def build(target: Path, packages: Path | None) -> None:
    """Count, and write the model."""
    count = BackgroundCount()
    parts = []
    sources = [("generated", generated_hosts()), ("catalogues", catalogue_hosts())]
    if packages:
        names = ", ".join(sorted(path.name for path in packages.iterdir() if path.is_dir()))
        sources.append((f"packages ({names})", package_hosts(packages)))
    for name, hosts in sources:
        before = count.hosts
        for keys in hosts:
            count.add_host(keys)
        parts.append(f"{name}: {count.hosts - before} hosts")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("Django", "django-allauth"))
    model = count.finish(f"scripts/build_background.py; {'; '.join(parts)}; catalogues of {versions}")
    target.write_bytes(model.to_bytes())
    print(f"{model.hosts:,} hosts, {len(model.keys):,} signs, {target.stat().st_size:,} bytes; {model.provenance}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--packages", type=Path)
    arguments = parser.parse_args()
    build(arguments.target, arguments.packages)
