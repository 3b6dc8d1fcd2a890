"""What a page says in plain letters and words, where it writes them otherwise throughout: who hides a text from
comparison does, and no reader notices or minds.

In: a page and its markup, of which a reader sees all. Out: the same in plain letters (`fancy_letters`), and its lines
in words (`set_apart`).
"""

from dataclasses import replace

from rempart.engines.pages.page import PageInput
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.fancy_letters import fancy_letters
from rempart.engines.pages.words.set_apart import in_words


def as_plain(page: PageInput, markup: Markup) -> tuple[PageInput, Markup]:
    """`page` with its title, and `markup` with title, lines, headings, marks and what others say, as they are read."""
    said = "\n".join(markup.blocks)
    if table := fancy_letters(said):
        said = said.translate(table)
        page = replace(page, title=page.title.translate(table))
        markup = replace(
            markup,
            title=markup.title.translate(table),
            blocks=said.split("\n"),
            headings=[text.translate(table) for text in markup.headings],
            logos=[text.translate(table) for text in markup.logos],
            others=tuple(text.translate(table) for text in markup.others),
        )
    read = in_words(said)
    return page, markup if read == said else replace(markup, blocks=read.split("\n"))
