"""The verifier: is this exhibit what it claims to be? One file in, every check with its outcome out.

It shares no code with what writes exhibits and imports nothing else of Rempart: a mistake of the writer cannot
hide behind the same mistake here, and the folder can be taken out and used alone. No database, no network, no clock.
"""

from dataclasses import replace
from typing import Any

from rempart.verification.comparison import ACT, LISTED, PROFILE, check_comparison, is_comparison
from rempart.verification.consistency import check_facts, check_index
from rempart.verification.container import Container, ContainerError, UnreadableError, read_container
from rempart.verification.documents import OtherVersionError
from rempart.verification.journal_proof import check_journal
from rempart.verification.manifest import ARCHIVE, Form, check_manifest
from rempart.verification.media import check_media
from rempart.verification.records import check_records
from rempart.verification.report import Check, Findings, Outcome, Report, Trust
from rempart.verification.said import Said
from rempart.verification.seal import check_digest_file, check_seal, read_statement
from rempart.verification.timestamps import check_timestamps
from rempart.verification.trust import TrustError, load_trust

_COMPARISON_KEYS = frozenset({"profile", "title", "created", "software", "resources"})
COMPARISON = Form(Said("a comparison"), {"profile": PROFILE}, _COMPARISON_KEYS, LISTED)
_INTEGRITY = ("manifest.hashes", "wacz.", "seal.", "timestamp.", "journal.")

__all__ = ["Check", "Outcome", "Report", "Said", "Trust", "TrustError", "load_trust", "verify_exhibit"]


def verify_exhibit(content: bytes, trust: Trust | None = None) -> Report:
    """Check the exhibit `content` against itself and against what the reader trusts.

    Without `trust` the exhibit can be found changed, but not by whom it was sealed: those checks are "not possible".
    """
    trust = trust or Trust()
    findings = Findings()
    try:
        container = read_container(content)
    except UnreadableError as error:
        return Report(checks=(), unreadable=Said("This is no exhibit: {error}.", error=error))
    except ContainerError as error:
        findings.failed("container.form", Said("The container is not one that an exhibit has: {error}.", error=error))
        findings.not_possible(
            "container.rest", Said("Nothing else was checked: two readers may see different files here.")
        )
        return Report(tuple(findings.checks))
    findings.passed(
        "container.form",
        Said("The container has {count} files and nothing hidden beside them.", count=len(container.files)),
    )
    files = container.files
    try:
        statement = read_statement(files, findings)
    except OtherVersionError as error:
        return Report(tuple(findings.checks), unreadable=Said("This exhibit needs {error}.", error=error))
    if is_comparison(files):
        return _verify_comparison(container, statement, trust, findings)
    manifest = check_manifest(container, findings)
    captured_at = None
    records, later = check_records(files.get(ARCHIVE, b""), findings), Said("")
    if records is not None:
        check_index(files, records, findings)
        try:
            captured_at = check_facts(files, manifest, records, findings)
        except OtherVersionError as error:
            later = Said("This exhibit needs {error}.", error=error)
        check_media(files, records, findings)
    check_digest_file(files, manifest, findings)
    if statement is not None:
        check_seal(files, statement, trust, findings)
        check_timestamps(files, statement, captured_at, trust, findings)
        check_journal(files, statement, trust, findings)
    # Another form under hashes and seal that hold is beyond this verifier; one that was put there afterwards is a lie.
    report = Report(tuple(findings.checks))
    whole = not any(check.code.startswith(_INTEGRITY) for check in report.list_failed())
    return replace(report, unreadable=later) if later and whole else report


def _verify_comparison(
    container: Container, statement: dict[str, Any] | None, trust: Trust, findings: Findings
) -> Report:
    """An exhibit of a comparison: the same seal around other contents."""
    files = container.files
    manifest = check_manifest(container, findings, COMPARISON)
    check_comparison(files, findings)
    check_digest_file(files, manifest, findings)
    if statement is not None:
        check_seal(files, statement, trust, findings)
        check_timestamps(files, statement, None, trust, findings)
        check_journal(files, statement, trust, findings, ACT)
    return Report(tuple(findings.checks))
