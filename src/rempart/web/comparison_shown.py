"""A comparison as sections of a page: reasons, the waterfall of evidence, what both pages share, what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.captures.contracts import ExhibitPart
from rempart.engines.pages import Background, PageFeatures
from rempart.engines.verdict import SideBySide, cited
from rempart.engines.verdict.alignment import align_structures, align_texts
from rempart.engines.verdict.sentences import rarity_words
from rempart.kernel.actors import Actor
from rempart.kernel.chances import chance_text
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Comparison, Match, Reopened
from rempart.matches.records import is_as_judged
from rempart.ports.sealing import ExhibitPage
from rempart.watchlist.queries import get_site
from rempart.web.parts import Cell, Section, Table, badge, moment, name, number, text
from rempart.web.pictures import Beside, BesideLine, draw_waterfall
from rempart.web.words import figure, fill, label

RECORDS = "records"  # where the page of a match says what stands behind each mark


def compared_words(match: Match, viewer: Actor) -> str:
    """With which closed site the page was compared, and what came of it; empty where none is known."""
    if match.site_id is None:
        return ""
    site = get_site(match.site_id, viewer=viewer).label
    known = {"site": site, "chance": figure(chance_text(match.probability, 4))}
    if match.reopening is None:
        said = _("Compared with the closed site %(site)s: the probability that it is the same is %(chance)s.")
        return said % known
    said = _(
        "Compared with %(hostname)s, a confirmed reopening of the closed site %(site)s (exhibit %(exhibit)s): the "
        "probability that it is the same is %(chance)s."
    )
    return said % {**known, "hostname": match.reopening.hostname, "exhibit": match.reopening.exhibit_id}


def compared_sections(match: Match, compared: SideBySide | None, background: Background) -> list[Section]:
    """Why, what would settle it, the evidence step by step, the signs of both pages, and the records that show them."""
    if compared is None:
        return [*_said(match, match.reasons), _weights(match)]
    again = match.reopening is not None
    marks = RecordMarks(compared.a, compared.b, again=again)
    reasons = [marks.in_reason(reason) for reason in match.reasons]
    steps = [(label(f"step.{step.label}"), step.weight, step.total) for step in compared.steps]
    waterfall = draw_waterfall(caption=_("From the first guess to the judgement"), steps=steps)
    return [
        *_said(match, reasons),
        Section(
            title=_("The evidence, step by step"),
            pictures=[waterfall],
            note=_computed_again(match, compared, background),
        ),
        Section(title=_("What both pages share"), table=_shared(compared, marks)),
        Section(title=_("What differs"), table=_differing(compared, again=again)),
        *([marks.explained()] if marks else []),
    ]


def _said(match: Match, reasons: Sequence[Reason]) -> list[Section]:
    sections = [Section(title=_("Reasons"), reasons=reasons)]
    if match.would_change:
        sections.append(Section(title=_("What would settle it"), reasons=match.would_change))
    return sections


class RecordMarks:
    """Short marks for the records that a comparison cites: A1, A2 … of the closed site, or of its reopening where it is
    there `again`, B1, B2 … of this page, as they are met. An identifier of 45 letters at each sentence would hide what
    the sentences say.
    """

    def __init__(self, a: PageFeatures, b: PageFeatures, *, again: bool = False) -> None:
        self._others = _("the reopening's") if again else _("the closed site's")
        self._sides = {"record_a": ("A", a), "record_b": ("B", b)}
        self._marks: dict[str, dict[str, str]] = {side: {} for side in self._sides}

    def __bool__(self) -> bool:
        return any(self._marks.values())

    def of(self, side: str, record: str) -> str:
        """The mark of a record; nothing for none."""
        marks = self._marks[side]
        return marks.setdefault(record, f"{self._sides[side][0]}{len(marks) + 1}") if record else ""

    def in_reason(self, reason: Reason) -> Reason:
        """The reason with the marks of the records that show it."""
        reason = cited(reason, *(page for _letter, page in self._sides.values()))
        marked = {side: self.of(side, reason.values[side]) for side in self._sides if side in reason.values}
        return replace(reason, values={**reason.values, **marked})

    def explained(self) -> Section:
        """What stands behind each mark, in full."""
        return Section(title=_("The records cited"), table=self._table(), anchor=RECORDS)

    def _table(self) -> Table:
        pages = {"record_a": self._others, "record_b": _("this page's")}
        return Table(
            caption=_("Where each mark is found in the exhibits"),
            heads=(_("Mark"), _("Exhibit"), _("What it is"), _("Record in the exhibit")),
            rows=[
                [name(mark), text(pages[side]), text(_part_words(self._sides[side][1], record)), name(record)]
                for side, marks in self._marks.items()
                for record, mark in marks.items()
            ],
            empty="",
        )


def _part_words(page: PageFeatures, record: str) -> str:
    part = next((part for part, known in page.parts.items() if known == record), "other")
    return label(f"record.{part}")


def match_facts(match: Match, viewer: Actor) -> list[tuple[str, Cell]]:
    """What was compared with what, by which engine."""
    site = Cell("–")
    if match.site_id:
        site = Cell(get_site(match.site_id, viewer=viewer).label, href=reverse("site-item", args=[match.site_id]))
    return [
        (_("Closed site"), site),
        *_beside(match.reopening),
        (_("Probability, 0 to 1"), number(chance_text(match.probability, 4))),
        (_("Before looking at the page"), number(chance_text(match.prior, 4))),
        (_("Kind of page"), text(label(f"page.{match.page_kind}"))),
        (_("Exhibit"), name(str(match.exhibit_id), reverse("exhibit-item", args=[match.exhibit_id]))),
        (_("Sighting"), name(str(match.sighting_id), reverse("sighting-item", args=[match.sighting_id]))),
        (_("Judged"), moment(match.judged_at)),
        (_("Version of the engine"), name(match.version)),
        (_("Background, SHA-256"), name(match.background_sha256)),
    ]


def _beside(reopening: Reopened | None) -> Iterator[tuple[str, Cell]]:
    if reopening is not None:
        match = name(reopening.hostname, reverse("match-item", args=[reopening.match_id]))
        yield _("Compared with its confirmed reopening"), match
        exhibit = name(str(reopening.exhibit_id), reverse("exhibit-item", args=[reopening.exhibit_id]))
        yield _("Exhibit of the reopening"), exhibit


def _on_the_other(*, again: bool) -> str:
    return _("On its reopening") if again else _("On the closed site")


def comparison_facts(kept: Comparison, state: str) -> list[tuple[str, Cell]]:
    """The exhibit of a comparison: its digests and its seal, or that this is still waited for; `state` names that."""
    facts = [
        (state, badge(kept.state)),
        (_("Manifest, SHA-256"), name(kept.manifest_sha256)),
        (_("File, SHA-256"), name(kept.file_sha256)),
        (_("Journal entry"), number(kept.log_index)),
    ]
    if kept.seal is None:
        return facts
    return [
        *facts,
        (_("Sealed"), moment(kept.seal.sealed_at)),
        (_("Earliest timestamp"), moment(kept.seal.stamped_at)),
        (_("Timestamp authorities"), text(", ".join(kept.seal.authorities) or "–")),
    ]


def lay_beside(part: ExhibitPart, closed: ExhibitPage, new: ExhibitPage, *, again: bool = False) -> Section:
    """Text or structure of both pages, the closed site's on the left, or its reopening's where it is there `again`."""
    code = part is ExhibitPart.STRUCTURE
    rows = align_structures(closed.dom, new.dom) if code else align_texts(closed.text, new.text)
    both = sum(row.side == "both" for row in rows)
    lines = tuple(BesideLine(row.side, row.of_a, row.of_b, label(f"side.{row.side}")) for row in rows)
    title = _("Structure side by side") if code else _("Text side by side")
    if not rows:
        return Section(title=title, note=_("Neither page has a line to show here."))
    shown = Beside(title, _on_the_other(again=again), _("On this page"), lines, code)
    note = _("%(both)s of %(all)s lines stand on both.") % {"both": both, "all": len(rows)}
    return Section(title=title, pictures=[shown], note=note)


def _computed_again(match: Match, compared: SideBySide, background: Background) -> str:
    """Whether the steps shown are those of the judgement that was kept, and if not, why."""
    if is_as_judged(match, compared, background):
        return _("Computed again by version %(kept)s of the engine: it comes out the same, to the last digit.") % {
            "kept": match.version
        }
    notes: list[str] = []
    verdict = compared.verdict
    if verdict.version != match.version:
        judged = _(
            "The judgement was made by version %(kept)s of the engine; "
            "what is shown here is computed by version %(today)s."
        )
        notes.append(judged % {"kept": match.version, "today": verdict.version})
    if background.sha256 != match.background_sha256:
        notes.append(_("The background of that time is not kept; what is shown here is weighed against today's."))
    if (verdict.kind.value, verdict.probability) != (match.verdict.value, match.probability):
        notes.append(_("Computed today it comes out otherwise; the judgement above is what was kept."))
    return " ".join(notes)


def _weights(match: Match) -> Section:
    return Section(
        title=_("Weight of each kind of sign"),
        note=_("Powers of ten: +1 makes “the same site” ten times more likely, −1 ten times less."),
        table=Table(
            caption=_("Kinds of signs that depend on each other count once"),
            heads=(_("Kind"), _("Weight")),
            rows=[[text(label(f"family.{family}")), number(f"{weight:+.2f}")] for family, weight in match.weights],
            empty=_("No sign weighs anything."),
        ),
    )


def _shared(compared: SideBySide, marks: RecordMarks) -> Table:
    return Table(
        caption=_("Signs on both pages, rarest first"),
        heads=(_("Sign"), _("Shown as"), _("How rare"), _("Records")),
        rows=[
            *_shared_name(compared, marks),
            *(
                [
                    text(label(f"sign.{row.kind}")),
                    name(row.shown),
                    text(fill("{rarity}", {"rarity": row.rarity})),
                    text(_marked(marks, row.record_a, row.record_b)),
                ]
                for row in compared.shared
            ),
        ],
        empty=_("They share nothing rare."),
    )


def _shared_name(compared: SideBySide, marks: RecordMarks) -> Iterator[list[Cell]]:
    """What both pages call themselves: a step of the evidence may rest on it."""
    found = compared.verdict.comparison.name
    if found.shared:
        said = rarity_words(found.shared_count, compared.verdict.comparison.hosts)
        records = _marked(marks, compared.a.parts.get("html", ""), compared.b.parts.get("html", ""))
        yield [text(label("family.name")), name(found.shared), text(fill("{rarity}", {"rarity": said})), text(records)]


def _marked(marks: RecordMarks, record_a: str, record_b: str) -> str:
    return " · ".join(filter(None, (marks.of("record_a", record_a), marks.of("record_b", record_b))))


def _differing(compared: SideBySide, *, again: bool) -> Table:
    return Table(
        caption=_("Signs that only one page has"),
        heads=(_("Sign"), _on_the_other(again=again), _("On this page")),
        rows=[
            *_names(compared),
            *(
                [text(label(f"sign.{row.kind}")), name(_joined(row.of_a)), name(_joined(row.of_b))]
                for row in compared.differing
            ),
        ],
        empty=_("Nothing differs in kind."),
    )


def _names(compared: SideBySide) -> Iterator[list[Cell]]:
    """What each page calls itself, where they share no name: a step of the evidence may rest on it."""
    found = compared.verdict.comparison.name
    if not found.shared and (found.of_a or found.of_b):
        yield [text(label("family.name")), name(_joined(found.of_a)), name(_joined(found.of_b))]


def _joined(shown: Sequence[str]) -> str:
    return " · ".join(shown) or "–"
