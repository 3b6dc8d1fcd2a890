"""A log of 700 entries, its server, and the end of whatever read it."""

from collections.abc import Iterator

import pytest

from tests.fakes.ct_logs import CertificateLog, LogServer
from tests.fakes.log_readers import OPENED


@pytest.fixture(scope="module")
def full_log() -> CertificateLog:
    log = CertificateLog()
    for number in range(700):
        log.add(f"host{number}.example", f"www.host{number}.example")
    return log


@pytest.fixture
def server(full_log: CertificateLog) -> Iterator[LogServer]:
    with LogServer(full_log) as running:
        yield running


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()
