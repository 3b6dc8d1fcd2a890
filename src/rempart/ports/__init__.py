"""Protocols for everything outside, and the plain values they exchange. No Django, no I/O."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rempart.kernel.actors import Role

if TYPE_CHECKING:  # a command that screens names needs none of them, and all together take a moment to load
    from rempart.engines.pages import Background
    from rempart.kernel.clock import Clock
    from rempart.ports.alarming import Bell
    from rempart.ports.capturing import CapturePolicy, PageCapturer
    from rempart.ports.naming import CoHosting, Resolver, ZonePublisher
    from rempart.ports.ordering import RuleBook
    from rempart.ports.pages import PageReader
    from rempart.ports.registration import RegistrationLookup
    from rempart.ports.sealing import ExhibitFormat, ExhibitStore, Sealing


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything outside that a verb may need, built from the configuration by `wiring`.

    `publisher` is None where no primary is configured, `registrations` where no registry is asked. `resolvers` are
    the subscribers' (they should refuse); `control` is one without the list. `checkpoint` signs the journal's log as
    it stands; `journal_key` is the log's verifier key in C2SP form. `pages` reads captured pages for comparison.
    `base_background` is the model that came along or that the operator named; `background` is the same with what was
    counted here, and says how rare a sign is; `background_of` is the one of a SHA-256, for what was judged by it, or
    today's where that is not kept. `bells` wake the people in `alarm_roles`.
    """

    clock: "Clock"
    capturer: "PageCapturer"
    capture_policy: "CapturePolicy"
    exhibit_format: "ExhibitFormat"
    exhibits: "ExhibitStore"
    publisher: "ZonePublisher | None"
    resolvers: "tuple[Resolver, ...]"
    control: "Resolver | None"
    control_names: tuple[str, ...]
    co_hosting: "CoHosting"
    registrations: "RegistrationLookup | None"
    rule_book: "RuleBook"
    checkpoint: Callable[[], str]
    journal_key: str
    pages: "PageReader"
    base_background: "Callable[[], Background]"
    background: "Callable[[], Background]"
    background_of: "Callable[[str], Background]"
    bells: "tuple[Bell, ...]" = ()
    alarm_roles: frozenset[Role] = frozenset({Role.OVERSEER, Role.LEGAL_OFFICER, Role.REVIEWER})

    @property
    def sealing(self) -> "Sealing":
        """What seals of exhibits take."""
        from rempart.ports.sealing import Sealing  # noqa: PLC0415, as above: loading it takes a moment

        return Sealing(self.exhibit_format, self.exhibits, self.checkpoint, self.journal_key)
