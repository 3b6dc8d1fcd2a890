"""Who calls: a bearer token stands for one person and acts with the rights that the person holds now."""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from rempart.kernel.actors import Actor
from rempart.people.queries import find_actor_by_token


class Token(HttpBearer):
    """`Authorization: Bearer …`; nothing else is looked at, no cookie."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002
        """The person behind the token, None where it is unknown or revoked."""
        return find_actor_by_token(token)


def caller(request: HttpRequest) -> Actor:
    """The person that the request's token stands for."""
    return cast("Actor", request.auth)  # type: ignore[attr-defined]
