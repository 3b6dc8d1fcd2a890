"""A program at the API: a client with a person's token."""

import json
from typing import Any

import pytest
from django.test import Client

from rempart.kernel.actors import Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.people.services import issue_api_token
from tests.conftest import People


class Program:
    """Calls `/api/v1` with the token of `actor`; without one as nobody."""

    def __init__(self, actor: Actor | None) -> None:
        self.actor = actor
        self._client = Client()
        self._headers: dict[str, str] = {}
        if actor is not None:
            token = issue_api_token(label="program", actor=actor, now=SystemClock().now())
            self._headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Any:
        return self._client.get(f"/api/v1{path}", headers=self._headers)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._client.post(
            f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=self._headers
        )


class Programs:
    """`programs(Role.ANALYST)` opens an account and gives its program a token; `programs()` has none."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, *roles: Role) -> Program:
        return Program(self._people(*roles) if roles else None)


@pytest.fixture
def programs(people: People) -> Programs:
    return Programs(people)
