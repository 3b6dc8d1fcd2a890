"""`rempart doctor`: what this machine lacks, and the sentence that mends it."""

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import out, print_json
from rempart.config import Config, list_paths, load_config
from rempart.kernel.phrases import Phrase
from rempart.web.labels import marked
from rempart.wiring import find_isolation_problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what it is needed for. `optional`: captures and orders go on without it."""

    part: str
    ok: bool
    says: Phrase | str
    needed_for: Phrase
    optional: bool = False


_WIDTH = 8  # of the longest of them in either language, and a space
_FOUND = {
    **dict.fromkeys(((True, True), (True, False)), (marked("ok"), "green")),
    (False, True): (marked("absent"), ""),
    (False, False): (marked("missing"), "red"),
}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON value.")] = False) -> None:
    """Say what is there, what is missing and how to mend it. Exit code 0 all there, 3 something is missing."""
    config = load_config()
    findings = [*_python(), *_programs(), *_sandbox(config), *_configuration(config), *_neighbours(config)]
    if as_json:
        print_json(
            [
                {
                    "part": one.part,
                    "ok": one.ok,
                    "says": str(one.says),
                    "needed_for": str(one.needed_for),
                    "optional": one.optional,
                }
                for one in findings
            ]
        )
    else:
        for finding in findings:
            found, style = _FOUND[finding.ok, finding.optional]
            out.print(f"{say(found):{_WIDTH}}", end="", style=style, highlight=False)
            out.print(say("{part}: {found}", part=say(finding.part), found=finding.says), highlight=False)
    raise typer.Exit(0 if all(finding.ok or finding.optional for finding in findings) else 3)


def find_program(name: str) -> str | None:
    """Where the program is, looking into the folders of system programs too."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    says = Phrase("{version} (3.11 or newer is needed)", version=version)
    return [Finding("python", sys.version_info >= (3, 11), says, Phrase("everything"))]


def _programs() -> list[Finding]:
    return [_find(*row) for row in list_programs()]


def list_programs() -> list[list[str]]:
    """Each program or file, its package, whose it is and what for, as `rempart.lab` lists them."""
    text = files("rempart.lab").joinpath("debian.txt").read_text(encoding="utf-8")
    return [line.split(maxsplit=3) for line in text.splitlines() if line and not line.startswith("#")]


def _find(program: str, package: str, whose: str, purpose: str) -> Finding:
    # A path may have stars: versions and machine names differ.
    places = sorted(map(str, Path("/").glob(program[1:]))) if program.startswith("/") else [find_program(program)]
    path = places[-1] if places else None
    needed_for = _needed_for(whose, Phrase(purpose))
    missing = Phrase(
        "not found; needed for {what}. Install it: apt-get install {package}", what=needed_for, package=package
    )
    return Finding(package, path is not None, path or missing, needed_for, optional=whose == "tests")


def _needed_for(whose: str, purpose: Phrase) -> Phrase:
    if whose == "rempart":
        return purpose
    return Phrase("the tests: {purpose}" if whose == "tests" else "the demo: {purpose}", purpose=purpose)


def _sandbox(config: Config) -> list[Finding]:
    helper = Path("/usr/lib/chromium/chrome-sandbox")
    setting = Path("/proc/sys/kernel/unprivileged_userns_clone")
    namespaces = not setting.exists() or setting.read_text(encoding="ascii").strip() == "1"
    ok = helper.exists() or namespaces
    refused = Phrase("not usable: captures are refused. Install it: apt-get install chromium-sandbox")
    says = Phrase("there") if ok else refused
    return [Finding(marked("chromium sandbox"), ok, says, Phrase("captures")), _isolation(config)]


def _isolation(config: Config) -> Finding:
    problem = find_isolation_problem()
    must = config.captures.isolation == "bubblewrap"
    says = Phrase("captures run in a jail whose only way out is their proxy")
    if problem:
        instead = Phrase("captures are refused" if must else "captures rely on the browser's own sandbox alone")
        says = Phrase(
            "bubblewrap does not work here ({problem}): {instead}. Allow unprivileged user namespaces.",
            problem=problem,
            instead=instead,
        )
    return Finding(marked("isolation"), not problem, says, Phrase("captures"), optional=not must)


def _configuration(config: Config) -> list[Finding]:
    source = str(config.source) if config.source else Phrase("defaults, no rempart.toml")
    folder = config.data_folder
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    writable = os.access(nearest, os.W_OK)
    says = Phrase(
        "{folder} (writable)" if writable else "{folder} (not writable: choose another data_folder)", folder=folder
    )
    everything = Phrase("everything")
    missing = [path for path in list_paths(config) if path != folder and not path.exists()]
    return [
        Finding(marked("configuration"), ok=True, says=source, needed_for=everything),
        Finding(marked("data folder"), ok=writable, says=says, needed_for=everything),
        *(
            Finding(marked("configured file"), ok=False, says=_is_missing(path), needed_for=everything)
            for path in missing
        ),
    ]


def _neighbours(config: Config) -> list[Finding]:
    """What the safeguards against over-blocking, and the probes that look for it, cannot do without."""
    control, passive_dns = config.probes.control, config.orders.passive_dns
    orders, sharing = Phrase("orders"), Phrase("noticing shared hosting")
    no_control = Phrase(
        "no order is taken and no neighbour is asked for. Set [probes.control]: a resolver without the list"
    )
    no_names = Phrase(
        "who else lives on an address is not known, so no order is refused for it. Set orders.passive_dns"
    )
    return [
        Finding(
            marked("resolver without the list"),
            bool(control),
            control.address if control else no_control,
            orders,
            optional=True,
        ),
        Finding(
            marked("passive DNS"),
            bool(passive_dns),
            str(passive_dns) if passive_dns else no_names,
            sharing,
            optional=True,
        ),
    ]


def _is_missing(path: Path) -> Phrase:
    return Phrase("{path} is not there: write it, or take what names it out of rempart.toml", path=path)
