"""The facts of a journal entry as people read them: what each is called, and its value in words.

In: the entry's facts as they were kept. Out: pairs for a table of facts. A fact that has no words yet, or that another
version wrote, stays as it is: nothing of an entry is left out.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rempart.journal.contracts import JournalEntry
from rempart.kernel.events import Fact
from rempart.web.parts import Cell, moment, name, number, text
from rempart.web.words import label

CALLED: dict[str, Promise] = {
    # what it is about
    "account_id": _("Account"),
    "appeal_id": _("Appeal"),
    "asked_id": _("Question"),
    "case_id": _("Case"),
    "check_id": _("Check"),
    "code_id": _("Code"),
    "exhibit_id": _("Exhibit"),
    "export_id": _("What was taken out"),
    "item_id": _("Item"),
    "match_id": _("Comparison"),
    "note_id": _("Note"),
    "notice_id": _("Notice"),
    "order_id": _("Order"),
    "organisation_id": _("Organisation"),
    "probe_id": _("Probe"),
    "publication_id": _("Publication"),
    "reference_id": _("Capture to compare with"),
    "release_id": _("Release"),
    "report_id": _("Report"),
    "round_id": _("Round"),
    "sighting_id": _("Sighting"),
    "site_id": _("Closed site"),
    "sweep_id": _("Sweep"),
    "token_id": _("Token"),
    # when
    "ahead_s": _("Clock ahead by, in seconds"),
    "due_at": _("Due at"),
    "expires_at": _("Ends at"),
    "looked_at": _("Looked at"),
    "registered_at": _("Registered at"),
    # what it is called, and of what kind
    "basis": _("Basis"),
    "form": _("Form"),
    "format": _("Format"),
    "hostname": _("Hostname"),
    "kind": _("Kind"),
    "label": _("Label"),
    "legal_basis": _("Legal basis"),
    "name": _("Name"),
    "number": _("Number"),
    "origin": _("Where from"),
    "outcome": _("Outcome"),
    "subscriber": _("Subscriber"),
    "part": _("Part"),
    "recipient": _("Recipient"),
    "registrar": _("Registrar"),
    "role": _("Role"),
    "roles": _("Roles"),
    "safeguards": _("Safeguards"),
    "set_aside": _("Safeguards set aside"),
    "source": _("Source"),
    "state": _("State"),
    "vantage": _("Vantage point"),
    "verdict": _("Verdict"),
    # how many
    "behind": _("Behind"),
    "counted": _("Counted"),
    "entries": _("Entries"),
    "hosts": _("Hosts"),
    "looked": _("Looked at"),
    "lost": _("Lost"),
    "moved": _("Moved"),
    "names": _("Names"),
    "probes": _("Probes"),
    "recipients": _("Recipients"),
    "serial": _("Serial"),
    "settled": _("Settled so far"),
    "sighted": _("Sighted"),
    "signs": _("Signs"),
    "sites": _("Sites"),
    "streams": _("Streams"),
    # whether
    "error_pages": _("Error pages too"),
    "ignoring_robots": _("Why robots.txt was ignored"),
    "mended": _("Mended"),
    "provisional": _("Provisional"),
    "reached": _("Reached"),
    "sound": _("Sound"),
    "stopped": _("Stopped by the overseer"),
    "upheld": _("Upheld"),
    # which of them
    "altered": _("Altered"),
    "matches": _("Comparisons"),
    "missing": _("Missing"),
    "problems": _("Problems"),
    "surplus": _("Too many"),
    # what proves it
    "authenticator_data": _("What the security key signed"),
    "background_sha256": _("Background, SHA-256"),
    "base_sha256": _("Background before, SHA-256"),
    "client_data": _("What the browser signed"),
    "manifest_sha256": _("Manifest, SHA-256"),
    "public_key": _("Public key"),
    "record_sha256": _("Record, SHA-256"),
    "sha256": _("SHA-256"),
    "signature": _("Signature"),
    "source_sha256": _("Source, SHA-256"),
    "statement_sha256": _("Statement, SHA-256"),
}

# Facts whose values are codes; what somebody called something may look like one and stays as it is.
_CODED = frozenset(
    {"kind", "origin", "outcome", "part", "recipient", "role", "roles", "safeguards", "set_aside", "state", "verdict"}
)
# Facts in somebody's own words; all else is read letter by letter.
_IN_WORDS = frozenset({"basis", "ignoring_robots", "label", "legal_basis", "name", "registrar", "source", "vantage"})


def show_facts(entry: JournalEntry) -> list[tuple[object, Cell]]:
    """What an entry keeps, in the order in which it was written."""
    return [(CALLED.get(key, key), _shown(key, value)) for key, value in entry.facts.items()]


def _shown(key: str, value: Fact) -> Cell:
    if isinstance(value, bool):
        return text(_("yes") if value else _("no"))
    if isinstance(value, int | float):
        return number(value)
    said = ", ".join(_in_words(key, each) for each in value) if isinstance(value, list) else _in_words(key, value or "")
    if not said or key in _CODED or key in _IN_WORDS:
        return text(said or "–")
    at = _moment_in(key, said)
    return moment(at) if at else name(said)


def _in_words(key: str, value: str) -> str:
    return label(value) if key in _CODED else value


def _moment_in(key: str, said: str) -> datetime | None:
    if not key.endswith("_at"):
        return None
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None
