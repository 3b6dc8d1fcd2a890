"""One workshop and one sound exhibit for the tests of a file: no longer, since its clock stands still."""

import pytest

from tests.factories.exhibits import Workshop


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def sealed(workshop: Workshop) -> bytes:
    """A sound exhibit with a signature, a timestamp and a journal proof."""
    return workshop.sealed()
