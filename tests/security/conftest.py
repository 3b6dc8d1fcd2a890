"""The same signed-in clients as the tests of the web door, and a count of where a capture tried to connect to."""

import asyncio
from typing import Any

import pytest

from tests.api.conftest import programs
from tests.web.conftest import desks

__all__ = ["desks", "programs"]


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that anything tried to connect to, beside the test's own proxy."""
    tried: list[str] = []
    real = asyncio.open_connection

    async def spy(host: str, port: int, **options: Any) -> Any:
        tried.append(host)
        return await real(host, port, **options)

    monkeypatch.setattr("rempart.adapters.egress.upstream.asyncio.open_connection", spy)
    return tried
