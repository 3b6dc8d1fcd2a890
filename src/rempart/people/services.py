"""The verbs on people."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.journal.services import record
from rempart.kernel.actors import Actor, Role
from rempart.kernel.ids import new_id
from rempart.people.contracts import (
    AccountClosed,
    AccountExistsError,
    AccountMissingError,
    AccountOpened,
    ApiTokenIssued,
    ApiTokenRevoked,
    LabelTakenError,
    OneTimeLoginIssued,
    RoleGranted,
    RolesConflictError,
    RoleWithdrawn,
    TokenMissingError,
)
from rempart.people.models import Account, ApiToken, OneTimeLogin, Organisation, RoleGrant
from rempart.people.permissions import STANDS_ALONE, require

ONE_TIME_LOGIN_LIFE = timedelta(hours=24)


def open_account(
    *, email: str, label: str, organisation: str, roles: Iterable[Role], actor: Actor, now: datetime, reason: str = ""
) -> UUID:
    """Make an account without a password; its owner enters by a one-time login and sets one.

    Raises AccountExistsError, LabelTakenError, RolesConflictError.
    """
    require(actor, "people.manage")
    wanted = tuple(sorted(set(roles)))
    _refuse_conflicts(wanted)
    with transaction.atomic():
        if Account.objects.filter(email__iexact=email).exists():
            raise AccountExistsError(email=email)
        if Account.objects.filter(label=label).exists():
            raise LabelTakenError(label=label)
        owner, _ = Organisation.objects.get_or_create(
            name=organisation, defaults={"id": new_id(now), "created_at": now}
        )
        account = Account(id=new_id(now), email=email.lower(), label=label, organisation=owner, created_at=now)
        account.set_unusable_password()
        account.save(force_insert=True)
        for role in wanted:
            RoleGrant.objects.create(id=new_id(now), account=account, role=role.value, granted_at=now)
        event = AccountOpened(account_id=account.id, organisation_id=owner.id, roles=wanted)
        record(event, actor=actor, now=now, reason=reason)
    return account.id


def grant_role(*, account_id: UUID, role: Role, actor: Actor, now: datetime, reason: str) -> None:
    """Let a person do more. Raises AccountMissingError, RolesConflictError."""
    require(actor, "people.manage")
    with transaction.atomic():
        account = _account(account_id, held=True)  # of two administrators the second sees what the first gave
        held = RoleGrant.objects.filter(account=account, withdrawn_at=None).values_list("role", flat=True)
        if role.value in held:
            return
        _refuse_conflicts((*map(Role, held), role))
        RoleGrant.objects.create(id=new_id(now), account=account, role=role.value, granted_at=now)
        record(RoleGranted(account_id=account_id, role=role), actor=actor, now=now, reason=reason)


def withdraw_role(*, account_id: UUID, role: Role, actor: Actor, now: datetime, reason: str) -> None:
    """Let a person do less; nothing happens where the role is not held."""
    require(actor, "people.manage")
    with transaction.atomic():
        grants = RoleGrant.objects.filter(account_id=account_id, role=role.value, withdrawn_at=None)
        if grants.update(withdrawn_at=now):
            record(RoleWithdrawn(account_id=account_id, role=role), actor=actor, now=now, reason=reason)


def close_account(*, account_id: UUID, actor: Actor, now: datetime, reason: str) -> None:
    """Keep a person out from now on; what they did stays. Raises AccountMissingError."""
    require(actor, "people.manage")
    with transaction.atomic():
        account = _account(account_id)
        account.is_active = False
        account.save(update_fields=["is_active"])
        record(AccountClosed(account_id=account_id), actor=actor, now=now, reason=reason)


def issue_one_time_login(*, account_id: UUID, actor: Actor, now: datetime, reason: str = "") -> str:
    """The secret of a link that lets the person in once within a day. Raises AccountMissingError."""
    require(actor, "people.manage")
    secret = secrets.token_urlsafe(32)
    expires_at = now + ONE_TIME_LOGIN_LIFE
    with transaction.atomic():
        account = _account(account_id)
        OneTimeLogin.objects.create(
            id=new_id(now), account=account, secret_sha256=_digest(secret), expires_at=expires_at
        )
        record(OneTimeLoginIssued(account_id=account_id, expires_at=expires_at), actor=actor, now=now, reason=reason)
    return secret


def use_one_time_login(*, secret: str, now: datetime) -> Account | None:
    """The account that the link opens, once; None where it is unknown, used or too old."""
    with transaction.atomic():
        used = OneTimeLogin.objects.filter(
            secret_sha256=_digest(secret), used_at=None, expires_at__gt=now, account__is_active=True
        ).update(used_at=now)
        if not used:
            return None
        return OneTimeLogin.objects.select_related("account").get(secret_sha256=_digest(secret)).account


def issue_api_token(
    *, label: str, actor: Actor, now: datetime, account_id: UUID | None = None, reason: str = ""
) -> str:
    """A token that acts with the rights of its account; it is shown once.

    Without `account_id` it is the actor's own; for somebody else it takes the right to manage people, and the journal
    shows who made it. Raises AccountMissingError.
    """
    owner = account_id or actor.account_id
    if owner is None:
        raise AccountMissingError(account=actor.name)
    if owner != actor.account_id:
        require(actor, "people.manage")
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            id=new_id(now),
            account=_account(owner),
            label=label,
            secret_sha256=_digest(secret),
            created_at=now,
        )
        record(ApiTokenIssued(account_id=owner, token_id=token.id), actor=actor, now=now, reason=reason)
    return secret


def revoke_api_token(*, token_id: UUID, actor: Actor, now: datetime, reason: str = "") -> UUID:
    """Let a token act no more, from the next request on; whose it was. One's own, or with the right to manage people.

    Raises TokenMissingError.
    """
    with transaction.atomic():
        token = ApiToken.objects.select_for_update().filter(pk=token_id, revoked_at=None).first()
        if token is None:
            raise TokenMissingError
        if token.account_id != actor.account_id:
            require(actor, "people.manage")
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        event = ApiTokenRevoked(account_id=token.account_id, token_id=token_id)
        record(event, actor=actor, now=now, reason=reason)
    return token.account_id


def _account(account_id: UUID, *, held: bool = False) -> Account:
    """The account; `held` until the transaction ends."""
    accounts = Account.objects.select_for_update() if held else Account.objects
    account = accounts.filter(pk=account_id).first()
    if account is None:
        raise AccountMissingError(account=account_id)
    return account


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _refuse_conflicts(roles: tuple[Role, ...]) -> None:
    for role in roles:
        others = sorted(set(roles) - {role})
        if role in STANDS_ALONE and others:
            raise RolesConflictError(role=role.value, held=", ".join(others))
