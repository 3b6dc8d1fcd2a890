"""What the page of a sealed comparison says, held against the record inside it: all that it says beside the facts.

Whoever holds the key could seal a page that says "same site" over a record that says "unclear", leave a sign out or
tell another in its place. Sentences have to be the record's own, in the page's language; figures, steps, signs and
digests the record's. Of the facts (who was compared with whom, when) terms and digests are held against it, no more.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from rempart.verification.elements import Element, read_elements
from rempart.verification.said import Said
from rempart.verification.tables import Marks, find_in_tables, find_marks
from rempart.verification.texts import (
    AGAIN,
    COUNTED,
    NONE_DIFFERING,
    NONE_SHARED,
    NOTES,
    OF_REOPENING,
    OF_SITE,
    OTHERWISE,
    PRINCIPLE,
    RECORDS,
    STEP_HEADS,
    STEPS,
    TERMS,
    TITLE,
    TITLE_OF_TABLES,
    TITLES,
)
from rempart.verification.words import Words, flat

_FIGURE = re.compile(r"(?<!\d)[+−-]?\d+[.,]\d+")  # begun within a long number it would take for ever
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_MOST_REASONS = 500  # a comparison has some twenty
_SHARE, _WEIGHT, _PERCENT = 0.00006, 0.006, 0.05  # what rounding may change
_ANYTHING = ".{0,300}"  # what the record does not say: what a house or a site is called


def find_untold(page: bytes, record: Mapping[str, Any], content: bytes, language: str) -> Iterator[Said]:
    """What the `page` says otherwise than its `record`, whose file is `content`, in the words of problems."""
    read, problems = read_elements(page)
    if problems:
        yield from problems
        return
    words = Words(language)
    marks, problems = find_marks(read, record, words)
    yield from problems
    yield from _of_verdict(read, record, words)
    yield from _of_reasons(read, record, words, marks)
    yield from _of_steps(read, record, words)
    yield from find_in_tables(read, record, words, marks)
    if idle := marks.records.keys() - marks.cited:
        yield Said("nothing cites {marks}", marks=", ".join(sorted(idle)))
    yield from _of_sections(read, record, words)
    yield from _of_texts(read, record, words)
    yield from _of_digests(read, record, content)


def _of_verdict(page: Element, record: Mapping[str, Any], words: Words) -> Iterator[Said]:
    verdict, chance, prior = str(record["verdict"]), float(record["probability"]), float(record["prior"])
    headings = [heading.said for heading in page.find("h1")]
    right = {f"{flat(str(record.get('hostname')))} {called}" for called in words.of_code(verdict)}
    if len(headings) != 1 or not right.issuperset(headings):
        yield Said(
            "its heading says {heading}, the record {verdict}",
            heading=", ".join(headings) or Said("nothing"),
            verdict=verdict,
        )
    if not words.of_code(verdict).issuperset(badge.said for badge in page.find("span", "badge")):
        yield Said("a mark on it gives another verdict than {verdict}", verdict=verdict)
    for lead in page.find("p", "lead"):
        told = [_number(found) for found in _FIGURE.findall(_without_names(lead.said, record))]
        if told and not _tells(told[-1], chance):
            yield Said("it tells the probability as {told}, the record as {chance}", told=told[-1], chance=chance)
        if not _opens(lead.said, record, words):
            yield Said("its first sentences are none that a comparison begins with")
    shares = [_number(one.said) for one in page.find("dd", "of-number") if _FIGURE.fullmatch(one.said)]
    if not all(_tells(share, chance) or _tells(share, prior) for share in shares):
        yield Said("it tells other probabilities than the record")


def _opens(said: str, record: Mapping[str, Any], words: Words) -> bool:
    """Whether `said` is what a page of this record begins with: with which site it was compared, and by which rules."""
    other = record.get("compared_with_reopening")
    known = {"site": _ANYTHING, "chance": _FIGURE.pattern}
    if isinstance(other, dict):
        known |= {name: re.escape(flat(str(other.get(name)))) for name in ("hostname", "exhibit")}
    compared = words.pattern(OF_REOPENING if isinstance(other, dict) else OF_SITE, known).pattern
    return bool(re.fullmatch(f"(?:(?:{compared}) )?(?:{words.pattern(PRINCIPLE, {}).pattern})", said))


def _without_names(said: str, record: Mapping[str, Any]) -> str:
    other = record.get("compared_with_reopening")
    names = [record.get("hostname"), *(other.values() if isinstance(other, dict) else ())]
    for name in sorted((str(name) for name in names if name), key=len, reverse=True):
        said = said.replace(name, "")
    return said


def _of_reasons(page: Element, record: Mapping[str, Any], words: Words, marks: Marks) -> Iterator[Said]:
    reasons = [*record["reasons"], *record["would_change"]]
    shown = page.find("li")
    codes = [item.find("code")[0].said if item.find("code") else "" for item in shown]
    if codes != [reason["code"] for reason in reasons] or len(codes) > _MOST_REASONS:
        yield Said("it gives other reasons than the record")
        return
    for item, reason in zip(shown, reasons, strict=True):
        if item.said not in words.reasons(str(reason["text"]), reason["values"]):
            yield Said("its reason {code} reads otherwise than in the record", code=reason["code"])
        if not _is_cited_right(item, reason, record, words, marks):
            yield Said("its reason {code} is cited otherwise than in the record", code=reason["code"])


def _is_cited_right(
    item: Element, reason: Mapping[str, Any], record: Mapping[str, Any], words: Words, marks: Marks
) -> bool:
    """Whether what stands behind a reason is its code with the records that show it, and no word besides."""
    code, *cited = [part.said for part in item.find("code")]
    elsewhere = words.of_text(COUNTED) if not reason["weight"] else frozenset()
    records = " · ".join(cited)
    told = "".join(part.said for part in item.find("small"))
    ways = {f"{code} · {word} {records}" for word in words.of_text(RECORDS)} if cited else {code}
    if told not in ways | {f"{counted} {way}" for counted in elsewhere for way in ways}:
        return False
    marks.cited.update(cited)
    for side in "ab" if cited else "":
        parts, kept = record["pages"][side]["parts"], reason["values"].get(f"record_{side}")
        known = {kept, parts.get(kept)} if kept else set(parts.values())
        known |= {parts.get("html")} if kept == "text" else set()
        of_side = {marks.records.get(one, one) for one in cited if not marks.records or one[:1] == side.upper()}
        if marks.records and not {flat(str(one)) for one in known if one}.issuperset(of_side):
            return False
    return True


def _of_steps(page: Element, record: Mapping[str, Any], words: Words) -> Iterator[Said]:
    steps = [(str(step["label"]), float(step["weight"]), float(step["total"])) for step in record.get("steps", ())]
    tables = page.find("table", "waterfall")
    rows = [row for table in tables for body in table.find("tbody") for row in body.inside]
    cells = [[cell.said for cell in row.inside] for row in rows]
    if len(cells) != len(steps) or any(len(row) != 4 or row[1] for row in cells) or len(tables) > 1:
        yield Said("its picture of the evidence has other steps than the record")
        return
    for (called, _, *shares), (label, weight, total) in zip(cells, steps, strict=True):
        chance = 100 / (1 + 10.0 ** -max(min(total, 300.0), -300.0))
        told = [_number(share) for share in shares]
        if abs(told[0] - weight) > _WEIGHT or abs(told[1] - chance) > _PERCENT:
            yield Said("its picture of the evidence has other figures than the record at {label}", label=label)
        if called not in words.of_code(f"step.{label}"):
            yield Said("its picture of the evidence calls the step {label} otherwise", label=label)
    heads = [head.said for table in tables for part in table.find("thead") for head in part.find("th")]
    named = zip_longest(heads, STEP_HEADS if tables else (), fillvalue="")
    if not all(head in words.of_text(wanted) for head, wanted in named):
        yield Said("its picture of the evidence has other heads than on every page")


def _of_sections(page: Element, record: Mapping[str, Any], words: Words) -> Iterator[Said]:
    """Reasons, evidence and each table stand under their own titles."""
    told = zip(TITLES[:2], (len(record["reasons"]), len(record["would_change"])), strict=True)
    lists = [(title, count) for title, count in told if count]
    for section in page.find("section"):
        content = [
            TITLE_OF_TABLES[text]
            for text in TITLE_OF_TABLES
            for told in _captions(section)
            if told in words.of_text(text)
        ]
        if items := len(section.find("li")):
            title, count = lists.pop(0) if lists else ("", 0)
            content += [title] if count == items else [""]
        titles = [title.said for title in section.find("h2")]
        if len(content) > 1 or len(titles) != 1 or any(titles[0] not in words.of_text(title) for title in content):
            yield Said("it has what belongs under another title than {title}", title=", ".join(titles) or "-")


def _captions(section: Element) -> list[str]:
    return [told.said for told in (*section.find("caption"), *section.find("p", "empty"))]


def _of_texts(page: Element, record: Mapping[str, Any], words: Words) -> Iterator[Said]:
    """What stands beside verdict, reasons and signs is what stands on every page of a comparison."""
    hosts = {flat(str(one.get("hostname"))) for one in record.get("exhibits", ())}
    titles, terms = (frozenset().union(*map(words.of_text, texts)) for texts in (TITLES, TERMS))
    nothing = words.of_text(NONE_SHARED) | words.of_text(NONE_DIFFERING)
    told = [(heading.said, titles) for heading in page.find("h2")]
    told += [(term.said, terms | hosts) for term in page.find("dt")]
    told += [
        (text.said, words.of_text(STEPS)) for table in page.find("table", "waterfall") for text in table.find("caption")
    ]
    told += [(text.said, nothing) for text in page.find("p", "empty")]
    strange = [said for said, known in told if said not in known]
    notes = _notes(record, words)
    others = [text.said for text in page.find("p") if not text.classes & {"lead", "empty"}]
    strange += [said for said in others if not notes.fullmatch(said)]
    if strange:
        yield Said("it says what no page of a comparison says: {said}", said="; ".join(strange)[:300])


def _notes(record: Mapping[str, Any], words: Words) -> re.Pattern[str]:
    """The notes that a page of this record may have."""
    versions = {
        "kept": re.escape(str(record.get("engine"))),
        "today": re.escape(str(record.get("computed_with_engine"))),
    }
    again = [AGAIN] if record.get("as_judged") is True else OTHERWISE
    computed = "|".join(words.pattern(text, versions).pattern for text in again)
    others = "|".join(words.pattern(text, {}).pattern for text in NOTES)
    title = words.pattern(TITLE, {}).pattern
    return re.compile(f"(?:{_ANYTHING} · )?(?:{title})|(?:(?:{computed}) ?)+|(?:{others})")


def _of_digests(page: Element, record: Mapping[str, Any], content: bytes) -> Iterator[Said]:
    own = hashlib.sha256(content).hexdigest()
    told = set(_DIGEST.findall("\n".join(page.text)))
    missing = {own, *(str(one.get("file_sha256")) for one in record.get("exhibits", ()))} - told
    if missing:
        yield Said("it does not name {digests}", digests=", ".join(sorted(missing)))
    strange = told - {own} - set(_DIGEST.findall(content.decode(errors="replace")))
    if strange:
        yield Said("it names what the record does not: {digests}", digests=", ".join(sorted(strange)))


def _tells(told: float, share: float) -> bool:
    """Whether a page tells a probability: rounded, since the first pages never to none or to certainty."""
    return min(abs(told - share), abs(told - min(max(share, 0.0001), 0.9999))) <= _SHARE


def _number(text: str) -> float:
    """A figure in either language; one that is none is told as none that could be right."""
    try:
        return float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        return float("inf")
