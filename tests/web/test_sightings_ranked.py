"""The list of sightings: its order while what a dismissal taught is not in it yet, and its columns."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from rempart.pipeline.contracts import StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.routes import RANK_AGAIN
from rempart.sightings.models import LogEntryRow
from rempart.sightings.queries import list_sightings
from tests.web import test_watching
from tests.web.conftest import Desk

pytestmark = pytest.mark.django_db

desk = test_watching.desk


def test_the_list_says_while_its_order_is_worked_out_anew_and_where_that_failed(desk: Desk) -> None:
    def said() -> tuple[bool, bool, bool]:
        english = desk.get("/en/sightings/").content.decode()
        with override("fr"):
            french = desk.get(reverse("sightings")).content.decode()
        return "being worked out anew" in english, "d’être recalculés." in french, "see Steps." in english

    first, second, _ = list_sightings(viewer=desk.actor)
    desk.post(f"/en/sightings/{first.id}/dismiss/", {"kind": "handled", "reason": "In a case"})
    assert said() == (False, False, False)
    desk.post(f"/en/sightings/{second.id}/dismiss/", {"kind": "unrelated", "reason": "A florist"})
    assert said() == (True, True, False)
    StepRow.objects.filter(route=RANK_AGAIN).update(state=StepState.GAVE_UP)
    assert said() == (False, False, True)
    StepRow.objects.filter(route=RANK_AGAIN).update(state=StepState.DONE)
    assert said() == (False, False, False)


def test_the_list_has_a_column_for_proofs_only_where_a_log_has_one_to_give(desk: Desk) -> None:
    def heads() -> int:
        return desk.get("/sightings/").content.decode().count("Dans le journal")

    assert heads() == 0
    seen = list_sightings(viewer=desk.actor)[0]
    LogEntryRow.objects.create(sighting_id=seen.id, stream="log", index=7, asked_at=seen.first_seen_at)
    assert heads() > 1  # the head of the column, what it means, and the head of each cell


def test_nothing_can_be_dismissed_where_nothing_is_listed(desk: Desk) -> None:
    offered = [b"/sightings/dismiss/" in desk.get(path).content for path in ("/sightings/", "/sightings/?text=nobody")]
    assert offered == [True, False]
