"""The same signed-in clients as the tests of the web door."""

from tests.api.conftest import programs
from tests.web.conftest import desks

__all__ = ["desks", "programs"]
