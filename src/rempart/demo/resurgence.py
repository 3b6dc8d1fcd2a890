"""Steps 10 and 12: the site moves and is caught again, the old block lifts; the public account and the journal."""

import subprocess
import sys

from rempart.demo.answers import AnswerWatch
from rempart.demo.cast import Cast
from rempart.demo.effect import WITHIN_MS, find_probe, find_publication, wait_for_receipt
from rempart.demo.evidence import wait_for_match
from rempart.demo.noticing import log_and_sight
from rempart.demo.spoken import say
from rempart.demo.story import NotVerifiedError, expect
from rempart.demo.visitor import Visitor
from rempart.demo.watching import LABEL
from rempart.engines import ledger
from rempart.kernel.actors import Role
from rempart.kernel.phrases import Phrase
from rempart.lab.sites import SITES, SiteKind, site_of
from rempart.matches.contracts import Judgement
from rempart.orders.oversight import revoke_order
from rempart.probes.contracts import Outcome
from rempart.publications.contracts import Change
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import list_sites
from rempart.wiring import export_journal, journal_verifier_key

_COMMAND_S = 60.0


def come_back(cast: Cast) -> Phrase:
    """Step 10: the next name is sighted with a longer history; the order for the old name is revoked and lifts."""
    reopened = site_of(SiteKind.REOPENED).hostname
    site = cast.wait_for(
        lambda: _site_with(cast, reopened),
        part="watch list",
        awaited=Phrase("{hostname} in its history", hostname=reopened),
    )
    moved = cast.internet.move_site()
    seconds = log_and_sight(cast, moved.hostname)
    milliseconds, at_edge = _lift(cast, reopened)
    match = wait_for_match(cast, moved.hostname)
    expect(
        match.verdict is Judgement.SAME,
        part="matches",
        problem=Phrase("{hostname} is judged: {verdict}", hostname=moved.hostname, verdict=(match.verdict,)),
        advice="`rempart compare` on the two exhibits shows every sign.",
    )
    return Phrase(
        "{hostname} sighted {seconds} s after it was logged, against {names} former names, and judged the same; the "
        "block of {before} lifted {milliseconds} ms after the revocation, behind the edge agent {at_edge} ms after it",
        hostname=moved.hostname,
        seconds=f"{seconds:.1f}",
        names=len(site.names),
        before=reopened,
        milliseconds=round(milliseconds),
        at_edge=round(at_edge),
    )


def account(cast: Cast) -> Phrase:
    """Step 12: the public page, the checkpoint, and the journal verified without the database."""
    cast.expect_none_stuck("pipeline")
    visitor = Visitor(cast.setting.web_url)
    page = visitor.get("/transparency/")
    leaked = [name for name in (LABEL, *(site.hostname for site in SITES)) if name in page]
    expect(
        not leaked,
        part="public page",
        problem=Phrase("it names {names}", names=str(leaked)),
        advice="stop: look at transparency.",
    )
    signed = _check_checkpoint(visitor.get("/transparency/checkpoint"))
    folder = cast.folder / "journal"
    size = export_journal(folder)
    command = [sys.executable, "-m", "rempart", "journal", "verify", str(folder), "--key", journal_verifier_key()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_COMMAND_S, check=False)  # noqa: S603
    expect(
        done.returncode == 0,
        part="rempart journal verify",
        problem=done.stdout + done.stderr,
        advice="see the reasons.",
    )
    cast.say(
        Phrase(
            "checkpoint: {origin}, {entries} entries, root {root}",
            origin=signed.origin,
            entries=signed.size,
            root=signed.root.hex(),
        )
    )
    return Phrase(
        "the public page names no site; {entries} journal entries verify under the signed checkpoint", entries=size
    )


def _check_checkpoint(note: str) -> ledger.Checkpoint:
    """What the public checkpoint states, once its signature holds."""
    name, public_key = ledger.parse_verifier_key(journal_verifier_key())
    try:
        return ledger.verify_checkpoint(note, name, public_key)
    except (ledger.NoteRejectedError, ledger.CheckpointRejectedError) as error:
        raise NotVerifiedError(part="public log", problem=error.message, advice="look at the journal's key.") from error


def _site_with(cast: Cast, hostname: str) -> Site | None:
    for site in list_sites(viewer=cast.person(Role.ANALYST)):
        if any(name.hostname == hostname for name in site.names):
            return site
    return None


def _lift(cast: Cast, hostname: str) -> tuple[float, float]:
    """Revoke; the milliseconds until the name resolves again at the subscribed resolver, and behind the agent."""
    watch, at_edge = (
        AnswerWatch(resolver, hostname, "NOERROR") for resolver in (cast.internet.resolver, cast.edge.resolver)
    )
    watch.start()
    at_edge.start()
    revoke_order(
        order_id=cast.order_id,
        actor=cast.person(Role.ANALYST),
        now=cast.installation.now(),
        reason=say("the site has left this name"),
    )
    milliseconds = watch.expect_change(before="NXDOMAIN", within_ms=WITHIN_MS, advise=cast.trouble)
    edge_milliseconds = at_edge.expect_change(before="NXDOMAIN", within_ms=WITHIN_MS, advise=cast.edge.trouble)
    wait_for_receipt(cast, blocked=False)
    cast.wait_for(lambda: find_publication(cast, Change.WITHDRAWN), part="publications", awaited="the withdrawal")
    cast.wait_for(lambda: find_probe(cast, Outcome.LIFTED), part="probes", awaited="the proof of the lift")
    return milliseconds, edge_milliseconds
