"""Features as an index keeps them: nothing is lost, little room is taken, what is broken is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.pages import (
    NotFeaturesError,
    PageFeatures,
    PageInput,
    features_to_json,
    pack_features,
    page_features,
    unpack_features,
)
from rempart.engines.pages.index import pack_chunks, unpack_chunk
from tests.factories import pages

ALL = (pages.CLOSED, pages.TRANSLATED, pages.SHOP, pages.NEWS, pages.PARKED, "", "<p>\ud800 half a letter")


def features_of(html: str) -> PageFeatures:
    return page_features(PageInput(html=html, url="https://quay.example/", records={"html": "<urn:uuid:one>"}))


@pytest.mark.parametrize("html", ALL)
def test_what_was_packed_comes_back_whole(html: str) -> None:
    features = features_of(html)
    assert unpack_features(pack_features(features)) == features


def test_packed_features_take_far_less_room_than_their_json() -> None:
    told = sum(len(features_to_json(features_of(html)).encode("utf-8", "replace")) for html in ALL[:4])
    packed = sum(len(pack_features(features_of(html))) for html in ALL[:4])
    assert packed < 0.6 * told


@pytest.mark.parametrize("damage", [slice(0), slice(3), slice(40), slice(-30), slice(9, None)])
def test_what_is_cut_short_is_told(damage: slice) -> None:
    with pytest.raises(NotFeaturesError):
        unpack_features(pack_features(features_of(pages.CLOSED))[damage])


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1)), min_size=1, max_size=60))
def test_chunks_keep_every_key_and_page(postings: list[tuple[int, int]]) -> None:
    keys, beside = (
        np.array(column, kind) for column, kind in zip(zip(*postings, strict=True), (np.uint64, np.uint32), strict=True)
    )
    read = [unpack_chunk(chunk) for chunk in pack_chunks(keys, beside)]
    assert sorted(postings) == [pair for one, two in read for pair in zip(one.tolist(), two.tolist(), strict=True)]
