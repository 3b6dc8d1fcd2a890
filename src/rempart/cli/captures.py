"""`rempart captures`: list, recheck, export, seal what waits."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from rempart.cli.language import label, say, words
from rempart.cli.output import counted, err, out, print_json, print_table, progress
from rempart.kernel.actors import CONSOLE
from rempart.kernel.errors import OutsideUnavailableError

app = typer.Typer(no_args_is_help=True, help="The exhibits in the store.")


class ExportForm(StrEnum):
    """As what an exhibit leaves the store."""

    WACZ = "wacz"
    BAGIT = "bagit"


class KeyMissingError(OutsideUnavailableError):
    """Nothing was sealed here yet."""

    code = "captures.key_missing"
    template = "There is no sealing key yet. It is made with the first exhibit: run `rempart capture URL -o FILE`."


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """The newest exhibits."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.captures.queries import list_exhibits

    exhibits = list_exhibits(viewer=CONSOLE)
    if as_json:
        print_json(
            [
                {
                    "id": e.id,
                    "hostname": e.hostname,
                    "captured_at": e.captured_at,
                    "state": e.state,
                    "reached": e.reached,
                    "problem": e.problem,
                    "sha256": e.file_sha256,
                }
                for e in exhibits
            ]
        )
        return
    rows = [
        (e.id, e.hostname, e.captured_at.isoformat(timespec="seconds"), label(e.state), words().problem(e.problem))
        for e in exhibits
    ]
    heads = (say("id"), say("hostname"), say("captured"), say("state"), say("problem"))
    print_table(heads, rows)


