import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from rempart.adapters import page_layout
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.page_files import PageFiles
from rempart.adapters.page_layout import layout_facts
from rempart.adapters.signer import FileSigner
from rempart.engines.pages import Fact
from tests.factories.captures import grey_png, make_capture
from tests.factories.shapes import draw


def png(image: Image.Image) -> bytes:
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def longer(image: Image.Image) -> Image.Image:
    """The same picture with much more below."""
    taller = Image.new(image.mode, (image.width, image.height * 3))
    taller.paste(image, (0, 0))
    return taller


def bits(one: Fact, other: Fact) -> int:
    return (int(one.value, 16) ^ int(other.value, 16)).bit_count()


def test_the_grey_picture_of_an_exhibit_gives_a_layout_that_its_record_shows(tmp_path: Path) -> None:
    capture = replace(make_capture(), screenshot=png(draw(1280, 1400, 3).convert("L")))
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(capture)

    (fact,) = [fact for fact in PageFiles().read_exhibit(package.content).facts if fact.kind == "layout"]

    assert fact.record.startswith("<urn:uuid:")
    assert len(fact.value) == 64


def test_what_stands_below_the_upper_square_does_not_move_the_layout() -> None:
    picture = draw(1280, 1280, 3).convert("L")
    (short,), (long,), (other,) = (
        layout_facts(png(image), "") for image in (picture, longer(picture), draw(1280, 1280, 4).convert("L"))
    )
    assert bits(short, long) == 0
    assert bits(short, other) > 60


def test_an_empty_page_has_no_layout() -> None:
    assert list(layout_facts(grey_png(1280, 900), "")) == []


@pytest.mark.parametrize("broken", [b"", b"<html>", png(draw(300, 300, 1))[:900]])
def test_what_is_no_whole_picture_gives_nothing(broken: bytes) -> None:
    assert list(layout_facts(broken, "")) == []


def test_a_picture_with_more_pixels_than_ours_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = png(draw(300, 300, 1))
    assert list(layout_facts(picture, ""))
    monkeypatch.setattr(page_layout, "MAX_PIXELS", 300 * 300 - 1)
    assert list(layout_facts(picture, "")) == []
