"""What the page of coverage says of sweeps: an auditor reads there what they rested on."""

import re
from datetime import datetime
from uuid import uuid4

import pytest

from rempart.glances.models import SweepRow
from rempart.kernel.actors import Role
from tests.web.conftest import Desks

pytestmark = pytest.mark.django_db


def test_coverage_says_of_a_sweep_what_for_and_why_robots_txt_was_not_asked(desks: Desks, now: datetime) -> None:
    done = {"basis": "act-12", "reason": "the closure of March", "source": "new.txt", "begun_at": now, "ended_at": now}
    counts = {"looked": 3, "robots": 4, "opt-out": 2}
    SweepRow.objects.create(id=uuid4(), position={"below": 9, "ahead": []}, counts=counts, **done)
    SweepRow.objects.create(id=uuid4(), ignoring_robots="The court ordered it", **done)
    page = " ".join(re.sub(r"<[^>]+>", " ", desks(Role.AUDITOR).get("/en/coverage/").content.decode()).split())
    assert "act-12 the closure of March obeyed done 9 6 0 0" in page
    assert "act-12 the closure of March not asked: The court ordered it done 0 0 0 0" in page
