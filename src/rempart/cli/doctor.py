"""`rempart doctor`: what this machine lacks, and the sentence that mends it."""

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.output import out, print_json
from rempart.config import Config, load_config
from rempart.wiring import find_isolation_problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what it is needed for. `optional`: captures and orders go on without it."""

    part: str
    ok: bool
    says: str
    needed_for: str
    optional: bool = False


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """Say what is there, what is missing and how to mend it. Exit code 0 all there, 3 something is missing."""
    config = load_config()
    findings = [*_python(), *_programs(), *_sandbox(config), *_configuration(config)]
    if as_json:
        print_json(
            [
                {"part": f.part, "ok": f.ok, "says": f.says, "needed_for": f.needed_for, "optional": f.optional}
                for f in findings
            ]
        )
    else:
        for finding in findings:
            mark = "[green]ok     [/]" if finding.ok else "absent " if finding.optional else "[red]missing[/]"
            out.print(mark, end=" ", markup=True, highlight=False)
            out.print(f"{finding.part}: {finding.says}", highlight=False)
    raise typer.Exit(0 if all(finding.ok or finding.optional for finding in findings) else 3)


def find_program(name: str) -> str | None:
    """Where the program is, looking into the folders of system programs too."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    return [Finding("python", sys.version_info >= (3, 11), f"{version} (3.11 or newer is needed)", "everything")]


def _programs() -> list[Finding]:
    return [_find(*line.split(maxsplit=3)) for line in _listed_programs()]


def _listed_programs() -> list[str]:
    text = files("rempart.lab").joinpath("debian.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _find(program: str, package: str, whose: str, purpose: str) -> Finding:
    # A path may have stars: versions and machine names differ.
    places = sorted(map(str, Path("/").glob(program[1:]))) if program.startswith("/") else [find_program(program)]
    path = places[-1] if places else None
    needed_for = purpose if whose == "rempart" else f"the {whose}: {purpose}"
    says = path or f"not found; needed for {needed_for}. Install it: apt-get install {package}"
    return Finding(package, path is not None, says, needed_for, optional=whose == "tests")


def _sandbox(config: Config) -> list[Finding]:
    helper = Path("/usr/lib/chromium/chrome-sandbox")
    setting = Path("/proc/sys/kernel/unprivileged_userns_clone")
    namespaces = not setting.exists() or setting.read_text(encoding="ascii").strip() == "1"
    ok = helper.exists() or namespaces
    says = "there" if ok else "not usable: captures are refused. Install it: apt-get install chromium-sandbox"
    return [Finding("chromium sandbox", ok, says, "captures"), _isolation(config)]


def _isolation(config: Config) -> Finding:
    problem = find_isolation_problem()
    must = config.captures.isolation == "bubblewrap"
    says = "captures run in a jail whose only way out is their proxy"
    if problem:
        instead = "captures are refused" if must else "captures rely on the browser's own sandbox alone"
        says = f"bubblewrap does not work here ({problem}): {instead}. Allow unprivileged user namespaces."
    return Finding("isolation", not problem, says, "captures", optional=not must)


def _configuration(config: Config) -> list[Finding]:
    source = str(config.source or "defaults, no rempart.toml")
    folder = config.data_folder
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    writable = os.access(nearest, os.W_OK)
    says = f"{folder} ({'writable' if writable else 'not writable: choose another data_folder'})"
    return [
        Finding("configuration", ok=True, says=source, needed_for="everything"),
        Finding("data folder", ok=writable, says=says, needed_for="everything"),
    ]
