"""A part of a collection into what an index or a background takes of it: the work that is spread over machines."""

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Background
from rempart.engines.pages.index import index_keys
from rempart.engines.verdict import portrait_of
from rempart.ports.pages import CollectionPart, PartEntries, PartSigns


def enter_part(part: CollectionPart, background: Background) -> PartEntries:
    """The entries of `part`, in its order, for an index by `background`. Pages that say nothing about who is behind
    them (parked, default, error, consent) are left out. Raises PageMissingError or PageUnreadableError for the whole.
    """
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


def signs_of_part(part: CollectionPart, _: None) -> PartSigns:
    """The signs of the pages of `part`, in its order, to be counted. A page that shows nothing is none: its host would
    count for all those that lack a sign, and make every sign rarer. Raises as `enter_part`."""
    shown, unreadable = [], 0
    for label, page in PageFiles().read_part(part):
        keys = portrait_of(page).keys() if page is not None else frozenset()
        if page is None or not keys:
            unreadable += 1
            continue
        shown.append((label, page.host, keys))
    return PartSigns(tuple(shown), unreadable)
