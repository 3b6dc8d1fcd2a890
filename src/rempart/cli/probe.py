"""`rempart probe ORDER`: does the order have the effect it should have, and nothing beyond it?"""

from typing import Annotated
from uuid import UUID

import typer

from rempart.cli.acting import TokenOption, acting
from rempart.cli.output import err, print_json, print_table


def probe(
    order: Annotated[UUID, typer.Argument(help="The order's id.")],
    token: TokenOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Ask every configured resolver: 0 effective or lifted as ordered, 1 not so or over-blocking, 3 no resolver."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.probes.contracts import Outcome
    from rempart.probes.services import probe_order

    ports = wiring.current_ports()
    found = probe_order(
        order_id=order,
        resolvers=ports.resolvers,
        control=ports.control,
        control_names=ports.control_names,
        clock=ports.clock,
        actor=acting(token),
        now=ports.clock.now(),
    )
    if as_json:
        answers = [
            {"resolver": a.resolver, "hostname": a.hostname, "question": a.question, "finding": a.finding}
            | {"response_code": a.response_code, "records": a.records, "elapsed_ms": round(a.elapsed_ms, 3)}
            for a in found.answers
        ]
        print_json({"outcome": found.outcome, "expected_blocked": found.expected_blocked, "answers": answers})
    else:
        rows = [(a.resolver, a.hostname, a.question, a.finding, a.response_code) for a in found.answers]
        print_table(("resolver", "name", "asked as", "finding", "answer"), rows)
        err.print(f"{found.hostname}: {found.outcome}.")
    raise typer.Exit(0 if found.outcome in (Outcome.EFFECTIVE, Outcome.LIFTED) else 1)
