"""Lists of names over real HTTP, plain and packed in every way, and what is no list."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Iterator

import pytest
import zstandard

from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.name_list import NameList
from rempart.ports.streams import StreamBusyError
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer


class ListServer:
    """One address, whose answer is `content` under the ETag `version`; or it is `unchanged`, or `gone`."""

    content = b""
    version = '"v1"'
    gone = unchanged = False

    def answer(self, _path: str) -> Answer:
        if self.gone or self.unchanged:
            return 404 if self.gone else 304, {}, b""
        return 200, {"ETag": self.version}, self.content


@pytest.fixture
def served() -> ListServer:
    return ListServer()


@pytest.fixture
def listed(served: ListServer) -> Iterator[NameList]:
    with LogServer(CertificateLog()) as server:
        server.faults = served.answer
        fetcher = Fetcher("list", server.url, Budget(rate=1000.0), tries=1)
        yield NameList("list", fetcher, "today")
        fetcher.close()


def read(stream: NameList, cursor: str | None = None) -> tuple[list[str], str]:
    batches = list(stream.read(cursor))
    return [name for batch in batches for name in batch.lines.decode().split()], batches[-1].cursor if batches else ""


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("names.txt", content)
    return file.getvalue()


def in_frames(content: bytes) -> bytes:
    half = len(content) // 2
    return zstandard.compress(content[:half]) + zstandard.compress(content[half:])


PACKED = pytest.mark.parametrize(
    "pack", [gzip.compress, zipped, bz2.compress, lzma.compress, zstandard.compress, in_frames]
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zipped])
def test_a_list_is_read_once_for_each_version(
    served: ListServer, listed: NameList, pack: Callable[[bytes], bytes]
) -> None:
    served.content = pack(b"".join(b"name%d.example\n" % number for number in range(200_000)).removesuffix(b"\n"))
    names, cursor = read(listed)
    assert len(names) == 200_000
    assert json.loads(cursor)["etag"] == '"v1"'
    served.unchanged = True
    assert read(listed, cursor) == ([], "")


@PACKED
def test_a_packed_list_is_read_whatever_it_is_packed_in(
    served: ListServer, listed: NameList, pack: Callable[[bytes], bytes]
) -> None:
    served.content = pack(b"one.example\ntwo.example\n")
    assert read(listed)[0] == ["one.example", "two.example"]


@PACKED
def test_a_packed_list_that_is_cut_off_is_read_again_later(
    served: ListServer, listed: NameList, pack: Callable[[bytes], bytes]
) -> None:
    served.content = pack(b"".join(b"name%d.example\n" % number for number in range(1000)))[:-30]
    with pytest.raises(StreamBusyError, match=r"cut off|damaged"):
        read(listed)


@PACKED
def test_a_packed_list_that_is_too_large_when_opened_is_refused(
    served: ListServer, listed: NameList, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("name_list", "fetching"):
        monkeypatch.setattr(f"rempart.adapters.streams.{module}.LARGEST_BODY", 100_000)
    served.content = pack(bytes(1_000_000))
    with pytest.raises(StreamBusyError, match="too large"):
        read(listed)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_list_is_read_whatever_it_is_written_in(served: ListServer, listed: NameList, coding: str) -> None:
    mark = b"\xfe\xff" if coding == "utf-16-be" else b""
    served.content = mark + "straße.example\ntwo.example\n".encode(coding)
    assert read(listed)[0] == ["straße.example", "two.example"]


@pytest.mark.parametrize(
    "content",
    [
        "one.example\n".encode("utf-16-le"),
        b"\x7fELF\x02\x01\x01\x00" + bytes(64),
        b"\n <!DOCTYPE html>\n<title>Sign in</title>\n",
        "<html>\n".encode("utf-16"),
        b'{"error": "quota exceeded"}\n',
        b'["one.example", "two.example"]',
    ],
)
def test_what_is_no_list_is_said_and_not_taken_for_a_list_without_names(
    served: ListServer, listed: NameList, content: bytes
) -> None:
    served.content = content
    with pytest.raises(StreamBusyError, match="no list of names"):
        read(listed)


@pytest.mark.parametrize("version", ['"v1"', ""])
def test_a_list_that_is_not_there_any_more_is_said(served: ListServer, listed: NameList, version: str) -> None:
    served.content, served.version = b"one.example\n", version
    _, cursor = read(listed)
    served.gone = True
    for known in (cursor, None):
        with pytest.raises(StreamBusyError, match=r"404|nothing at its address"):
            read(listed, known)


def test_a_list_that_was_compressed_in_pieces_is_read_to_its_end(served: ListServer, listed: NameList) -> None:
    served.content = gzip.compress(b"one.example\n") + gzip.compress(b"two.example\n") + bytes(512)
    assert read(listed)[0] == ["one.example", "two.example"]


def test_an_archive_under_a_password_is_read_again_later(served: ListServer, listed: NameList) -> None:
    sealed = bytearray(zipped(b"name.example\n"))
    sealed[6] |= 1  # APPNOTE 4.4.4: bit 0, encrypted; here in the local header, below in the directory
    sealed[sealed.index(b"PK\x01\x02") + 8] |= 1
    served.content = bytes(sealed)
    with pytest.raises(StreamBusyError, match="damaged archive"):
        read(listed)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_is_damaged_within_a_member_is_read_again_later(
    served: ListServer, listed: NameList, method: int
) -> None:
    whole = zipped(b"".join(b"name%d.example\n" % number for number in range(1000)), method)
    at = len("names.txt") + 30 + 9  # APPNOTE 4.3.7: the member's bytes follow its header; LZMA's own header is nine
    served.content = whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 40]) + whole[at + 40 :]
    with pytest.raises(StreamBusyError, match="damaged archive"):
        read(listed)
