"""`rempart capture URL -o FILE.wacz`: look at one page safely and write the exhibit; no server, no database.

Exit codes: 0 written and sealed (with a timestamp or not, which is said), 2 the address may not be visited, 3 no
usable browser, nothing answered, or the signer is missing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import counted, err, print_json
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.kernel.clock import SystemClock
from rempart.kernel.phrases import Phrase
from rempart.ports.capturing import PageCapture
from rempart.ports.sealing import ExhibitFormat, SealedPackage, TimestampUnavailableError


def capture(
    url: Annotated[str, typer.Argument(help="The page to look at, http or https.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The exhibit to write (.wacz).")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False,
) -> None:
    """Look at one page and write it as a sealed exhibit; no picture, film or sound is kept."""
    from rempart import wiring

    keep_what_is_there(output, Made.ONCE)
    config = wiring.current_config()
    with err.status(say("looking at {url}", url=url)):
        page = wiring.build_capturer(config).capture(url, wiring.capture_policy(config))
    with err.status(say("sealing")):
        unstamped = wiring.build_exhibit_format(config, stamped=False)
        sealed, problem = seal_capture(page, wiring.build_exhibit_format(config), unstamped)
    write_whole(output, sealed.content, Made.ONCE)
    if as_json:
        print_json(_as_json(page, sealed, output, problem))
    for line in _explain(page, sealed, output, problem):
        err.print(line, markup=False, highlight=False)


def seal_capture(
    page: PageCapture, stamped: ExhibitFormat, unstamped: ExhibitFormat
) -> tuple[SealedPackage, TimestampUnavailableError | None]:
    """The sealed exhibit of `page`, and why it has no timestamp where an authority did not answer.

    A server would wait and try again; a command ends. So the exhibit is signed all the same and says what it lacks.
    """
    package = stamped.package(page)
    now = SystemClock().now()
    try:
        return stamped.seal(package.content, log_proof=None, now=now), None
    except TimestampUnavailableError as error:
        return unstamped.seal(package.content, log_proof=None, now=now), error


def _as_json(
    page: PageCapture, sealed: SealedPackage, output: Path, problem: TimestampUnavailableError | None
) -> dict[str, object]:
    unstamped = "" if sealed.authorities else "no timestamp authority is configured"
    return {
        "file": str(output),
        "url": page.url,
        "final_url": page.final_url,
        "bytes": len(sealed.content),
        "exchanges": len(page.exchanges),
        "refused": len(page.refusals),
        "left_out": list(_left_out(page)),
        "statement_sha256": sealed.statement_sha256,
        "authorities": list(sealed.authorities),
        "stamped_at": sealed.stamped_at,
        "unsealed": problem.message if problem else unstamped,
    }


def _explain(
    page: PageCapture, sealed: SealedPackage, output: Path, problem: TimestampUnavailableError | None
) -> list[str]:
    exchanges, size = counted(len(page.exchanges), "exchange"), counted(len(sealed.content), "byte")
    lines = [say("{path}: {exchanges}, {size}, no medium kept.", path=output, exchanges=exchanges, size=size)]
    lines += [say("Cut short: {what}", what=truncation) for truncation in page.truncations]
    lines += [say("Left out, nothing was sent to it: {address}", address=address) for address in _left_out(page)]
    if sealed.authorities:
        authorities, moment = ", ".join(sealed.authorities), f"{sealed.stamped_at:%Y-%m-%d %H:%M:%S} UTC"
        lines.append(say("Sealed and stamped by {authorities} at {moment}.", authorities=authorities, moment=moment))
    else:
        why = problem or Phrase("No timestamp authority is configured ([[timestamps]] in rempart.toml).")
        lines.append(say("UNSEALED in time: signed, but without a timestamp. {why}", why=why))
        lines.append(say("Its time rests on this machine's clock alone."))
    return lines


def _left_out(page: PageCapture) -> Iterator[str]:
    """Each address that a name was answered with and that no connection may go to, with the name and the rule."""
    return (f"{one.name}: {rule}" for one in page.dns for rule in one.left_out)
