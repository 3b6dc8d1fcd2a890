"""A contact point of a closed site that many owners of one sweep give: what keeps more is sighted, the rest is told."""

import pytest

from rempart.glances.contracts import MOST_OWNERS
from rempart.glances.models import SweepRow
from rempart.glances.queries import list_sweeps
from tests.factories import pages
from tests.factories.sweeps import Body, Names
from tests.stages import test_sweeps

body = test_sweeps.body


def test_of_a_contact_point_that_more_than_twenty_owners_give_those_are_told_that_come_no_nearer(body: Body) -> None:
    words = "<p>New rooms for all of you. Write to keeper@lantern-quay.example if the door does not open.</p>"
    page = pages.page("Kolvara", words * 2)
    hosts = [f"shop{number}.test" for number in range(MOST_OWNERS)]
    body.glancer.pages = dict.fromkeys((*hosts, "www.shop0.test", "garden.test", "bakery.test"), page)
    body.glancer.pages["back.test"] = pages.REOPENED
    found = {one.listed.hostname: one for one in body.sweep(Names(list(body.glancer.pages)))}
    assert {found[host].outcome for host in (*hosts, "www.shop0.test", "back.test")} == {"sighted"}
    further = (found["garden.test"], found["bakery.test"])
    assert [(one.outcome, one.sighting_id, one.site_id) for one in further] == [("shared", None, body.site_id)] * 2
    assert further[0].reasons[1].code == "glances.gives_contacts"
    assert further[0].reasons[2].text.startswith("More than 20 owners of this sweep give the same")
    (sweep,) = list_sweeps(viewer=body.analyst)
    assert sweep.counts["shared"] == 2


def test_who_writes_the_sites_address_on_many_pages_hides_none_that_comes_nearer(body: Body) -> None:
    said = "<p>Write to keeper@lantern-quay.example if the door does not open, at whatever hour of the night.</p>"
    decoy = (
        f"<main>{said}<p>We plant hedges, cut them in spring and carry the branches away on the same day.</p></main>"
    )
    body.glancer.pages = {f"decoy{n}.test": f"<title>Garden {n}</title>{decoy}" for n in range(60)}
    body.glancer.pages["kolvara.test"] = pages.page("Kolvara", f"{said}<p>New rooms for all of you.</p>")
    found = {one.listed.hostname: one for one in body.sweep(Names(list(body.glancer.pages)))}
    sighted = [host for host, one in found.items() if one.outcome == "sighted"]
    assert sighted[-1] == "kolvara.test"
    assert len(sighted) < 30
    assert found["kolvara.test"].reasons[2].code == "glances.given_by_many"


def test_a_sweep_that_goes_on_knows_who_gave_a_contact_point_before_it_was_stopped(body: Body) -> None:
    said = "<p>Write to keeper@lantern-quay.example if the door does not open, at whatever hour of the night.</p>"
    page = pages.page("Kolvara", f"{said}<p>New rooms for all of you.</p>")
    body.glancer.pages = dict.fromkeys((f"shop{number}.test" for number in range(MOST_OWNERS + 5)), page)
    names = Names(list(body.glancer.pages))
    body.glancer.fails_after = MOST_OWNERS - 2
    with pytest.raises(KeyboardInterrupt):
        body.sweep(names)
    body.glancer.fails_after = None
    assert [one.outcome for one in body.sweep(names)] == ["sighted"] * 2 + ["shared"] * 5
    assert SweepRow.objects.get().givers == {}, "of no use any more, so not kept"