@app.command()
def recheck(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Verify every exhibit of the store again, under this installation's own key, roots and log.

    0 all as they were, 1 not; each outcome is recorded.
    """
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.captures.rechecking import recheck_store
    from rempart.matches.queries import list_stored
    from rempart.verification import load_trust

    ports = wiring.current_ports()
    public, pinned = wiring.seal_trust_files(wiring.current_config())
    with progress() as bar:
        task = bar.add_task(say("verifying"), total=None)
        found = recheck_store(
            store=ports.exhibits,
            trust=load_trust(keys=public, roots=pinned, log_keys=(ports.journal_key,)),
            beside=list_stored(viewer=CONSOLE),
            actor=CONSOLE,
            now=ports.clock.now(),
            tell=lambda done, count: bar.update(task, completed=done, total=count),
        )
    if as_json:
        exhibits = [{"id": r.exhibit_id, "hostname": r.hostname, "problems": r.problems} for r in found.exhibits]
        print_json({"sound": found.sound, "exhibits": exhibits, "strangers": found.strangers})
    for recheck_ in found.exhibits:
        for problem in recheck_.problems:
            said = say("{name}: {problem}", name=f"{recheck_.hostname} {recheck_.exhibit_id}", problem=problem)
            err.print(said, markup=False)
    for stranger in found.strangers:
        err.print(
            say("No exhibit names the file {file}; a capture was interrupted, or somebody put it there.", file=stranger)
        )
    if not as_json:
        exhibits_checked = counted(len(found.exhibits), "exhibit")
        out.print(
            say("{exhibits} checked: all as they were.", exhibits=exhibits_checked)
            if found.sound
            else say("{exhibits} checked: NOT all sound.", exhibits=exhibits_checked)
        )
    raise typer.Exit(0 if found.sound else 1)


@app.command()
def key() -> None:
    """Print what others need to check our exhibits: the seal's public key (PEM) and the log's verifier key."""
    from rempart import wiring

    config = wiring.current_config()
    public, _ = wiring.seal_trust_files(config)
    if not public:
        raise KeyMissingError
    seal_key = public[0].read_text(encoding="ascii").strip()
    out.print(seal_key, markup=False, highlight=False)
    out.print(wiring.journal_verifier_key(config), markup=False, highlight=False)


@app.command()
def grants(
    role: Annotated[str, typer.Argument(help="The role of PostgreSQL that capture workers log in with.")],
) -> None:
    """Print the SQL that gives a role the rights of a capture worker, and no others; for `psql`."""
    from rempart import wiring

    out.print(wiring.capture_worker_grants(role), markup=False, highlight=False, end="")


@app.command()
def seal() -> None:
    """Seal what still waits for it, captures and comparisons: for example after the timestamp authority was down."""
    from rempart.cli.database import open_database

    open_database()
    from rempart.captures.contracts import AlreadySealedError

    failed, waiting = 0, _unsealed()
    with progress() as bar:
        for name, seal_it in bar.track(waiting, description=say("sealing")):
            try:
                with suppress(AlreadySealedError):  # the worker was faster
                    seal_it()
            except OutsideUnavailableError as error:
                failed += 1
                err.print(say("{name} is still unsealed: {problem}", name=name, problem=error), markup=False)
            else:
                out.print(say("{name} is sealed.", name=name))
    raise typer.Exit(3 if failed else 0)


def _unsealed() -> list[tuple[str, Callable[[], object]]]:
    """What waits for its seal, by name, and what seals it."""
    from rempart import wiring
    from rempart.captures.queries import list_unsealed
    from rempart.captures.services import seal_exhibit
    from rempart.matches.comparisons import seal_comparison
    from rempart.matches.queries import list_comparisons

    ports = wiring.current_ports()
    by: dict[str, Any] = {"sealing": ports.sealing, "actor": CONSOLE, "now": ports.clock.now()}
    captured = [
        (f"{one.hostname} {one.id}", partial(seal_exhibit, exhibit_id=one.id, **by))
        for one in list_unsealed(viewer=CONSOLE)
    ]
    compared = [
        (
            say("comparison of {name}", name=f"{one.hostname} {one.match_id}"),
            partial(seal_comparison, match_id=one.match_id, **by),
        )
        for one in list_comparisons(viewer=CONSOLE)
        if one.seal is None
    ]
    return [*captured, *compared]


@app.command()
def export(
    exhibit: Annotated[UUID, typer.Argument(help="The exhibit's id.")],
    target: Annotated[Path, typer.Argument(help="The file to write, or the new folder of a bag.")],
    form: Annotated[ExportForm, typer.Option("--format", help="As what it leaves.")] = ExportForm.WACZ,
    reason: Annotated[str, typer.Option(help="For whom and why; the journal keeps it.")] = "",
) -> None:
    """Write a copy of an exhibit: the file itself, or a bag (BagIt) with its whole life."""
    from rempart.cli.database import open_database

    open_database()
    from rempart import wiring
    from rempart.captures.bags import list_bag_files
    from rempart.captures.queries import get_exhibit, list_custody
    from rempart.captures.services import export_exhibit
    from rempart.cli.writing import Made, keep_what_is_in, keep_what_is_there, write_whole

    ports, config = wiring.current_ports(), wiring.current_config()
    now = ports.clock.now()
    if form is ExportForm.BAGIT:
        keep_what_is_in(target)
    else:
        keep_what_is_there(target, Made.ONCE)
    found = get_exhibit(exhibit, viewer=CONSOLE)
    content = export_exhibit(exhibit_id=exhibit, form=form, store=ports.exhibits, actor=CONSOLE, now=now, reason=reason)
    if form is ExportForm.WACZ:
        write_whole(target, content, Made.ONCE)
    else:
        comparisons = _comparisons(exhibit, now, reason)
        custody = list_custody(exhibit, viewer=CONSOLE)
        bag = list_bag_files(found, content, custody, organisation=config.web.organisation, now=now, beside=comparisons)
        for name, part in bag.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(target / name, part, Made.ONCE)
    if found.seal is None:
        err.print(
            say("Written to {path}. It still waits for its seal: `rempart verify` calls it unsealed.", path=target)
        )
    else:
        err.print(say("Written to {path}. Check it anywhere with `rempart verify`.", path=target))


def _comparisons(exhibit: UUID, now: datetime, reason: str) -> dict[str, bytes]:
    """Every comparison that was made with the exhibit, sealed as an exhibit of its own."""
    from rempart import wiring
    from rempart.matches.queries import list_matches
    from rempart.web.comparison_report import take_rendered

    ports = wiring.current_ports()
    return {
        f"comparison-{match.id}.zip": take_rendered(match, ports, actor=CONSOLE, now=now, reason=reason)
        for match in list_matches(viewer=CONSOLE, exhibit_id=exhibit)
        if match.is_compared
    }
