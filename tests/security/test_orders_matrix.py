"""What the table of an order's life lets a role do, and what the permissions let it ask for, are one thing."""

import pytest

from rempart.engines.policy import TABLE, Act, Rule
from rempart.people.permissions import CONSOLE_ACTS, PERMISSIONS, PUBLIC_ACTS, SYSTEM_ACTS

# The verb's act in the table of permissions. What is not here is done by no person.
ASKED = {
    Act.PROPOSE: "orders.propose",
    Act.REFUSE: "orders.propose",
    Act.ORDER_EMERGENCY: "orders.order_emergency",
    Act.COUNTERSIGN: "orders.countersign",
    Act.CONFIRM: "orders.countersign",
    Act.DECLINE: "orders.decline",
    Act.PROPOSE_RENEWAL: "orders.propose",
    Act.COUNTERSIGN_RENEWAL: "orders.countersign",
    Act.RECHECK: "orders.recheck",
    Act.RECOMMEND: "orders.object",
    Act.OBJECT: "orders.object",
    Act.SUSPEND: "orders.suspend",
    Act.RESUME: "orders.suspend",
    Act.ANSWER_APPEAL: "orders.answer_appeal",
    Act.REVOKE: "orders.revoke",
}


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: f"{rule.before} {rule.act}")
def test_table_and_permissions_name_the_same_roles(rule: Rule) -> None:
    if rule.act in ASKED:
        assert PERMISSIONS[ASKED[rule.act]] == rule.by
    else:
        assert not rule.by


def test_nobody_without_an_account_can_ask_for_anything_of_it() -> None:
    """Not the public, nor whoever has a shell on the server; the system ends orders by verbs of its own."""
    assert not set(ASKED.values()) & (SYSTEM_ACTS | CONSOLE_ACTS | PUBLIC_ACTS)
