"""The same signed-in clients as the tests of the web door."""

from tests.web.conftest import desks

__all__ = ["desks"]
