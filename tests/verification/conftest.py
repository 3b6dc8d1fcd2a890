"""The files of the sound exhibit."""

import pytest

from rempart.adapters.exhibit import container
from tests.factories.exhibits import Files


@pytest.fixture
def files(sealed: bytes) -> Files:
    return container.read_zip(sealed)
