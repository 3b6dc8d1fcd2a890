"""`rempart user`: open accounts and let people in. Whoever has a shell on the server may; the journal shows it.

`add` and `login` print a link that lets the person in once within a day; passwords are never typed here.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from rempart.cli.language import say
from rempart.cli.output import err, out, print_json, print_line, print_table
from rempart.kernel.actors import CONSOLE, Role

app = typer.Typer(no_args_is_help=True, help="Accounts, roles, one-time links and API tokens.")

EmailArgument = Annotated[str, typer.Argument(help="The account's e-mail address.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value.")]
ReasonOption = Annotated[str, typer.Option(help="Why, in words; the journal keeps it.")]


@app.command()
def add(
    email: EmailArgument,
    *,
    role: Annotated[list[Role], typer.Option(help="What the person may do; give it once for each role.")],
    label: Annotated[str, typer.Option(help='What others see, such as "analyst A"; never a real name.')] = "",
    organisation: Annotated[str, typer.Option(help="Whom the person works for; else the one configured.")] = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Open an account, and print a link that lets its owner in once."""
    _open()
    from rempart import wiring
    from rempart.people.services import open_account

    now = wiring.current_ports().clock.now()
    account_id = open_account(
        email=email,
        label=label or email.partition("@")[0],
        organisation=organisation or wiring.current_config().web.organisation,
        roles=role,
        actor=CONSOLE,
        now=now,
        reason=reason,
    )
    _print_login(email, as_json, reason, account=str(account_id))


@app.command()
def login(email: EmailArgument, reason: ReasonOption = "", as_json: JsonOption = False) -> None:
    """Print a link that lets the person in once within a day."""
    _open()
    _print_login(email, as_json, reason)


@app.command()
def token(
    email: EmailArgument,
    label: Annotated[str, typer.Option(help="What it is for.")] = "command line",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Print an API token that acts with the person's rights. It is shown once; put it in REMPART_TOKEN."""
    _open()
    from rempart import wiring
    from rempart.people.queries import get_actor_by_email
    from rempart.people.services import issue_api_token

    secret = issue_api_token(
        label=label,
        actor=CONSOLE,
        now=wiring.current_ports().clock.now(),
        account_id=get_actor_by_email(email).account_id,
        reason=reason,
    )
    if as_json:
        print_json({"email": email, "token": secret})
    else:
        out.print(secret, markup=False, highlight=False)
        print_line(say("The token is shown this once."), err)


@app.command()
def tokens(email: EmailArgument, as_json: JsonOption = False) -> None:
    """The API tokens of a person, without their secrets."""
    _open()
    from rempart.people.queries import get_actor_by_email, list_api_tokens

    account_id = get_actor_by_email(email).account_id
    assert account_id is not None  # noqa: S101 (an account's actor has one)
    found = list_api_tokens(account_id, viewer=CONSOLE)
    if as_json:
        print_json(
            [
                {"id": item.id, "label": item.label, "created_at": item.created_at.isoformat(),
                 "revoked_at": item.revoked_at.isoformat() if item.revoked_at else None}
                for item in found
            ]
        )  # fmt: skip
        return
    rows = [(item.id, item.label, f"{item.created_at:%Y-%m-%d %H:%M}", _revoked(item.revoked_at)) for item in found]
    print_table((say("token"), say("for"), say("issued (UTC)"), say("state")), rows)


@app.command("revoke-token")
def revoke_token(
    token_id: Annotated[UUID, typer.Argument(metavar="TOKEN", help="Its id; `rempart user tokens` shows it.")],
    reason: ReasonOption = "",
) -> None:
    """Let a token act no more, from the next request on."""
    _open()
    from rempart import wiring
    from rempart.people.services import revoke_api_token

    revoke_api_token(token_id=token_id, actor=CONSOLE, now=wiring.current_ports().clock.now(), reason=reason)
    print_line(say("Revoked."), err)


@app.command(name="list")
def list_(as_json: JsonOption = False) -> None:
    """Every account with its roles."""
    _open()
    from rempart.people.queries import list_people

    people = list_people(viewer=CONSOLE)
    if as_json:
        print_json([{"id": p.id, "email": p.email, "label": p.label, "organisation": p.organisation,
                     "roles": p.roles, "active": p.active} for p in people])  # fmt: skip
        return
    if not people:
        first = "rempart user add you@your.example --role administrator"
        print_line(say("Nobody has an account yet. Open the first one: {command}", command=first), err)
        return
    rows = [(p.label, p.email, p.organisation, ", ".join(p.roles), "" if p.active else say("closed")) for p in people]
    print_table((say("label"), say("e-mail"), say("organisation"), say("roles"), say("state")), rows)


def _revoked(at: datetime | None) -> str:
    return say("revoked {moment}", moment=f"{at:%Y-%m-%d %H:%M}") if at else say("in use")


def _open() -> None:
    from rempart.cli.database import open_database

    open_database()


def _print_login(email: str, as_json: bool, reason: str, **more: str) -> None:
    from django.urls import reverse

    from rempart import wiring
    from rempart.people.queries import get_actor_by_email
    from rempart.people.services import issue_one_time_login

    account_id = get_actor_by_email(email).account_id
    assert account_id is not None  # noqa: S101 (an account's actor has one)
    secret = issue_one_time_login(
        account_id=account_id, actor=CONSOLE, now=wiring.current_ports().clock.now(), reason=reason
    )
    link = wiring.current_config().web.public_url.rstrip("/") + reverse("once", args=[secret])
    if as_json:
        print_json({"email": email, "link": link, **more})
    else:
        out.print(link, markup=False, highlight=False)
        print_line(say("The link lets one person in, once, within 24 hours."), err)
