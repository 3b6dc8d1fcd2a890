"""The closed site of the demo: its capture is from before the day on which the dossier says that it closed."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from rempart.demo import watching
from rempart.kernel.actors import Role
from rempart.watchlist.queries import get_site
from tests.conftest import People

pytestmark = pytest.mark.django_db


def test_the_site_closes_on_the_day_of_its_capture_after_all_its_names_were_known(
    people: People, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(watching, "_capture_reference", lambda *_: done.append("captured"))
    cast: Any = SimpleNamespace(
        person=people,
        installation=SimpleNamespace(now=lambda: now),
        internet=SimpleNamespace(
            close_site=lambda: done.append("closed"),
            name_server=SimpleNamespace(response_code=lambda _: "NXDOMAIN"),
        ),
    )
    assert "before closure" in str(watching.enrol(cast))
    assert done == ["captured", "closed"]
    site = get_site(cast.site_id, viewer=people(Role.ANALYST))
    assert site.closed_on == now.date()
    known = [name.known_on for name in site.names]
    assert known == sorted(day for day in known if day is not None and day < now.date())
