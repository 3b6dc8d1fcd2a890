"""`rempart verify FILE.wacz`: is this exhibit what it claims to be?

Needs no database and no network. Exit codes: 0 sound, 1 not sound (with every reason), 2 unreadable.
"""

from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import SOURCE, say, words
from rempart.cli.output import counted, err, out, print_json
from rempart.kernel.clock import SystemClock
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.verification import Outcome, Report, Said, TrustError, load_trust, verify_exhibit

_OF_THE_TIME = {"timestamp.chain", "timestamp.present"}
_STYLES = {Outcome.PASSED: "green", Outcome.FAILED: "bold red", Outcome.NOT_POSSIBLE: "yellow"}


class TrustUnusableError(InputRejectedError):
    """A key, or a file of keys or roots, that was handed in cannot be used."""

    code = "verify.trust_unusable"
    template = "{given} {problem}."


class ExhibitUnreadableError(InputRejectedError):
    """The file cannot be opened."""

    code = "verify.unreadable"
    template = "{path} cannot be read: {problem}."


def verify(
    file: Annotated[Path, typer.Argument(help="The exhibit (.wacz).")],
    key: Annotated[
        list[Path] | None, typer.Option(help="Public key of the sealing organisation (PEM or hex); got from it.")
    ] = None,
    roots: Annotated[
        list[Path] | None, typer.Option(help="Root certificates (PEM) of the timestamp authority; got from it.")
    ] = None,
    log_key: Annotated[
        list[str] | None, typer.Option(help="Verifier key of the journal's log (name+hash+base64).")
    ] = None,
    witness_key: Annotated[
        list[str] | None, typer.Option(help="Key of a witness that must have cosigned the log's head.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Check an exhibit offline: 0 sound, 1 not sound with every reason, 2 unreadable."""
    try:
        trust = load_trust(
            keys=key or (),
            roots=roots or (),
            log_keys=log_key or (),
            witness_keys=witness_key or (),
            now=SystemClock().now(),
        )
    except TrustError as error:
        raise TrustUnusableError(given=error.given, problem=_part(error.said)) from error
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ExhibitUnreadableError(path=file, problem=error.strerror) from error
    report = verify_exhibit(content, trust)
    if as_json:
        print_json(report_as_json(report))
    else:
        _print(report)
    raise typer.Exit(report.exit_code)


def report_as_json(report: Report) -> dict[str, object]:
    """``{"sound", "unreadable", "checks": [{"code", "outcome", "text"}]}``."""
    checks = [{"code": check.code, "outcome": check.outcome.value, "text": check.text} for check in report.checks]
    return {"sound": report.sound, "unreadable": report.unreadable, "checks": checks}


def _print(report: Report) -> None:
    for check in report.checks:
        out.print(f"[{_STYLES[check.outcome]}]{_outcome(check.outcome):12}[/] ", end="", markup=True)
        out.print(_tell(check.text), markup=False, highlight=False)
    if report.unreadable:
        unreadable = say("Unreadable. {reason}", reason=_tell(report.unreadable))
        err.print(unreadable, style="bold red", markup=False, highlight=False)
    elif report.sound:
        out.print(say("Sound."), style="bold green")
        out.print(_what_it_proves(report), markup=False, highlight=False)
    else:
        failed = say("Not sound: {checks} failed.", checks=counted(len(report.list_failed()), "check"))
        out.print(failed, style="bold red")


def _what_it_proves(report: Report) -> str:
    """What a sound exhibit proves to whoever trusts what was handed in here, and no more."""
    untold = {check.code for check in report.checks if check.outcome is Outcome.NOT_POSSIBLE}
    if untold & _OF_THE_TIME:
        proves = say(
            "Its parts fit each other. It does not prove when it was made: no timestamp was checked against roots of "
            "an authority that you trust."
        )
    else:
        proves = say("It proves that this record existed by the time of its timestamps and has not changed since.")
    if "seal.key" in untold:
        proves += " " + say(
            "It does not prove who sealed it: no key that you trust was given, and whoever forges an exhibit puts a "
            "fitting one inside."
        )
    return f"{proves} " + say(
        "It does not prove that the server sent it, that others saw the same, or what a hashed item shows."
    )


def _outcome(outcome: Outcome) -> str:
    said = {
        Outcome.PASSED: say("passed"),
        Outcome.FAILED: say("failed"),
        Outcome.NOT_POSSIBLE: say("not possible"),
    }
    return said[outcome]


def _tell(said: Said) -> str:
    """What the verifier says, in the user's language; English as it says it itself, without a catalogue."""
    return str(said) if words().language == SOURCE else say(said.template, **_parts(said))


def _parts(said: Said) -> dict[str, object]:
    return {name: _part(value) for name, value in said.values.items()}


def _part(value: object) -> object:
    if isinstance(value, Said):
        return Phrase(value.template, **_parts(value))
    if isinstance(value, tuple):
        return ", ".join(_tell(item) if isinstance(item, Said) else str(item) for item in value)
    return value
