"""Who acts on the command line: the console itself, or the person whose token is given.

The console looks and keeps the installation; it decides nothing. Deciding takes a person's own token.
"""

from typing import Annotated

import typer

from rempart.kernel.actors import CONSOLE, Actor
from rempart.kernel.errors import InputRejectedError

TokenOption = Annotated[
    str | None,
    typer.Option("--token", envvar="REMPART_TOKEN", help="Your API token; better in REMPART_TOKEN than here."),
]


class TokenRejectedError(InputRejectedError):
    """The token stands for nobody."""

    code = "cli.token_rejected"
    template = "The token is unknown or was withdrawn. Make a new one on your account's page."


def acting(token: str | None) -> Actor:
    """The person behind the token, the console without one. Raises TokenRejectedError. Needs the database."""
    if token is None:
        return CONSOLE
    from rempart.people.queries import find_actor_by_token

    actor = find_actor_by_token(token)
    if actor is None:
        raise TokenRejectedError
    return actor
