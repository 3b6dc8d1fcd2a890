"""The layout of a captured page: what the grey picture in its exhibit looks like, as a hash.

In: the PNG in which every medium is a grey box. Out: one fact, or none where there is too little to see. Never: a
medium; a picture larger than our own browser takes.
"""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image

from rempart.engines.pages import Fact
from rempart.engines.pictures import hash_pixels

MAX_PIXELS = 25_000_000
LEAST_QUALITY = 50  # below it the hash of a picture says nothing (PDQ's authors)
_SIDE = 512
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def layout_facts(picture: bytes, record: str) -> Iterator[Fact]:
    """The PDQ of the page's upper square as a fact, cited by `record`. Whatever cannot be read gives none.

    Of the square only, so that a longer text below does not move what stands above.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(picture), formats=("PNG",)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            width, height = image.size
            if width * height > MAX_PIXELS:
                return
            square = image.crop((0, 0, width, min(width, height))).convert("L")
    except _UNREADABLE:
        return  # another tool's, or broken: a page without a picture is compared by everything else
    pdq, quality = hash_pixels(np.asarray(square.reduce(max(1, width // _SIDE))))
    if quality >= LEAST_QUALITY:
        yield Fact("layout", pdq, record)
