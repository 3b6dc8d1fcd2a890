"""The port to registration data: who registered a name, when, and who answers for abuse (RDAP, RFC 9082 and 9083)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rempart.kernel.errors import OutsideUnavailableError
from rempart.kernel.hostname import Hostname


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registry tells of the registered name above a hostname. Empty or None: not told (often redacted).

    `abuse_address` is the registrar's contact for abuse, an e-mail address. `raw` is the answer as it came, JSON.
    `missing` says why the registrar's part of it could not be had, where that is so: it may be had later.
    """

    name: str
    registrar: str
    abuse_address: str
    registered_at: datetime | None
    changed_at: datetime | None
    expires_at: datetime | None
    name_servers: tuple[str, ...]
    statuses: tuple[str, ...]
    source: str
    raw: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class RegistryRecord:
    """What a registry says of one `subject` (``domain:name`` or ``ip:address``): `text` is its JSON as it came.

    Where there is none, `text` is empty and `problem` says why.
    """

    subject: str
    source: str = ""
    text: str = ""
    problem: str = ""


class RegistrationUnavailableError(OutsideUnavailableError):
    """The registry's service does not answer, or answers with something else."""

    code = "registration.unavailable"
    template = "The registry's data on {name} cannot be had: {problem}. It is tried again."


class RegistrationLookup(Protocol):
    """Something that asks registries, slowly enough to be welcome."""

    def look_up(self, hostname: Hostname) -> Registration | None:
        """What is registered; None where the registry has no RDAP service or does not know the name.

        Raises RegistrationUnavailableError.
        """
        ...


class RegistryRecords(Protocol):
    """Something that fetches registries' records as they are. Never raises for what a registry does or does not say."""

    def fetch_name(self, hostname: Hostname) -> RegistryRecord:
        """The record of the registered name above `hostname`."""
        ...

    def fetch_address(self, address: str) -> RegistryRecord:
        """The record of the network that holds the IP address."""
        ...


class Registries(RegistrationLookup, RegistryRecords, Protocol):
    """Both ways of asking."""
