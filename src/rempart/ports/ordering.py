"""The port to the operator's rules for orders: legal bases, and the lists behind the safeguards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rempart.engines.policy import LegalBasis, SafeguardLists
from rempart.kernel.errors import InputRejectedError


class RulesUnreadableError(InputRejectedError):
    """A list or a legal basis cannot be used as it is; nothing is judged with half a safeguard."""

    code = "orders.rules_unreadable"
    template = "{path}, line {line}: {problem}. Correct the file; nothing that it guards is done until it can be read."


@dataclass(frozen=True, slots=True)
class OrderRules:
    """What orders may rest on and what they may not touch.

    `zone` is the policy zone's name (a blocked name must fit below it), `answer` what resolvers say by default.
    `lift_overblocking` lets the system end an order whose probe found a control name refused. `brake_per_hour`: more
    orders than this within an hour need the overseer; None: no brake. `agents_follow`: edge agents obey this
    installation, and go by its people's own keys alone.
    """

    bases: Mapping[str, LegalBasis]
    lists: SafeguardLists
    zone: str
    answer: str = "nxdomain"
    lift_overblocking: bool = False
    brake_per_hour: int | None = None
    agents_follow: bool = False


class RuleBook(Protocol):
    """Where the operator's rules come from."""

    def read(self) -> OrderRules:
        """The rules as they stand now. Raises RulesUnreadableError."""
        ...
