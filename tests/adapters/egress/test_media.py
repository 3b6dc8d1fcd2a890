"""What bytes are told to be, and how large, by the bytes alone."""

import struct

import pytest

from rempart.adapters.egress.media import Medium, cut_to_text, hold_back, recognise
from rempart.adapters.egress.placeholders import make_grey_png
from tests.security.capture_media_tricks import MEDIA, make_medium


@pytest.mark.parametrize("kind", MEDIA)
def test_a_medium_is_known_by_its_first_bytes(kind: str) -> None:
    media_type, medium = make_medium(kind, 7, 200)
    found = recognise(medium)
    assert found is not None
    assert found.media_type.split("/")[0] == media_type.split("/")[0]
    assert hold_back(medium) == found


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (make_grey_png(321, 45), (321, 45)),
        (b"GIF89a" + struct.pack("<HH", 12, 34) + b"\0" * 20, (12, 34)),
        (b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08" + struct.pack(">HH", 60, 80) + b"\x03", (80, 60)),
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 7, -9) + b"\0" * 9, (7, 9)),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x0f\0\0\x1f\0\0", (16, 32)),
    ],
)
def test_the_size_of_a_picture_is_read_without_decoding_it(head: bytes, size: tuple[int, int]) -> None:
    found = recognise(head)
    assert found is not None
    assert (found.width, found.height) == size


@pytest.mark.parametrize("cut", [0, 1, 3, 4, 8, 12, 15, 20, 25])
@pytest.mark.parametrize("kind", MEDIA)
def test_a_head_that_is_cut_short_breaks_nothing(kind: str, cut: int) -> None:
    recognise(make_medium(kind, 7)[1][:cut])


@pytest.mark.parametrize(
    "text", [b"", b"hello", b"<html>", "ÿþ été".encode("latin-1"), "漢字".encode("euc-jp"), b"\x1b$B"]
)
def test_text_of_any_coding_passes(text: bytes) -> None:
    assert hold_back(text) is None


def test_bytes_that_are_neither_text_nor_known_are_held_back() -> None:
    assert hold_back(bytes(range(1, 60)) * 3) == Medium("application/octet-stream")


def test_one_stray_control_character_makes_no_binary_of_a_script() -> None:
    assert hold_back(b"var words = 'plain words here';" * 10 + b"split('\x00')" + b";more()" * 20) is None


def test_of_a_page_with_a_picture_behind_it_the_page_is_left() -> None:
    page = b"<p>Plain words.</p>" * 10
    assert cut_to_text(page + make_grey_png()) == page
    assert cut_to_text(b"short" + make_grey_png()) == b""
