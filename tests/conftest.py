"""Fixtures that every room's tests share."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from _pytest.nodeid import NodeId
from django.db import connection
from django.test.testcases import TransactionTestCase
from hypothesis import HealthCheck, settings

from rempart.journal import triggers
from rempart.kernel.actors import CONSOLE, Actor, Role
from rempart.people.queries import get_actor
from rempart.people.services import open_account

os.environ["REMPART_LANG"] = "en"  # whatever language the developer's terminal speaks

pytest_plugins = ["tests.database_fixtures", "tests.lab_fixtures", "tests.case_fixtures", "tests.exhibit_fixtures"]

APPEND_ONLY_SQL = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_update'",
    "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers"
    " WHERE trigger_name = event_object_table || '_no_change'",
}


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of one group run in one process; the second run, on PostgreSQL, repeats only what touches the database."""
    if getattr(config.option, "loadgroup", False):
        _name_groups(items)
    if connection.vendor == "sqlite":
        return
    touching = [
        item
        for item in items
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def _name_groups(items: list[pytest.Item]) -> None:
    """Put the group behind the id, where xdist looks for it: its own way of doing so has no effect since pytest 9.2.

    Groups go first: the longest of them, begun last, would keep one process at work and the others waiting.
    """
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group is not None and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 4, 14, 9, 30, tzinfo=UTC)


# No deadline: the suite shares its cores with browsers and servers. In CI the examples are the same each time.
settings.register_profile(
    "rempart", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
# For `make test-fast`: a tenth of the examples, as `examples` takes them too.
settings.register_profile("fewer", settings.get_profile("rempart"), max_examples=10)
settings.load_profile("rempart")


class People:
    """Makes people with roles, in organisations, by one short call each."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._count = 0

    def __call__(self, *roles: Role, organisation: str = "Hotline H", label: str = "") -> Actor:
        self._count += 1
        name = label or f"{'-'.join(roles) or 'nobody'} {self._count}"
        account_id = open_account(
            email=f"person{self._count}@hotline.example",
            label=name,
            organisation=organisation,
            roles=roles,
            actor=CONSOLE,
            now=self._now,
        )
        return get_actor(account_id)


@pytest.fixture
def people(db: None, now: datetime) -> People:
    """`people(Role.ANALYST)` opens an account and returns its actor."""
    return People(now)


@pytest.fixture
def analyst(people: People) -> Actor:
    return people(Role.ANALYST)


@pytest.fixture(autouse=True, scope="session")
def _clearable_tables() -> Iterator[None]:
    """Let Django clear append-only tables between tests that commit; the triggers are back before the next test.

    For the whole run: Django clears the tables after the fixtures of a test are gone.
    """
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            cursor.execute(APPEND_ONLY_SQL[connection.vendor])
            tables = [row[0] for row in cursor.fetchall()]
        with connection.schema_editor() as editor:
            for table in tables:
                triggers.remove(editor, table)
        flush(case)
        with connection.schema_editor() as editor:
            for table in tables:
                triggers.install(editor, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
