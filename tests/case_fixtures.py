"""One open case, the people who decide on it, and the zone that their orders reach."""

from datetime import datetime

import pytest

from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.fakes.naming import FakeZone


@pytest.fixture
def case(people: People, now: datetime) -> OpenedCase:
    return make_case(people, now)


@pytest.fixture
def orders(people: People, now: datetime) -> Orders:
    return Orders(people, now)


@pytest.fixture
def zone() -> FakeZone:
    return FakeZone()
