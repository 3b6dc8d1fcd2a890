"""A part of a collection into entries for the index: the work that is spread over processes and machines.

Pages that say nothing about who is behind them (parked, default, error, consent) are left out.
"""

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Background
from rempart.engines.pages.index import index_keys
from rempart.engines.verdict import portrait_of
from rempart.ports.pages import CollectionPart, PartEntries


def enter_part(part: CollectionPart, background: Background) -> PartEntries:
    """The entries of `part`, in its order. Raises PageMissingError or PageUnreadableError for the whole."""
    entries, pages, unreadable = [], 0, 0
    for label, page in PageFiles().read_part(part):
        pages += 1
        if page is None:
            unreadable += 1
            continue
        features = portrait_of(page)
        if not features.kind.says_nothing:
            entries.append((label, features, index_keys(features, background)))
    return PartEntries(tuple(entries), pages, unreadable)
