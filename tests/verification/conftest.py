"""One workshop and one sound exhibit for all tests of the verifier."""

import pytest

from rempart.adapters.exhibit import container
from tests.factories.exhibits import Files, Workshop


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def sealed(workshop: Workshop) -> bytes:
    """A sound exhibit with a signature, a timestamp and a journal proof."""
    return workshop.sealed()


@pytest.fixture
def files(sealed: bytes) -> Files:
    return container.read_zip(sealed)
