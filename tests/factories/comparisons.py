"""Sealed comparisons in small: a record, its pages as Rempart writes them, and the same in wrong hands."""

import hashlib
import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.signer import FileSigner
from rempart.engines.verdict.sentences import rarity_words
from rempart.kernel.reasons import Reason
from rempart.verification import Report, verify_exhibit
from rempart.web.wording import words_in

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
HTML_A, HTML_B, TEXT_B = "<urn:uuid:a1>", "<urn:uuid:b1>", "<urn:uuid:b2>"
NAMED = Reason(
    "verdict.name",
    'Both call themselves "{found}"; {rarity}.',
    {"found": "quay 7", "rarity": rarity_words(0, 1459), "record_a": HTML_A, "record_b": HTML_B},
    1.5,
)
MAIL = Reason(
    "verdict.email",
    "Both give the e-mail address {found}; {rarity}.",
    {"found": "keeper@quay.example", "rarity": rarity_words(3, 1459), "record_a": HTML_A, "record_b": TEXT_B},
)
PLACEHOLDER = Reason(
    "verdict.says_nothing",
    "The {side} page is a placeholder ({kind}): it tells nothing about who is behind it.",
    {"side": "second", "kind": "default"},
)
RECORD: dict[str, Any] = {
    "format": "rempart-comparison-1",
    "match": "0193-quay",
    "hostname": "night-harbour.example",
    "verdict": "same",
    "probability": 0.9091,
    "prior": 0.5,
    "engine": "24",
    "computed_with_engine": "24",
    "as_judged": True,
    "reasons": [],
    "would_change": [],
    "steps": [
        {"label": "prior", "weight": 0.0, "total": 0.0},
        {"label": "start", "weight": -1.5, "total": -1.5},
        {"label": "contact", "weight": 2.5, "total": 1.0},
    ],
    "shared": [
        {
            "kind": kind,
            "shown": shown,
            "hosts_that_have_it": count,
            "hosts_counted": 1459,
            "record_a": HTML_A,
            "record_b": record,
        }
        for kind, shown, count, record in (
            ("email", "keeper@quay.example", 3, TEXT_B),
            ("own-host", "xn--caf-dma.example", 0, HTML_B),
            ("sentence", "the plank  is up at night", 1021, HTML_B),
        )
    ],
    "differing": [{"kind": "phone", "a": ["+33 1 99 00 00 01", "+33 1 99 00 00 02"], "b": []}],
    "name": {"shared": "quay 7", "hosts_that_have_it": 0, "hosts_counted": 1459, "a": ["quay 7"], "b": ["quay 7"]},
    "pages": {
        "a": {"parts": {"html": HTML_A}, "title": "Quay 7"},
        "b": {"parts": {"html": HTML_B, "text": TEXT_B}, "title": "Quay 7 at night"},
    },
    "exhibits": [{"hostname": "quay.example", "manifest_sha256": "ab" * 32, "file_sha256": "cd" * 32}],
}


def reasoned(*reasons: Reason, would_change: tuple[Reason, ...] = ()) -> dict[str, Any]:
    """The record with such reasons."""
    told = {"reasons": reasons, "would_change": would_change}
    return RECORD | {name: [_as_kept(reason) for reason in each] for name, each in told.items()}


def _as_kept(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "text": reason.text, "weight": reason.weight, "values": dict(reason.values)}


def line(record: Mapping[str, Any]) -> bytes:
    """The record's file."""
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def inside_page(record: Mapping[str, Any]) -> str:
    """The record as it stands inside a page."""
    return line(record).decode().strip().replace("<", "\\u003c").replace(">", "\\u003e")


def exhibit(folder: Path, record: Mapping[str, Any] = RECORD, pages: Mapping[str, bytes] | None = None) -> bytes:
    """Sealed by the house itself: what a holder of the key could make."""
    house = WaczExhibits(FileSigner(folder / "keys"))
    shown = dict(pages or {})
    for language in {"en", "fr"} - shown.keys():
        shown[language] = page_of(record, language=language)
    package = house.package_comparison(line(record), shown, title="night-harbour.example", at=NOW)
    return house.seal(package.content, log_proof=None, now=NOW).content


