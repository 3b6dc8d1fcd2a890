"""Builds the words that name no site: countries and languages in the languages of the web, and parts of menus.

    pip install --require-hashes -r requirements/training.txt
    python scripts/build_no_names.py src/rempart/engines/verdict/versions/no_names-1.txt

The names of countries and languages are those of the Common Locale Data Repository (Unicode licence), as the package
Babel brings them. What is written holds words in the form that names are compared in; a version of the verdict says
which file is its own, so a file is never changed again.
"""

import argparse
from pathlib import Path

from babel import Locale

from rempart.engines.pages.words.text import is_unspaced, plain_name

LOCALES = (
    "ar az bg bn ca cs da de el en es et fa fi fil fr he hi hr hu hy id it ja ka kk ko lt lv mk ms nb nl pl pt ro ru "
    "sk sl sq sr sv th tr uk ur uz vi zh"
)
LEAST_LETTERS = 5  # shorter ones are words of other languages too, or brands
SHORTER = "chad cuba fiji iran iraq laos mali oman peru togo thai urdu"
MENUS = "faq faqs imprint 关于 标签 首页 归档 分类 友链 博客 留言 文章 關於 標籤 首頁 歸檔 分類 友鏈"


def is_long(name: str) -> bool:
    """Whether `name` is long enough to be no other word; a script without spaces says more in a letter."""
    return len(name) >= (2 if is_unspaced(name) else LEAST_LETTERS)


def main() -> None:
    """Write the words, in order, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target
    locales = [Locale.parse(code) for code in LOCALES.split()]
    tables = [table for locale in locales for table in (locale.territories, locale.languages)]
    said = {name for table in tables for code, name in table.items() if len(code) == 2 and " " not in name}
    found = {name for name in map(plain_name, said) if name.isalpha() and is_long(name)}
    found |= {plain_name(word) for word in f"{SHORTER} {MENUS}".split()}
    target.write_text("".join(f"{name}\n" for name in sorted(found)), encoding="utf-8")
    print(f"{len(found):,} words, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
