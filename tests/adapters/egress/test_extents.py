import io
import random
import struct

import pytest
from PIL import Image

from rempart.adapters.egress.extents import find_end, list_embedded
from rempart.adapters.egress.media import recognise
from tests.factories.shapes import SHAPES, make_shape


def _picture(form: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").resize((90, 60)).convert("RGB")
    picture.save(buffer, form, **how)
    return buffer.getvalue()


MEDIA = {
    "png": _picture("PNG"),
    "interlaced jpeg": _picture("JPEG", progressive=True, quality=85),
    "jpeg with restarts": _picture("JPEG", restart_marker_blocks=1),
    "gif": _picture("GIF"),
    "animation": _picture("GIF", save_all=True, append_images=[Image.new("RGB", (90, 60), (9, 9, 200))]),
    "webp": _picture("WEBP", lossless=True),
    "bmp": _picture("BMP"),
    "avif": _picture("AVIF"),
    "ogg": (b"OggS\0\2" + bytes(20) + b"\2\xff\x05" + bytes(260)) * 2,
    "film": struct.pack(">I", 16) + b"ftypisom" + bytes(4) + struct.pack(">I", 108) + b"mdat" + bytes(100),
    "sound": b"RIFF" + struct.pack("<I", 40) + b"WAVEfmt " + bytes(32),
    "letters": b"wOFF\0\1\0\0" + struct.pack(">I", 60) + bytes(48),
}


@pytest.mark.parametrize("name", MEDIA)
@pytest.mark.parametrize("behind", [b"", b"\x01\x02 and words", bytes(50)], ids=["end", "words", "zeros"])
def test_the_end_of_a_medium_is_told_by_its_own_bytes(name: str, behind: bytes) -> None:
    medium = recognise(MEDIA[name])
    assert medium is not None
    before = b"\x01words before\x02"
    assert find_end(before + MEDIA[name] + behind, len(before), medium.media_type) == len(before) + len(MEDIA[name])


@pytest.mark.parametrize("name", MEDIA)
def test_a_medium_that_is_cut_has_no_end(name: str) -> None:
    medium = recognise(MEDIA[name])
    assert medium is not None
    for cut in (1, len(MEDIA[name]) // 3):
        end = find_end(MEDIA[name][:-cut], 0, medium.media_type)
        assert end is None or name in ("ogg", "film"), end  # a film may end with any box


def test_media_one_behind_the_other_are_told_apart() -> None:
    parts = [MEDIA[name] for name in ("png", "interlaced jpeg", "gif", "webp", "avif", "sound", "letters")]
    data = b"\x01" + b"\x02\x03\x04".join(parts) + b"\x05"
    assert [content for _, _, content in list_embedded(data)] == parts


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_has_its_own_end(name: str) -> None:
    content = make_shape(name)
    medium = recognise(content)
    assert medium is not None
    if medium.media_type != "image/tiff":
        assert find_end(content + b"\x01more", 0, medium.media_type) == len(content)


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_make_it_stumble_or_take_long(seed: int) -> None:
    chance = random.Random(seed)
    changed = bytearray(b"".join(chance.choices(list(MEDIA.values()), k=9)))
    for _ in range(60):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    assert sum(len(content) for _, _, content in list_embedded(bytes(changed))) <= len(changed)
    many = b"GIF89a\1\0\1\0\0\0\0\x3b" * 100_000
    assert len(list(list_embedded(many))) == 500