def failed(content: bytes) -> set[str]:
    """The codes of the checks that fail."""
    report: Report = verify_exhibit(content)
    return {check.code for check in report.list_failed()}


def page_of(
    record: Mapping[str, Any], extra: str = "", language: str = "en", said: Mapping[str, Any] | None = None
) -> bytes:
    """The page of `record`; `said` is what it says otherwise, `reasons` there as `Reason`."""
    return _Page(record, {**record, **(said or {})}, language).write(extra).encode()


class _Page:
    """As `templates/desk/comparison.html` writes it."""

    def __init__(self, record: Mapping[str, Any], told: Mapping[str, Any], language: str) -> None:
        self._record, self._told, self._language, self._words = record, told, language, words_in(language)
        self._marks: dict[str, str] = {}

    def write(self, extra: str) -> str:
        t, told = self._words.translated, self._told
        verdict = self._words.label(told["verdict"]) if isinstance(told["verdict"], str) else "?"
        chance = self._figure(told["probability"], 4)
        opening = t("Compared with the closed site %(site)s: the probability that it is the same is %(chance)s.")
        principle = (
            "A comparison by rules that anybody can repeat. It proves nothing about who runs the site; people decide."
        )
        lead = f"{opening % {'site': 'Quay 0.75', 'chance': chance}} {t(principle)}"
        reasons = [self._reasons(told[part]) for part in ("reasons", "would_change")]
        digests = [str(told["exhibits"][0]["file_sha256"]), hashlib.sha256(line(self._record)).hexdigest()]
        sections = [
            *(
                (title, told)
                for title, told in zip((t("Reasons"), t("What would settle it")), reasons, strict=True)
                if told
            ),
            (t("The evidence, step by step"), self._waterfall()),
            (t("What both pages share"), self._shared()),
            (t("What differs"), self._differing()),
            (t("The records cited"), self._cited()),
            (t("The comparison"), self._facts(t("Probability, 0 to 1"), f"<dd class=of-number>{chance}</dd>")),
            (t("The exhibits"), self._facts(t("Sighting"), f"<dd>{self._record.get('match')}</dd>")),
            (t("The record"), "".join(self._facts("quay.example", f"<dd>{digest}</dd>") for digest in digests)),
        ]
        body = "".join(f"<section><h2>{title}</h2>{content}</section>" for title, content in sections)
        inside = f'<script type="application/json" id="record">{inside_page(self._record)}</script>'
        return (
            f'<!DOCTYPE html><html lang="{self._language}"><head><title>{told.get("hostname")}</title></head>'
            f"<body><main><h1>{told.get('hostname')} <span class=badge>{verdict}</span></h1><p class=lead>{lead}</p>"
            f"{body}{extra}</main>{inside}</body></html>"
        )

    def _figure(self, number: float, digits: int) -> str:
        text = f"{number:+.{digits}f}" if digits == 2 else f"{number:.{digits}f}"
        return self._words.figure(text)

    def _facts(self, term: str, told: str) -> str:
        return f"<dl class=facts><div><dt>{term}</dt>{told}</div></dl>"

    def _mark(self, record: str) -> str:
        letter = "A" if record == HTML_A else "B"
        number = sum(mark.startswith(letter) for mark in self._marks.values()) + 1
        return self._marks.setdefault(record, f"{letter}{number}")

    def _reasons(self, told: Any) -> str:
        items = []
        for reason in map(_as_reason, told if isinstance(told, list) else ()):
            marks = [self._mark(record) for name in ("record_a", "record_b") if (record := reason.values.get(name))]
            cited = f" · {self._words.translated('Records')} " if marks else ""
            cited += " · ".join(f"<code>{mark}</code>" for mark in marks)
            elsewhere = (
                "" if reason.weight or not marks else self._words.translated("Already counted in another reason.")
            )
            text = html.escape(self._words.sentence(reason), quote=False)
            items.append(f"<li>{text} <small>{elsewhere} <code>{reason.code}</code>{cited}</small></li>")
        return f"<ul class=reasons>{''.join(items)}</ul>" if items else ""

    def _waterfall(self) -> str:
        steps = self._told["steps"] if isinstance(self._told["steps"], list) else []
        rows = "".join(
            f"<tr><th>{self._words.label('step.' + step['label'])}</th><td class=strip></td>"
            f"<td class=of-number>{self._figure(step['weight'], 2)}</td>"
            f"<td class=of-number>{self._figure(100 / (1 + 10 ** -step['total']), 3)}</td></tr>"
            for step in steps
            if isinstance(step, dict)
        )
        heads = ["Step", "How it moves the scale", "Weight", "Probability then, %%"]
        shown = [self._words.translated(head).replace("%%", "%") for head in heads]
        return self._table("From the first guess to the judgement", shown, rows, "waterfall")

    def _shared(self) -> str:
        name, label = self._told.get("name"), self._words.label
        rows = [(label(f"sign.{one['kind']}"), one) for one in self._told.get("shared", ())]
        if name and name["shared"]:
            parts = {"shown": name["shared"], "record_a": HTML_A, "record_b": HTML_B}
            rows.insert(0, (label("family.name"), {**name, **parts}))
        cells = [
            [
                kind,
                f"<code>{one['shown']}</code>{_reading(one['shown'])}",
                self._words.fill("{it}", {"it": rarity_words(one["hosts_that_have_it"], one["hosts_counted"])}),
                " · ".join(self._mark(one[side]) for side in ("record_a", "record_b")),
            ]
            for kind, one in rows
        ]
        heads = ["Sign", "Shown as", "How rare", "Records"]
        return self._of_cells("Signs on both pages, rarest first", heads, cells, "They share nothing rare.")

    def _differing(self) -> str:
        name, label = self._told.get("name"), self._words.label
        rows = [(label(f"sign.{one['kind']}"), one) for one in self._told.get("differing", ())]
        if name and not name["shared"]:
            rows.insert(0, (label("family.name"), name))
        cells = [[kind, *(f"<code>{' · '.join(one[side]) or '–'}</code>" for side in "ab")] for kind, one in rows]
        heads = ["Sign", "On the closed site", "On this page"]
        return self._of_cells("Signs that only one page has", heads, cells, "Nothing differs in kind.")

    def _cited(self) -> str:
        cells = []
        for record, mark in self._marks.items():
            part = "text" if record == TEXT_B else "html"
            exhibit = "the closed site's" if mark[0] == "A" else "this page's"
            called = self._words.label(f"record.{part}")
            told = [f"<code>{mark}</code>", self._words.translated(exhibit), called]
            cells.append([*told, f"<code>{html.escape(record)}</code>"])
        heads = ["Mark", "Exhibit", "What it is", "Record in the exhibit"]
        return self._of_cells("Where each mark is found in the exhibits", heads, cells, "")

    def _of_cells(self, caption: str, heads: list[str], rows: list[list[str]], empty: str) -> str:
        if not rows:
            return f"<p class=empty>{self._words.translated(empty)}</p>" if empty else ""
        shown = [self._words.translated(head) for head in heads]
        body = "".join(
            "<tr>"
            + "".join(f'<td data-head="{head}">{cell}</td>' for head, cell in zip(shown, row, strict=True))
            + "</tr>"
            for row in rows
        )
        return self._table(caption, shown, body)

    def _table(self, caption: str, heads: list[str], rows: str, classes: str = "") -> str:
        told, head = self._words.translated(caption), "".join(f"<th>{head}</th>" for head in heads)
        return (
            f'<div class=scroll aria-label="{told}"><table class="{classes}"><caption>{told}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


_REASONS = {reason.code: reason for reason in (NAMED, MAIL, PLACEHOLDER)}


def _as_reason(reason: Any) -> Reason:
    if isinstance(reason, Reason):
        return reason
    return _REASONS.get(reason.get("code"), Reason("verdict.none", reason.get("text", "")))


def _reading(hostname: str) -> str:
    return " <bdi class=reads>café.example</bdi>" if hostname.startswith("xn--") else ""
