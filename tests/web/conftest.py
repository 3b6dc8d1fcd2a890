"""People at a browser: a test client that is signed in with both factors."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.test import Client

from rempart.kernel.actors import Actor, Role
from tests.conftest import People

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Desk(Client):
    """A client signed in as `actor`, second factor included."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor
        assert actor.account_id is not None
        self.account = get_user_model().objects.get(pk=actor.account_id)
        if not Authenticator.objects.filter(user=self.account).exists():
            TOTP.activate(self.account, TOTP_SECRET)
        self.force_login(self.account, backend="allauth.account.auth_backends.AuthenticationBackend")


class Desks:
    """`desks(Role.ANALYST)` opens an account and signs it in."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, *roles: Role) -> Desk:
        return Desk(self._people(*roles))


@pytest.fixture
def desks(people: People) -> Desks:
    return Desks(people)
