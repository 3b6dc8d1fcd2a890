"""`rempart probe`, `probe-export` and `vantage`: does an order have its effect, and nothing beyond it?"""

import asyncio
import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from rempart import __version__
from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import label, say
from rempart.cli.output import counted, err, print_json, print_table
from rempart.cli.writing import Made, keep_what_is_there


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
    from rempart.probes.sampling import Surroundings
    from rempart.probes.services import probe_order

    ports = wiring.current_ports()
    with err.status(say("asking every resolver")):
        found = probe_order(
            order_id=order,
            resolvers=ports.resolvers,
            surroundings=Surroundings(ports.control_names, ports.control, ports.co_hosting, ports.rule_book),
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
        rows = [
            (a.resolver, a.hostname, label(f"question.{a.question}"), label(f"finding.{a.finding}"), a.response_code)
            for a in found.answers
        ]
        print_table((say("resolver"), say("name"), say("asked as"), say("finding"), say("answer")), rows)
        err.print(say("{name}: {outcome}.", name=found.hostname, outcome=label(found.outcome)))
    raise typer.Exit(0 if found.outcome in (Outcome.EFFECTIVE, Outcome.LIFTED) else 1)


def probe_export(
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the measurements go, JSON lines.")],
    order: Annotated[list[UUID] | None, typer.Option(help="Only of these orders.")] = None,
    token: TokenOption = None,
) -> None:
    """Write probes as OONI web_connectivity measurements; they name the sites, so keep them as you keep the list."""
    keep_what_is_there(output, Made.ONCE)
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.probes.services import export_measurements

    now = wiring.current_ports().clock.now()
    lines = export_measurements(
        actor=acting(token),
        now=now,
        software_version=__version__,
        order_ids=order or None,
        places=wiring.vantage_places(wiring.current_config()),
    )
    with output.open("x", encoding="utf-8") as file:
        output.chmod(0o600)
        written = sum(1 for line in lines if file.write(json.dumps(line, sort_keys=True) + "\n"))
    err.print(say("{measurements} written to {path}.", measurements=counted(written, "measurement"), path=output))


def vantage(settings: Annotated[Path, typer.Argument(help="The vantage point's settings.", dir_okay=False)]) -> None:
    """Look at orders' effects from here, for the hub that asks; opens no port. Until told to end."""
    from rempart.vantage.running import run_vantage
    from rempart.vantage.settings import read_settings
    from rempart.wiring import build_vantage

    known = read_settings(settings)
    resolvers = counted(len(known.resolvers), "resolver")
    err.print(
        say(
            "{vantage}: looking through {resolvers} for the hub at {hub}",
            vantage=known.vantage,
            resolvers=resolvers,
            hub=known.hub,
        )
    )
    asyncio.run(run_vantage(known, build_vantage(known)))
