"""`rempart capture URL -o FILE.wacz`: look at one page safely and write the exhibit; no server, no database.

Exit codes: 0 written and sealed (with a timestamp or not, which is said), 2 the address may not be visited, 3 no
usable browser, nothing answered, or the signer is missing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.output import err, print_json
from rempart.cli.writing import Made, keep_what_is_there, write_whole
from rempart.kernel.clock import SystemClock
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
    with err.status(f"looking at {url}"):
        page = wiring.build_capturer(config).capture(url, wiring.capture_policy(config))
    with err.status("sealing"):
        unstamped = wiring.build_exhibit_format(config, stamped=False)
        sealed, problem = seal_capture(page, wiring.build_exhibit_format(config), unstamped)
    write_whole(output, sealed.content, Made.ONCE)
    if as_json:
        print_json(_as_json(page, sealed, output, problem))
    for line in _explain(page, sealed, output, problem):
        err.print(line, markup=False, highlight=False)


def seal_capture(page: PageCapture, stamped: ExhibitFormat, unstamped: ExhibitFormat) -> tuple[SealedPackage, str]:
    """The sealed exhibit of `page`, and why it has no timestamp where an authority did not answer.

    A server would wait and try again; a command ends. So the exhibit is signed all the same and says what it lacks.
    """
    package = stamped.package(page)
    now = SystemClock().now()
    try:
        return stamped.seal(package.content, log_proof=None, now=now), ""
    except TimestampUnavailableError as error:
        return unstamped.seal(package.content, log_proof=None, now=now), error.message


def _as_json(page: PageCapture, sealed: SealedPackage, output: Path, problem: str) -> dict[str, object]:
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
        "unsealed": problem or ("" if sealed.authorities else "no timestamp authority is configured"),
    }


def _explain(page: PageCapture, sealed: SealedPackage, output: Path, problem: str) -> list[str]:
    lines = [f"{output}: {len(page.exchanges)} exchanges, {len(sealed.content):,} bytes, no medium kept."]
    lines += [f"Cut short: {truncation}" for truncation in page.truncations]
    lines += [f"Left out, nothing was sent to it: {told}" for told in _left_out(page)]
    if sealed.authorities:
        lines.append(
            f"Sealed and stamped by {', '.join(sealed.authorities)} at {sealed.stamped_at:%Y-%m-%d %H:%M:%S} UTC."
        )
    else:
        why = problem or "No timestamp authority is configured ([[timestamps]] in rempart.toml)."
        lines.append(f"UNSEALED in time: signed, but without a timestamp. {why}")
        lines.append("Its time rests on this machine's clock alone.")
    return lines


def _left_out(page: PageCapture) -> Iterator[str]:
    """Each address that a name was answered with and that no connection may go to, with the name and the rule."""
    return (f"{one.name}: {rule}" for one in page.dns for rule in one.left_out)
