"""The table of words for codes, and the tone in which a state is shown. One row per code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    # roles
    "reporter-desk": _("report desk"),
    "analyst": _("analyst"),
    "reviewer": _("reviewer"),
    "legal-officer": _("legal officer"),
    "overseer": _("overseer"),
    "publisher": _("publisher"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
    # who acts
    "person": _("person"),
    "system": _("the system"),
    "console": _("the console"),
    "public": _("the public"),
    # steps of the pipeline
    "waiting": _("waiting"),
    "running": _("running"),
    "done": _("done"),
    "retrying": _("trying again"),
    "refused": _("refused"),
    "gave_up": _("gave up"),
    # reports
    "reopened": _("A closed site has come back"),
    "solicitation": _("An adult approaching a child"),
    "sharing": _("Sexual images of children"),
    "other": _("Something else that worries me"),
    "received": _("received"),
    "examined": _("examined"),
    "set_aside": _("set aside"),
    "in_case": _("part of a case"),
    # sightings
    "stream": _("stream of names"),
    "report": _("report"),
    "probe": _("probe"),
    "operator": _("operator"),
    "open": _("open"),
    "dismissed": _("dismissed"),
    # verdicts
    "same": _("same site"),
    "different": _("another site"),
    "unclear": _("unclear"),
    # orders
    "proposed": _("proposed"),
    "declined": _("declined"),
    "provisional": _("provisional"),
    "in-force": _("in force"),
    "suspended": _("suspended"),
    "unchecked": _("unchecked"),
    "lapsed": _("lapsed"),
    "revoked": _("revoked"),
}

# The tone only repeats what the word says.
TONES: dict[str, str] = {
    "same": "alert",
    "unclear": "wait",
    "proposed": "wait",
    "provisional": "alert",
    "in-force": "alert",
    "waiting": "wait",
    "running": "wait",
    "retrying": "wait",
    "refused": "alert",
    "gave_up": "alert",
    "done": "good",
    "received": "wait",
    "in_case": "good",
    "open": "wait",
}
