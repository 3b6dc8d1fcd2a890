"""Reads of people."""

import hashlib
from uuid import UUID

from rempart.kernel.actors import Actor, ActorKind, Role
from rempart.people.contracts import AccountMissingError, IssuedToken, Person
from rempart.people.models import Account, ApiToken, RoleGrant
from rempart.people.permissions import require


def get_actor(account_id: UUID) -> Actor:
    """The account as an actor with the roles it holds now. Raises AccountMissingError for a closed account too."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise AccountMissingError(account=account_id)
    return _actor(account)


def get_actor_by_email(email: str) -> Actor:
    """As `get_actor`, for the command line. Raises AccountMissingError."""
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is None:
        raise AccountMissingError(account=email)
    return _actor(account)


def find_actor_by_token(secret: str) -> Actor | None:
    """The actor that an API token stands for, None where it is unknown or revoked."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = (
        ApiToken.objects.filter(secret_sha256=digest, revoked_at=None, account__is_active=True)
        .select_related("account")
        .first()
    )
    return _actor(token.account) if token else None


def list_api_tokens(account_id: UUID, *, viewer: Actor) -> tuple[IssuedToken, ...]:
    """The tokens that act for one person, newest first; one's own, or with the right to see people."""
    if account_id != viewer.account_id:
        require(viewer, "people.view")
    rows = ApiToken.objects.filter(account_id=account_id).order_by("-created_at", "-id")
    return tuple(IssuedToken(row.id, row.label, row.created_at, row.revoked_at) for row in rows)


def list_people(*, viewer: Actor) -> tuple[Person, ...]:
    """Every account, by label."""
    require(viewer, "people.view")
    grants: dict[UUID, list[Role]] = {}
    for account_id, role in RoleGrant.objects.filter(withdrawn_at=None).values_list("account_id", "role"):
        grants.setdefault(account_id, []).append(Role(role))
    return tuple(
        Person(
            id=row.id,
            label=row.label,
            email=row.email,
            organisation=row.organisation.name,
            organisation_id=row.organisation_id,
            roles=tuple(sorted(grants.get(row.id, []))),
            active=row.is_active,
        )
        for row in Account.objects.select_related("organisation").order_by("label")
    )


def list_addresses(*, roles: frozenset[Role], viewer: Actor) -> tuple[str, ...]:
    """The mail addresses of everybody who holds one of the roles now, sorted."""
    require(viewer, "people.notify")
    held = RoleGrant.objects.filter(role__in=roles, withdrawn_at=None, account__is_active=True)
    return tuple(held.order_by("account__email").values_list("account__email", flat=True).distinct())


def _actor(account: Account) -> Actor:
    roles = RoleGrant.objects.filter(account=account, withdrawn_at=None).values_list("role", flat=True)
    return Actor(
        kind=ActorKind.PERSON,
        name=account.label,
        account_id=account.id,
        organisation_id=account.organisation_id,
        roles=frozenset(Role(role) for role in roles),
    )
