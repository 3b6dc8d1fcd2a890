"""A comparison as one HTML file that needs nothing else: to print, or to lie beside the exhibits in a court's file.

It holds the evidence as on the page, the record that a program can compute again, and the digests of both. No script,
no picture but the drawn one, nothing fetched.
"""

from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from rempart.engines.pages import Background
from rempart.kernel.actors import Actor
from rempart.matches.comparisons import take_comparison
from rempart.matches.contracts import Match
from rempart.matches.queries import find_exhibits, find_side_by_side, get_match
from rempart.ports import Ports
from rempart.web.comparison_shown import compared_sections, compared_words, match_facts
from rempart.web.parts import Cell, Section, badge, moment, name

_STYLES = Path(__file__).parent / "static" / "rempart" / "rempart.css"


def take_rendered(match: Match, ports: Ports, *, actor: Actor, now: datetime, reason: str) -> bytes:
    """The sealed exhibit of a match's comparison, with the file in each language. Raises as `take_comparison`."""
    background = ports.background_of(match.background_sha256)
    return take_comparison(
        match_id=match.id,
        background=background,
        render=partial(render_comparisons, match.id, background=background, viewer=actor),
        sealing=ports.sealing,
        actor=actor,
        now=now,
        reason=reason,
    )


def render_comparisons(match_id: UUID, record: bytes, *, background: Background, viewer: Actor) -> dict[str, bytes]:
    """The file in each language of the house."""
    pages = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            pages[language] = render_comparison(match_id, record, background=background, viewer=viewer)
    return pages


def render_comparison(match_id: UUID, record: bytes, *, background: Background, viewer: Actor) -> bytes:
    """The file, in the language that is active. `record` is what `export_comparison` gave."""
    match = get_match(match_id, viewer=viewer)
    compared = find_side_by_side(match_id, background=background, viewer=viewer)
    facts = [(term, Cell(cell.value, kind=cell.kind)) for term, cell in match_facts(match, viewer)]
    exhibits = [
        (exhibit.hostname, fact)
        for exhibit in find_exhibits(match, viewer=viewer)
        for fact in (moment(exhibit.captured_at), name(f"SHA-256 {exhibit.file_sha256}"))
    ]
    context = {
        "title": match.hostname,
        "compared": compared_words(match, viewer),
        "state": badge(match.verdict),
        "organisation": settings.REMPART.web.organisation,
        "sections": [
            *compared_sections(match, compared, background),
            Section(title=_("The comparison"), facts=facts),
            Section(title=_("The exhibits"), facts=exhibits),
            Section(
                title=_("The record"),
                facts=[(_("SHA-256, as the journal has it"), name(sha256(record).hexdigest()))],
                note=_(
                    "The record inside this file (one line of JSON) holds the features of both pages: whoever has "
                    "Rempart and the background named above computes the judgement again, to the last digit."
                ),
            ),
        ],
        # Ours, from the installation's own files and from JSON whose angle brackets are written as escapes.
        "styles": mark_safe(_STYLES.read_text(encoding="utf-8")),  # noqa: S308
        "record": mark_safe(_without_markup(record)),  # noqa: S308
    }
    return render_to_string("desk/comparison.html", context).encode()


def _without_markup(record: bytes) -> str:
    return record.decode().strip().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
