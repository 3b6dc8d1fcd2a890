"""A program of its own: an installation with a database, in which two people sign orders when told to.

    REMPART_CONFIG=… python -m tests.fakes.signing ORDERS

Commands come line by line on standard input; each is answered by one line of JSON with the moment (time.monotonic)
right after the commit: ``sign I`` (the countersignature with both signers' own keys), ``revoke I``, ``all`` (every
order not signed yet, in one transaction), ``stop`` (the overseer suspends everything that holds), ``check`` (what
`rempart lists check` says), ``busy`` (how many steps are due or in hand), ``state``.
"""

import json
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import django

from rempart.kernel.clock import SystemClock

FIRST, SECOND = bytes([3]) * 32, bytes([4]) * 32
PARENT = "reopened.example"


def name_of(number: int) -> str:
    """The name of the order of that number."""
    return f"n{number}.{PARENT}"


def tell_from_journal() -> tuple[set[str], int]:
    """By the journal alone: the names of the orders in force, and how often one was published or withdrawn again."""
    from rempart.journal.queries import iterate_entries
    from rempart.orders.contracts import OrderInForce, OrderRevoked, OrderSuspended
    from rempart.publications.contracts import EntryPublished, EntryWithdrawn

    names: dict[Any, str] = {}
    said: list[tuple[Any, str]] = []
    for entry in iterate_entries():
        order = entry.facts.get("order_id")
        if entry.act == OrderInForce.act:
            names[order] = str(entry.facts["hostname"])
        elif entry.act in (OrderRevoked.act, OrderSuspended.act):
            names.pop(order, None)
        elif entry.act in (EntryPublished.act, EntryWithdrawn.act):
            said.append((order, entry.act))
    return set(names.values()), len(said) - len(set(said))


def main(count: int) -> None:
    """Migrate, propose `count` orders, then obey."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    desk = Desk(count)
    say({"ready": count})
    for line in sys.stdin:
        word, *arguments = line.split()
        say(desk.obey(word, map(int, arguments)))


def say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


class Desk:
    """Two people and their orders."""

    def __init__(self, count: int) -> None:
        from django.db import transaction

        from rempart import wiring
        from rempart.kernel.actors import Role
        from tests.conftest import People
        from tests.factories.orders import Orders, make_case

        self.now = SystemClock().now()
        people = People(self.now)
        self.first, self.second = people(Role.ANALYST), people(Role.REVIEWER)
        self.overseer = people(Role.OVERSEER)
        self.ports = wiring.current_ports()
        self.orders = Orders(people, self.now)
        with transaction.atomic():
            case = make_case(people, self.now, PARENT)
            self.ids = [
                self.orders.propose(
                    case, self.first, hostname=name_of(number), expires_at=self.now + timedelta(days=20)
                ).id
                for number in range(count)
            ]
            for order_id in self.ids:
                self._sign_mandate(order_id, self.first, FIRST)
        self.open = set(range(count))

    def obey(self, word: str, arguments: Iterable[int]) -> dict[str, Any]:
        """Do what the command says; `at` is None where the database was away, and nobody knows whether it was done."""
        from django.db import DatabaseError, connections

        from rempart.kernel.errors import RempartError

        try:
            answer: dict[str, Any] = getattr(self, f"do_{word}")(*arguments)
        except (DatabaseError, RempartError) as error:
            connections.close_all()
            return {"at": None, "problem": str(error)}
        return answer

    def do_sign(self, number: int) -> dict[str, Any]:
        from django.db import transaction

        with transaction.atomic():
            self._countersign(number)
        return {"at": time.monotonic()}

    def do_all(self) -> dict[str, Any]:
        from django.db import transaction

        numbers = sorted(self.open)
        started = time.monotonic()
        with transaction.atomic():
            for number in numbers:
                self._countersign(number)
        return {"at": time.monotonic(), "orders": len(numbers), "signing_s": time.monotonic() - started}

    def do_revoke(self, number: int) -> dict[str, Any]:
        from rempart.orders.oversight import revoke_order

        revoke_order(order_id=self.ids[number], actor=self.first, now=SystemClock().now(), reason="It is gone.")
        return {"at": time.monotonic()}

    def do_stop(self) -> dict[str, Any]:
        from rempart.orders.brake import suspend_all

        started = time.monotonic()
        orders = suspend_all(actor=self.overseer, now=SystemClock().now(), reason="A wrong list.")
        return {"at": time.monotonic(), "orders": orders, "begun_at": started}

    def do_check(self) -> dict[str, Any]:
        from rempart.kernel.actors import SYSTEM
        from rempart.publications.services import check_zone

        found = check_zone(publisher=self.ports.publisher, actor=SYSTEM, now=SystemClock().now(), mend=False)
        return {"missing": len(found.missing), "surplus": len(found.surplus), "altered": len(found.altered)}

    def do_busy(self) -> dict[str, Any]:
        from rempart.pipeline.contracts import StepState
        from rempart.pipeline.models import StepRow

        due = StepRow.objects.filter(next_at__lte=SystemClock().now())
        return {"steps": due.filter(state__in=(StepState.WAITING, StepState.RUNNING)).count()}

    def do_state(self) -> dict[str, Any]:
        from rempart.kernel.actors import SYSTEM
        from rempart.orders.queries import list_blocked_names
        from rempart.probes.queries import list_probes
        from rempart.publications.models import ReceiptRow

        in_force, doubled = tell_from_journal()
        receipts = [
            [row.at.timestamp(), row.received_at.timestamp(), row.blocked, str(row.order_id)]
            for row in ReceiptRow.objects.all()
        ]
        return {
            "blocked": sorted(name.hostname for name in list_blocked_names()),
            "in_force": sorted(in_force),
            "doubled": doubled,
            "receipts": receipts,
            "looks": [
                [probe.vantage, probe.outcome, probe.seconds_to_effect]
                for probe in list_probes(viewer=SYSTEM)
                if probe.vantage
            ],
        }

    def _countersign(self, number: int) -> None:
        from rempart.orders.services import countersign_order

        now = SystemClock().now()
        order_id = self.ids[number]
        countersign_order(order_id=order_id, rule_book=self.orders.rule_book, actor=self.second, now=now)
        self._sign_mandate(order_id, self.second, SECOND)
        self.open.discard(number)

    def _sign_mandate(self, order_id: Any, actor: Any, seed: bytes) -> None:
        from rempart.engines.policy.mandates import sign_mandate
        from rempart.orders.mandates import get_mandate, sign_order_mandate

        mandate = get_mandate(order_id, viewer=actor)
        signature = sign_mandate(mandate, seed)
        sign_order_mandate(order_id=order_id, number=0, signature=signature, actor=actor, now=SystemClock().now())


if __name__ == "__main__":
    main(int(sys.argv[1]))
