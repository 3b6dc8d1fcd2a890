"""The list of sightings says while what a dismissal taught is not in its order yet."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from rempart.pipeline.contracts import StepState
from rempart.pipeline.models import StepRow
from rempart.pipeline.routes import RANK_AGAIN
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
