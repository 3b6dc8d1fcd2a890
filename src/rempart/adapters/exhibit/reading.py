"""Reading an exhibit back: the page, its facts and its texts, for matches and for the viewer."""

import json
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography import x509
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rempart.adapters.certificate_facts import read_leaf
from rempart.adapters.exhibit.container import read_zip
from rempart.adapters.exhibit.index import ARCHIVE_NAME
from rempart.adapters.exhibit.sniffing import UnreadableCodingError, undo_codings
from rempart.adapters.html_encoding import decode_html
from rempart.ports.sealing import ExhibitPage, NotAnExhibitError, PageAnswer

_TEXT_TYPES = ("text/", "application/javascript", "application/json", "application/xhtml", "application/xml")


class _Record(NamedTuple):
    """One record of the archive; `status` is its whole status line, `pairs` its headers as they came."""

    kind: str
    uri: str
    status: str
    pairs: tuple[tuple[str, str], ...]
    payload: bytes

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.pairs}


def read_page(content: bytes) -> ExhibitPage:
    """What `content` (an exhibit, sealed or not) holds of the page. Raises NotAnExhibitError."""
    files = read_zip(content)
    try:
        facts = json.loads(files["evidence/facts.json"])
        archive = files[f"archive/{ARCHIVE_NAME}"]
    except (KeyError, ValueError) as error:
        raise NotAnExhibitError(problem="its facts or its archive are missing") from error
    records = list(_records(archive))
    answered = [record for record in records if record.kind == "response"]
    kept = [record for record in records if record.kind == "resource"]
    resources = {record.uri.split(":", 2)[1]: record.payload for record in kept if record.uri.startswith("urn:")}
    bodies: dict[str, str] = {}
    for record in answered:
        if record.headers.get("content-type", "").lower().startswith(_TEXT_TYPES):
            bodies.setdefault(record.uri, _decode(record.payload, record.headers))
    host = urlsplit(facts["final_url"]).hostname or ""
    chains = (record.payload for record in kept if record.uri.startswith("urn:tls-chain:"))
    return ExhibitPage(
        url=facts["url"],
        final_url=facts["final_url"],
        title=facts["title"],
        text=resources.get("text", b"").decode(errors="replace"),
        dom=resources.get("dom", b"").decode(errors="replace"),
        screenshot=resources.get("view", b""),
        facts=facts,
        bodies=bodies,
        frames=tuple(
            (record.uri.split(":", 3)[3], record.payload.decode(errors="replace"))
            for record in kept
            if record.uri.startswith("urn:frame:")
        ),
        answers=tuple(PageAnswer(record.uri, record.status, record.pairs) for record in answered),
        certificate_names=tuple(sorted({name for chain in chains for name in _covered(chain, host)})),
    )


def _covered(chain: bytes, host: str) -> set[str]:
    """The names that the chain's first certificate covers, where `host` is one of them."""
    try:
        leaf = read_leaf(chain)
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names = {name.lower() for name in extension.value.get_values_for_type(x509.DNSName)}
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return set()  # a certificate that nobody can read, or that was withheld, names nobody
    above = f"*.{host.partition('.')[2]}"
    return names if host in names or above in names else set()


def _records(archive: bytes) -> Iterator[_Record]:
    try:
        for record in ArchiveIterator(BytesIO(archive)):
            uri = record.rec_headers.get_header("WARC-Target-URI") or ""
            http = record.http_headers
            pairs = tuple(http.headers) if http else ()
            status = f"{http.protocol} {http.statusline}".strip() if http else ""
            yield _Record(record.rec_type, uri, status, pairs, record.raw_stream.read())
    except (ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise NotAnExhibitError(problem=f"its archive is broken ({error})") from error


def _decode(payload: bytes, headers: Mapping[str, str]) -> str:
    try:
        body = undo_codings(payload, headers.get("content-encoding", ""))
    except UnreadableCodingError:
        return ""
    # By the names that browsers know: of Python's others some fail at any text, and one takes the square of its length.
    charset = headers.get("content-type", "").lower().partition("charset=")[2].split(";")[0]
    return decode_html(body, charset.strip("\"' "))
