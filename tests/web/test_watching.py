"""The pages of those who watch: dossiers, sightings, coverage."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from rempart.kernel.actors import Role
from rempart.watchlist.services import enrol_site
from tests.web.conftest import Desks

pytestmark = pytest.mark.django_db


def test_a_dossier_says_what_the_names_tell_and_draws_when_they_came(desks: Desks, now: datetime) -> None:
    desk = desks(Role.ANALYST)
    site_id = enrol_site(
        label="Chat C",
        domains=["orchidroom.example", "orchidroom2.example", "neworchidroom.test"],
        known_on=[date(2024, 1, 1), date(2024, 1, 11), date(2024, 4, 1)],
        closed_on=date(2025, 1, 2),
        languages=["fr"],
        actor=desk.actor,
        now=now,
    )
    with override("fr"):
        page = desk.get(reverse("site-item", args=[site_id])).content.decode()
    assert "« orchidroom » est dans 2 noms sur 3" in page
    assert "dans les 46 jours" in page
    assert page.count('<line class="mark"') == 3
    assert "orchidroom2.example, 2024-01-11</title>" in page
    assert "style=" not in page
    assert "2025-01-02" in page
