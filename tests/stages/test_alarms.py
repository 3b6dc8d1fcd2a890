"""An order on one signature wakes everybody in the named roles by mail and webhook; what does not arrive is seen."""

import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from rempart.adapters import bells as adapter
from rempart.adapters.bells import MailBell, WebhookBell
from rempart.config import load_config
from rempart.journal.queries import list_of
from rempart.kernel.actors import CONSOLE, SYSTEM, Actor, Role
from rempart.orders import alarms, services
from rempart.orders.alarms import AlarmKind
from rempart.orders.contracts import AlarmRaised, AlarmSeen, Order, OrderInForce
from rempart.orders.errors import AlarmUndeliveredError
from rempart.people.contracts import NotAllowedError
from rempart.people.models import Account
from rempart.people.services import close_account, withdraw_role
from rempart.pipeline.contracts import StepState
from rempart.pipeline.queries import list_steps
from rempart.pipeline.routes import ALARMS
from rempart.ports.alarming import Bell
from rempart.wiring import build_bells
from rempart.worker import tasks
from tests.conftest import People
from tests.factories.orders import Orders, make_case
from tests.fakes.mail import MailServer, Webhook, mail_server, webhook
from tests.fakes.naming import BASIS, FakeRuleBook
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.django_db
KEY = b"shared with our duty system"
ROLES = frozenset({Role.OVERSEER, Role.LEGAL_OFFICER, Role.REVIEWER})


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as server:
        yield server


@pytest.fixture
def officer(people: People) -> Actor:
    return people(Role.LEGAL_OFFICER)


@pytest.fixture(autouse=True)
def _patient_bells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_TIMEOUT_S", PATIENCE_S)


@pytest.fixture
def order(people: People, officer: Actor, now: datetime) -> Order:
    """In force on one signature."""
    orders = Orders(people, now)
    orders.rule_book = replace(orders.rule_book, bases=[replace(BASIS, emergency=True)])
    case = make_case(people, now)
    return services.order_emergency(
        proposal=orders.proposal(case, expires_at=now + timedelta(hours=20)),
        outside=orders.outside,
        actor=officer,
        now=now,
        reason="It cannot wait.",
    )


def email(actor: Actor) -> str:
    return str(Account.objects.get(label=actor.name).email)


def ring(order: Order, mail: MailServer | None, hook: Webhook | None, now: datetime) -> None:
    (entry,) = list_of(OrderInForce.act, start=0, limit=9)
    bells: list[Bell] = [
        *([MailBell("127.0.0.1", mail.port, "rempart@hub.test", "none")] if mail else []),
        *([WebhookBell((hook.url,), KEY)] if hook else []),
    ]
    alarms.raise_alarm(
        order_id=order.id,
        kind=AlarmKind.EMERGENCY,
        bells=bells,
        roles=ROLES,
        desk_url="https://desk.test/",
        actor=SYSTEM,
        now=now,
        cause=entry.index,
    )


@pytest.mark.longer
def test_everybody_in_the_named_roles_gets_mail_and_nobody_else(
    order: Order, people: People, officer: Actor, mail: MailServer, hook: Webhook, now: datetime
) -> None:
    reviewer, overseer, gone, former = (
        people(role) for role in (Role.REVIEWER, Role.OVERSEER, Role.OVERSEER, Role.REVIEWER)
    )
    people(Role.ANALYST)
    admin = people(Role.ADMINISTRATOR)
    close_account(account_id=gone.account_id, actor=admin, now=now, reason="Left.")  # type: ignore[arg-type]
    withdraw_role(account_id=former.account_id, role=Role.REVIEWER, actor=admin, now=now, reason="Moved.")  # type: ignore[arg-type]
    ring(order, mail, hook, now)
    ((recipients, letter),) = mail.taken
    assert sorted(recipients) == sorted(email(one) for one in (officer, reviewer, overseer))
    assert f"https://desk.test/orders/{order.id}/" in letter
    ((headers, body),) = hook.taken
    assert headers["Rempart-Signature"] == f"sha256={hmac.new(KEY, body, sha256).hexdigest()}"
    assert json.loads(body)["order"] == str(order.id)
    assert order.hostname not in letter + body.decode()
    told = alarms.list_deliveries(order.id, viewer=officer)
    assert [(one.channel, one.tries, bool(one.delivered_at)) for one in told] == [
        *[("mail", 1, True)] * 3,
        ("webhook", 1, True),
    ]


