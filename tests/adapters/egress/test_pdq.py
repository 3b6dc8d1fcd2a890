"""PDQ against the reference: the golden values are those of pdqhash 0.2.8 (docs/decisions/0006-picture-hashes.md)."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rempart.adapters.egress.hashing_jail import describe
from rempart.engines.pictures import hash_pixels
from tests.factories.shapes import SHAPES, draw, make_shape

GOLDEN = json.loads(Path("tests/golden/pdq.json").read_text(encoding="ascii"))


def read(content: bytes) -> dict[str, object]:
    return {key: value for part in describe(content) for key, value in part.items()}


def distance(one: str, other: str) -> int:
    return bin(int(one, 16) ^ int(other, 16)).count("1")


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_has_the_hash_and_quality_of_the_reference(name: str) -> None:
    seen = read(make_shape(name))
    assert seen["pdq_quality"] == GOLDEN[name]["quality"]
    if GOLDEN[name]["quality"]:  # of one colour there is only rounding to hash
        assert distance(str(seen["pdq"]), GOLDEN[name]["pdq"]) <= 2


def test_an_animation_is_hashed_by_its_first_frame_and_its_frames_are_counted() -> None:
    assert read(make_shape("animated"))["frames"] == 3


def test_a_picture_made_smaller_and_coded_anew_stays_near() -> None:
    whole = draw(900, 700, 5)
    for size, form in (((450, 350), "PNG"), ((640, 498), "JPEG")):
        content = io.BytesIO()
        whole.resize(size, Image.Resampling.BICUBIC).save(content, form)
        pdq = str(read(content.getvalue())["pdq"])
        assert distance(pdq, hash_pixels(np.asarray(whole))[0]) <= 20


def test_another_picture_is_far() -> None:
    one, other = (hash_pixels(np.asarray(draw(400, 300, seed)))[0] for seed in (1, 2))
    assert distance(one, other) > 60


def test_a_picture_larger_than_the_limit_of_a_side_is_shrunk_and_hashes_the_same() -> None:
    content = io.BytesIO()
    huge = draw(4200, 3000, 3)
    huge.save(content, "PNG")
    assert distance(str(read(content.getvalue())["pdq"]), hash_pixels(np.asarray(huge))[0]) <= 6
