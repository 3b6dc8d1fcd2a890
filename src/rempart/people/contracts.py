"""What leaves people: accounts without secrets, events, errors."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from rempart.kernel.actors import Role
from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Person:
    """One account. `label` is the pseudonym that the journal and other people see ("analyst A")."""

    id: UUID
    label: str
    email: str
    organisation: str
    organisation_id: UUID
    roles: tuple[Role, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """One API token without its secret. `revoked_at` None: it still acts with its person's rights."""

    id: UUID
    label: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Event):
    """An administrator made an account."""

    act: ClassVar[str] = "people.account_opened"
    account_id: UUID
    organisation_id: UUID
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Event):
    """A person may do more than before."""

    act: ClassVar[str] = "people.role_granted"
    account_id: UUID
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWithdrawn(Event):
    """A person may do less than before."""

    act: ClassVar[str] = "people.role_withdrawn"
    account_id: UUID
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Event):
    """A person may no longer enter."""

    act: ClassVar[str] = "people.account_closed"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeLoginIssued(Event):
    """A link that lets one person in once."""

    act: ClassVar[str] = "people.one_time_login_issued"
    account_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenIssued(Event):
    """A token that acts with this person's rights."""

    act: ClassVar[str] = "people.api_token_issued"
    account_id: UUID
    token_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenRevoked(Event):
    """A token that acts for nobody any more."""

    act: ClassVar[str] = "people.api_token_revoked"
    account_id: UUID
    token_id: UUID


class TokenMissingError(InputRejectedError):
    """No such token, or it is revoked already."""

    code = "people.token_missing"
    template = "There is no such token, or it is revoked already. `rempart user tokens` lists those that exist."


class NotAllowedError(RuleRefusedError):
    """The person's roles do not cover the act."""

    code = "people.not_allowed"
    template = "{actor} may not do this: {act}. It takes one of: {roles}. Ask an administrator of your organisation."


class NotYourRowError(RuleRefusedError):
    """The row belongs to another organisation."""

    code = "people.not_your_row"
    template = "This belongs to another organisation. {actor} may not do this to it: {act}."


class OwnDecisionError(RuleRefusedError):
    """The person already stands on the other side of this decision."""

    code = "people.own_decision"
    template = "{actor} already took part in this decision. A second person, of another role, has to do this: {act}."


class RolesConflictError(RuleRefusedError):
    """The role would put one person on both sides of a control."""

    code = "people.roles_conflict"
    template = "{role} cannot be held together with {held}. Give it to another person."


class AccountExistsError(InputRejectedError):
    """The address is taken."""

    code = "people.account_exists"
    template = "There is already an account for {email}. Choose another address, or grant it a role."


class LabelTakenError(InputRejectedError):
    """Somebody is called so already, and others tell people apart by nothing else."""

    code = "people.label_taken"
    template = "Somebody is called {label!r} already. Choose another label: it is all that others see of a person."


class AccountMissingError(InputRejectedError):
    """No such account."""

    code = "people.account_missing"
    template = "There is no account {account}. The list of people shows those that exist."
