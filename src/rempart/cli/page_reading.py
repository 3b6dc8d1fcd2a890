"""A page for the command line: a file, and the address that it was saved from, where somebody knows it.

An HTML file says at most by chance where it stood. An exhibit has its address in its own records.
"""

from dataclasses import replace
from pathlib import Path

from rempart.engines.pages import PageFeatures, PageInput, host_of
from rempart.engines.verdict import portrait_of
from rempart.kernel.phrases import Phrase
from rempart.ports.pages import PageAddressError, PageReader

STANDARD_INPUT = Path("-")


def read_given(reader: PageReader, path: Path, address: str = "") -> PageFeatures:
    """As `read_portrait`, of a page that a command was given: "-" is the one at standard input."""
    if path == STANDARD_INPUT:
        return _portrait(reader.read_standard_input(), path, address)
    return read_portrait(reader, path, address)


def read_portrait(reader: PageReader, path: Path, address: str = "") -> PageFeatures:
    """The features of the page at `path`; `address` is where it stood, "" where that is not known.

    Raises PageMissingError, PageUnreadableError, and PageAddressError for an address without a host and for one of
    another host than an exhibit was captured at.
    """
    return _portrait(reader.read_file(str(path)), path, address)


def _portrait(page: PageInput, path: Path, address: str) -> PageFeatures:
    if not address:
        return portrait_of(page)
    if not host_of(address):
        raise PageAddressError(path=path, problem=Phrase("{address} names no host", address=repr(address)))
    if page.host and page.host != host_of(address):
        problem = Phrase("it was captured at {url}, not at {address}", url=page.url, address=address)
        raise PageAddressError(path=path, problem=problem)
    return portrait_of(page if page.host else replace(page, url=address))
