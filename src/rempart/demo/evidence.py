"""Steps 4 and 5: the captures are sealed and verify by two hands; the pages are compared with the closed site."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from rempart.captures.contracts import Exhibit
from rempart.captures.queries import list_exhibits
from rempart.captures.services import export_exhibit
from rempart.demo.cast import Cast
from rempart.demo.spoken import say
from rempart.demo.story import expect
from rempart.kernel.actors import Role
from rempart.kernel.chances import chance_text
from rempart.kernel.phrases import Phrase
from rempart.lab.processes import OPENSSL, require_program
from rempart.lab.sites import SiteKind, site_of
from rempart.matches.contracts import Judgement, Match
from rempart.matches.queries import list_matches
from rempart.wiring import current_ports, journal_verifier_key

SIGHTED = (
    SiteKind.REOPENED,
    SiteKind.PARKED,
    SiteKind.SHOP,
    SiteKind.NEWS,
    SiteKind.LOOKALIKE,
    SiteKind.SHARED_COPY,
)
_KINDS = {
    SiteKind.REOPENED: Phrase("the reopening"),
    SiteKind.PARKED: Phrase("a parked page"),
    SiteKind.SHOP: Phrase("a shop on the same template"),
    SiteKind.NEWS: Phrase("the news of the closing"),
    SiteKind.LOOKALIKE: Phrase("a look-alike name"),
    SiteKind.SHARED_COPY: Phrase("a copy on a shared address"),
}
_COMMAND_S = 60.0
_SHOWN = 3
_ADVICE = Phrase("try `rempart capture` on the address.")


def seal(cast: Cast) -> Phrase:
    """Step 4: every sighted page is captured, sealed and stamped; `rempart verify` and OpenSSL agree that it holds."""
    folder = cast.folder / "exhibits"
    folder.mkdir()
    sealed = []
    # Each is verified while the worker captures the next.
    for kind in SIGHTED:
        exhibit = wait_for_exhibit(cast, site_of(kind).hostname)
        expect(
            exhibit.reached,
            part="captures",
            problem=Phrase("{hostname}: {problem}", hostname=exhibit.hostname, problem=exhibit.problem),
            advice=_ADVICE,
        )
        path = _export(cast, exhibit, folder)
        _verify(cast, path)
        _verify_stamp(cast, path)
        sealed.append(exhibit)
    refused = sum(exhibit.refusals for exhibit in sealed)
    size = sum(path.stat().st_size for path in folder.glob("*.wacz"))
    return Phrase(
        "{exhibits} exhibits, {size} kB: `rempart verify` sound, `openssl ts -verify` OK; "
        "{refused} requests (pictures, strangers) not let out",
        exhibits=len(sealed),
        size=size // 1000,
        refused=refused,
    )


def compare(cast: Cast) -> Phrase:
    """Step 5: the reopening is the closed site; the shop, the parked page, the news and the look-alike are not."""
    matches = {kind: wait_for_match(cast, site_of(kind).hostname) for kind in SIGHTED}
    for kind, match in matches.items():
        cast.say(_in_short(kind, match))
        expect(
            match.reasons,
            part="matches",
            problem=Phrase("{hostname} is judged without reasons", hostname=match.hostname),
            advice=_ADVICE,
        )
    for kind in SIGHTED:
        wanted = kind in (SiteKind.REOPENED, SiteKind.SHARED_COPY)
        verdict = matches[kind].verdict
        expect(
            (verdict is Judgement.SAME) is wanted,
            part="matches",
            problem=Phrase("{hostname} is judged: {verdict}", hostname=matches[kind].hostname, verdict=(verdict,)),
            advice="`rempart compare` on the two exhibits shows every sign.",
        )
    return Phrase(
        "the reopening and its copy on a shared address are the closed site; the shop, the parked page, the news and "
        "the look-alike are not; each with reasons"
    )


def _in_short(kind: SiteKind, match: Match) -> Phrase:
    """The verdict with the first reasons in words; the page of the match has them all."""
    more = max(0, len(match.reasons) - _SHOWN)
    return Phrase(
        "{hostname}, {kind}: {verdict}, {probability}. {reasons}{more}",
        hostname=match.hostname,
        kind=_KINDS[kind],
        verdict=(match.verdict.value,),
        probability=chance_text(match.probability, 3),
        reasons=match.reasons[:_SHOWN],
        more=Phrase(" And {count} more.", count=more) if more else "",
    )


def wait_for_match(cast: Cast, hostname: str) -> Match:
    """The judgement of a sighted hostname, once the worker has made it."""
    analyst = cast.person(Role.ANALYST)
    return cast.wait_for(
        lambda: next(iter(list_matches(viewer=analyst, hostname=hostname)), None),
        part="matches",
        awaited=Phrase("a judgement of {hostname}", hostname=hostname),
    )


def wait_for_exhibit(cast: Cast, hostname: str) -> Exhibit:
    """The sealed exhibit of a sighted hostname, once the worker has made it."""

    def look() -> Exhibit | None:
        exhibits = list_exhibits(viewer=cast.person(Role.ANALYST), hostname=hostname)
        return next((exhibit for exhibit in exhibits if exhibit.seal is not None), None)

    return cast.wait_for(look, part="captures", awaited=Phrase("a sealed exhibit of {hostname}", hostname=hostname))


def _export(cast: Cast, exhibit: Exhibit, folder: Path) -> Path:
    content = export_exhibit(
        exhibit_id=exhibit.id,
        form="wacz",
        store=current_ports().exhibits,
        actor=cast.person(Role.ANALYST),
        now=cast.installation.now(),
        reason=say("for the demonstration"),
    )
    path = folder / f"{exhibit.hostname}.wacz"
    path.write_bytes(content)
    return path


def _verify(cast: Cast, path: Path) -> None:
    roots = cast.setting.folder / "timestamp-root.pem"
    command = [sys.executable, "-m", "rempart", "verify", str(path), "--roots", str(roots)]
    command += ["--log-key", journal_verifier_key(), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_COMMAND_S, check=False)  # noqa: S603
    expect(done.returncode == 0, part="rempart verify", problem=done.stdout + done.stderr, advice="see the checks.")
    passed = sum(check["outcome"] == "passed" for check in json.loads(done.stdout)["checks"])
    cast.say(Phrase("{file}: {checks} checks passed", file=path.name, checks=passed))


def _verify_stamp(cast: Cast, path: Path) -> None:
    """What OpenSSL says of the first timestamp over the sealed statement, with the pinned root."""
    roots = cast.setting.folder / "timestamp-root.pem"
    with ZipFile(path) as exhibit:
        files = {name: exhibit.read(f"seal/{name}") for name in ("statement", "timestamp-1")}
    for name, content in files.items():
        (path.parent / f"{path.stem}.{name}").write_bytes(content)
    statement, token = (str(path.parent / f"{path.stem}.{name}") for name in files)
    command = [str(require_program(OPENSSL)), "ts", "-verify", "-data", statement, "-in", token, "-CAfile", str(roots)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_COMMAND_S, check=False)  # noqa: S603
    expect(done.returncode == 0, part="openssl ts -verify", problem=f"{path.name}: {done.stderr}", advice="see it.")