@pytest.mark.longer
def test_what_did_not_arrive_is_a_row_with_its_problem_and_alone_is_tried_again(
    order: Order, people: People, officer: Actor, mail: MailServer, hook: Webhook, now: datetime
) -> None:
    reviewer = people(Role.REVIEWER)
    mail.refused, hook.status = {email(reviewer)}, 503
    with pytest.raises(AlarmUndeliveredError, match="2 recipients"):
        ring(order, mail, hook, now)
    problems = {one.recipient: one.problem for one in alarms.list_deliveries(order.id, viewer=officer)}
    assert problems[email(officer)] == ""
    assert "refused by 127.0.0.1 (550)" in problems[email(reviewer)]
    assert problems[hook.url] == "it answered 503"
    mail.refused, hook.status = set(), 200
    ring(order, mail, hook, now + timedelta(minutes=1))
    assert [recipients for recipients, _ in mail.taken] == [(email(officer),), (email(reviewer),)]
    assert {one.tries for one in alarms.list_deliveries(order.id, viewer=officer)} == {1, 2}
    ring(order, mail, hook, now + timedelta(minutes=2))
    assert len(mail.taken) == 2
    assert len(list_of(AlarmRaised.act, start=0, limit=9)) == 1


def test_an_emergency_that_was_confirmed_meanwhile_wakes_nobody_any_more(
    order: Order, people: People, officer: Actor, mail: MailServer, now: datetime
) -> None:
    mail.refused = {email(officer)}
    with pytest.raises(AlarmUndeliveredError):
        ring(order, mail, None, now)
    mail.refused = set()
    rules = FakeRuleBook(bases=[replace(BASIS, emergency=True)])
    services.countersign_order(order_id=order.id, rule_book=rules, actor=people(Role.REVIEWER), now=now)
    ring(order, mail, None, now + timedelta(minutes=1))
    assert mail.taken == []
    (one,) = alarms.list_deliveries(order.id, viewer=officer)
    assert (one.delivered_at, one.tries) == (None, 1)


def test_a_mail_server_that_is_away_is_said_so_for_everybody(order: Order, officer: Actor, now: datetime) -> None:
    nobody = MailServer(port=9)
    with pytest.raises(AlarmUndeliveredError):
        ring(order, nobody, None, now)
    (one,) = alarms.list_deliveries(order.id, viewer=officer)
    assert "did not take the mail" in one.problem


@pytest.mark.longer
def test_the_pipeline_rings_by_itself_and_a_failure_is_a_step_that_is_tried_again(
    order: Order, officer: Actor, hook: Webhook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from rempart import wiring
    from tests.web.house import make_ports

    hook.status = 500
    ports = replace(make_ports(tmp_path), bells=(WebhookBell((hook.url,)),))
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    # The worker gives its connection back after each step; here it is the test's own.
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    (step,) = [one for one in list_steps(viewer=CONSOLE) if one.route == "orders.alarm_emergency"]
    tasks.run_steps.call(str(step.id))
    (step,) = [one for one in list_steps(viewer=CONSOLE) if one.route == "orders.alarm_emergency"]
    assert step.state is StepState.RETRYING
    assert "call them meanwhile" in step.error
    assert ALARMS == "alarms"


def test_whoever_has_seen_it_says_so_once_and_for_good(
    order: Order, people: People, officer: Actor, now: datetime
) -> None:
    overseer = people(Role.OVERSEER)
    for _ in range(2):
        alarms.mark_seen(order_id=order.id, actor=overseer, now=now)
    (seen,) = alarms.list_seen(order.id, viewer=officer)
    assert (seen.name, seen.seen_at) == (overseer.name, now)
    assert len(list_of(AlarmSeen.act, start=0, limit=9)) == 1
    with pytest.raises(NotAllowedError):
        alarms.mark_seen(order_id=order.id, actor=people(Role.AUDITOR), now=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM orders_alarm_seen")


def test_nobody_but_the_system_rings(order: Order, officer: Actor, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        alarms.raise_alarm(
            order_id=order.id,
            kind=AlarmKind.EMERGENCY,
            bells=(),
            roles=ROLES,
            desk_url="",
            actor=officer,
            now=now,
            cause=1,
        )


def test_the_operator_s_file_says_by_what_people_are_woken(tmp_path: Path) -> None:
    path = tmp_path / "rempart.toml"
    (tmp_path / "key").write_text("secret\n")
    path.write_text(
        '[alarms]\nsmtp_host = "127.0.0.1"\nsmtp_port = 25\nsmtp_security = "none"\nsender = "a@b.test"\n'
        'webhooks = ["http://127.0.0.1:9/alarm"]\nwebhook_key_file = "key"\n'
    )
    assert build_bells(load_config(path).alarms) == (
        MailBell("127.0.0.1", 25, "a@b.test", "none"),
        WebhookBell(("http://127.0.0.1:9/alarm",), b"secret"),
    )
    assert build_bells(load_config(None).alarms) == ()
