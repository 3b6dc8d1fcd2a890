"""Builds the background model that comes with Rempart: how many unrelated hosts share a sign.

    python scripts/collect_open_pages.py DIR
    python scripts/build_background.py src/rempart/engines/pages/background.bin --packages DIR

Counted hosts: generated templates and placeholder pages of this repository (their numbers are apart from those of
the development set), catalogues of translations (of Django and django-allauth, and of the packages under DIR/pypi: a
language counts as a host, its words and sentences as signs), and the HTML pages of openly licensed packages under
DIR/npm and DIR/debian, one host a package, or a language where a package holds its pages by language. What was counted
goes into the model's provenance.
"""

import argparse
import gettext
import importlib.metadata
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import allauth
import django
from page_families.placeholders import KINDS, make_placeholder
from page_families.sites import Look, make_brand, make_template, render
from page_families.words import LANGUAGES

from rempart.adapters.html_encoding import decode_html
from rempart.engines.pages import BackgroundCount, Kind, PageInput, sign_key
from rempart.engines.pages.words.text import (
    WHOLE_FROM,
    clean,
    forms_in,
    is_unspaced,
    plain_names,
    read_words,
    sentences_of,
    words_of,
)
from rempart.engines.verdict import portrait_of

MAX_PAGES = 40
LEAST_WORD = 3
MAX_RUN = 8  # signs: longer ones are sentences
LOCALES = frozenset({"locale", "locales", "translations"})
PAGE = re.compile(r"\.html?$|^ERR_")


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


def names_said(texts: Iterable[str]) -> set[str]:
    """The words of `texts` as names are compared: as features since 16 read them and as kept pages of older ones do,
    and what stands between signs in a script without spaces, since names of such a script are read in one."""
    words = {word for text in texts for version in (1, WHOLE_FROM) for word in words_of(text, version)}
    runs = {run for text in texts for run in forms_in(clean(text)) if is_unspaced(run) and 1 < len(run) <= MAX_RUN}
    return {name for name in plain_names(words) if len(name) >= LEAST_WORD} | set(plain_names(runs))


def catalogue_hosts(folders: Iterable[Path]) -> Iterator[frozenset[int]]:
    """Each language of each package as a host: the words and sentences of forms, menus and messages everywhere."""
    for folder in folders:
        texts: dict[str, set[str]] = {}
        for path in sorted(folder.rglob("*.mo")):
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # noqa: SLF001
            language = next((part for before, part in pairwise(path.parts) if before in LOCALES), path.stem)
            texts.setdefault(language, set()).update(text for text in catalogue.values() if isinstance(text, str))
            texts.setdefault("en", set()).update(text for text in catalogue if isinstance(text, str))
        for said in texts.values():
            keys = {sign_key(Kind.WORD, word) for word in names_said(said)}
            sentences = sentences_of(*read_words(sorted(said)), 5000)
            yield frozenset(keys | {sign_key(Kind.SENTENCE, sentence) for sentence in sentences})


def _portrait_keys(page: Path) -> frozenset[int]:
    return portrait_of(PageInput(html=decode_html(page.read_bytes()))).keys()


def package_hosts(packages: Path) -> Iterator[frozenset[int]]:
    """The pages of each package, and of each language of a package that holds its pages by language."""
    for package in sorted(path for part in ("npm", "debian") for path in (packages / part).glob("*")):
        owners: dict[str, list[Path]] = {}
        for page in sorted(path for path in package.rglob("*") if path.is_file() and PAGE.search(path.name)):
            owner = page.parent.name if page.name.startswith("ERR_") else ""
            owners.setdefault(owner, []).append(page)
        for pages in owners.values():
            if keys := {key for page in pages[:MAX_PAGES] for key in _portrait_keys(page)}:
                yield frozenset(keys)


def keep_former(target: Path) -> None:
    """What was judged by the model that is replaced must be computed again by it, so it stays beside the new one."""
    if target.is_file():
        content = target.read_bytes()
        folder = target.with_name("former_backgrounds")
        folder.mkdir(exist_ok=True)
        (folder / f"{sha256(content).hexdigest()[:12]}.bin").write_bytes(content)


def build(target: Path, packages: Path | None) -> None:
    """Count, and write the model."""
    count = BackgroundCount()
    parts = []
    folders = [Path(str(package.__file__)).parent for package in (django, allauth)]
    sources = [("generated", generated_hosts())]
    if packages:
        folders += sorted((packages / "pypi").glob("*"))
        sources.append(("pages of packages", package_hosts(packages)))
        read = (path.name for part in ("npm", "debian", "pypi") for path in (packages / part).glob("*"))
        parts.append("packages: " + ", ".join(sorted(read)))
    sources.append(("catalogues", catalogue_hosts(folders)))
    for name, hosts in sources:
        before = count.hosts
        for keys in hosts:
            count.add_host(keys)
        parts.append(f"{name}: {count.hosts - before} hosts")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("Django", "django-allauth"))
    model = count.finish(f"scripts/build_background.py; {'; '.join(parts)}; catalogues of {versions}")
    keep_former(target)
    target.write_bytes(model.to_bytes())
    print(f"{model.hosts:,} hosts, {len(model.keys):,} signs, {target.stat().st_size:,} bytes; {model.provenance}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--packages", type=Path)
    arguments = parser.parse_args()
    build(arguments.target, arguments.packages)
