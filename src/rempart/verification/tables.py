"""The tables of a sealed comparison's page, held against its record: each sign with its rarity and where it is shown.

Every row is one of the record's, in its order, and none is left out. A mark (A1, B2 …) that a row or a reason cites
stands for the record that is cited there; the table of marks says on which page, and as what.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rempart.verification.elements import Element
from rempart.verification.said import Said
from rempart.verification.texts import (
    CITED,
    DIFFERING,
    EXHIBITS,
    MARK_HEADS,
    NONE_DIFFERING,
    NONE_SHARED,
    OTHERS,
    OTHERS_AGAIN,
    OWN,
    SHARED,
    SHARED_HEADS,
)
from rempart.verification.words import Words, flat

_FIRST_WITH_NAMES = 24  # the first engine whose records always hold what both pages call themselves
_MOST_NAMES = 50  # a page calls itself a few; each is looked for in all that the record holds of the pages
_MARK = re.compile(r"[AB][1-9]\d{0,5}")
_NOTHING = "–"
_SIDES = {"record_a": "A", "record_b": "B"}

_Check = Callable[[Element], bool]


@dataclass(slots=True)
class Marks:
    """The records behind the marks of a page; `cited` are the marks that were met since."""

    records: dict[str, str] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def are_of(self, told: Sequence[str], wanted: Sequence[tuple[str, str]]) -> bool:
        """Whether what a page cites are the `wanted` records, each with the letter of its page. Before there were
        marks, pages cited the records themselves.
        """
        self.cited.update(told)
        if not self.records:
            return list(told) == [record for _, record in wanted]
        return [(mark[:1], self.records.get(mark, "")) for mark in told] == list(wanted)


@dataclass(frozen=True, slots=True)
class _Signs:
    """A table of signs as it has to be: its caption, what stands in its place where it has no row, heads and rows.

    `may_begin` is a row that pages have above the others where an older record does not say what belongs there.
    """

    caption: str
    nothing: str
    heads: Sequence[str]
    rows: Sequence[Sequence[_Check]]
    may_begin: Sequence[_Check] = ()


def find_marks(page: Element, record: Mapping[str, Any], words: Words) -> tuple[Marks, list[Said]]:
    """The marks of a page, and what its table of them says otherwise than the record."""
    marks, problems = Marks(), list[Said]()
    other = EXHIBITS[bool(record.get("compared_with_reopening"))]
    exhibits = {"A": words.of_text(other), "B": words.of_text(EXHIBITS[-1])}
    for table in _tables(page, words.of_text(CITED)):
        problems += _of_form(table, MARK_HEADS, words)
        for cells in _rows(table):
            told = [cell.said for cell in cells]
            if len(told) != len(MARK_HEADS) or not _MARK.fullmatch(told[0]) or told[0] in marks.records:
                problems.append(Said("a row of its table of marks is none"))
                continue
            mark, exhibit, what, marks.records[told[0]] = told
            if exhibit not in exhibits[mark[0]] or not _is_part(what, mark[0], told[3], record, words):
                problems.append(Said("its table of marks tells {mark} otherwise than the record", mark=mark))
    return marks, problems


def find_in_tables(page: Element, record: Mapping[str, Any], words: Words, marks: Marks) -> Iterator[Said]:
    """What the tables of signs say otherwise than the record."""
    yield from _of_table(page, _shared(record, words, marks), words)
    yield from _of_table(page, _differing(record, words), words)
    known = words.of_text(CITED) | words.of_text(SHARED) | words.of_text(DIFFERING)
    for table in page.find("table"):
        if "waterfall" not in table.classes and _caption(table) not in known:
            yield Said("it has a table that no comparison has: {caption}", caption=_caption(table) or "-")
    for region in page.find("div"):
        name = region.attributes.get("aria-label")
        if name is not None and [flat(name)] != [_caption(table) for table in region.find("table")]:
            yield Said("it calls a table otherwise than the table itself: {name}", name=flat(name))


def _shared(record: Mapping[str, Any], words: Words, marks: Marks) -> _Signs:
    def row(label: str, shown: _Check, rarity: _Check, records: Mapping[str, Any]) -> list[_Check]:
        wanted = [(_SIDES[side], flat(str(records[side]))) for side in _SIDES if records.get(side)]
        return [_says(words.of_code(label)), shown, rarity, lambda cell: marks.are_of(_cited_in(cell), wanted)]

    def rare_as(of: Mapping[str, Any]) -> _Check:
        return _says(words.rarity(int(of["hosts_that_have_it"]), int(of["hosts_counted"])))

    rows = [row(f"sign.{one['kind']}", _shows(one["shown"]), rare_as(one), one) for one in record.get("shared", ())]
    parts = {f"record_{side}": _parts(record, side).get("html", "") for side in "ab"}
    if "name" not in record and _may_lack_names(record):
        rare = words.any_rarity()
        old = row("family.name", _stands_in(record), lambda cell: bool(rare.fullmatch(cell.said)), parts)
        return _Signs(SHARED, NONE_SHARED, SHARED_HEADS, rows, old)
    name = record["name"]
    if name["shared"]:
        rows.insert(0, row("family.name", _shows(name["shared"]), rare_as(name), parts))
    return _Signs(SHARED, NONE_SHARED, SHARED_HEADS, rows)


def _differing(record: Mapping[str, Any], words: Words) -> _Signs:
    def row(label: str, *sides: _Check) -> list[_Check]:
        return [_says(words.of_code(label)), *sides]

    heads = (SHARED_HEADS[0], OTHERS_AGAIN if record.get("compared_with_reopening") else OTHERS, OWN)
    rows = [
        row(f"sign.{one['kind']}", _shows(_joined(one["a"])), _shows(_joined(one["b"])))
        for one in record.get("differing", ())
    ]
    if "name" not in record and _may_lack_names(record):
        return _Signs(
            DIFFERING, NONE_DIFFERING, heads, rows, row("family.name", _stands_in(record), _stands_in(record))
        )
    name = record["name"]
    if not name["shared"] and (name["a"] or name["b"]):
        rows.insert(0, row("family.name", _shows(_joined(name["a"])), _shows(_joined(name["b"]))))
    return _Signs(DIFFERING, NONE_DIFFERING, heads, rows)


def _of_table(page: Element, wanted: _Signs, words: Words) -> Iterator[Said]:
    tables, instead = _tables(page, words.of_text(wanted.caption)), words.of_text(wanted.nothing)
    is_empty = any(told.said in instead for told in page.find("p", "empty"))
    if len(tables) + is_empty != 1 or (is_empty and wanted.rows):
        yield Said("it has not one table of its own: {caption}", caption=wanted.caption)
        return
    for table in tables:
        yield from _of_form(table, wanted.heads, words)
        told, rows = _rows(table), list(wanted.rows)
        if wanted.may_begin and len(told) == len(rows) + 1:
            rows.insert(0, wanted.may_begin)
        if len(told) != len(rows):
            yield Said(
                "its table “{caption}” has {told} rows, the record {wanted}",
                caption=wanted.caption,
                told=len(told),
                wanted=len(rows),
            )
            continue
        for number, (cells, checks) in enumerate(zip(told, rows, strict=True), start=1):
            if len(cells) != len(checks) or not all(check(cell) for cell, check in zip(cells, checks, strict=True)):
                yield Said(
                    "row {number} of its table “{caption}” reads otherwise than in the record",
                    number=number,
                    caption=wanted.caption,
                )


def _of_form(table: Element, heads: Sequence[str], words: Words) -> Iterator[Said]:
    """What of the table is no part of one: its rows are read where a browser shows them, under the heads they have."""
    told = [cell.said for head in table.find("thead") for cell in head.find("th")]
    named = len(told) == len(heads) and all(
        head in words.of_text(wanted) for head, wanted in zip(told, heads, strict=True)
    )
    beside = [
        flat(cell.attributes["data-head"]) == head
        for cells in _rows(table)
        for cell, head in zip(cells, told, strict=False)
        if "data-head" in cell.attributes
    ]
    of_parts = [part.tag for part in table.inside] == ["caption", "thead", "tbody"]
    all_rows = len(table.find("td")) == sum(map(len, _rows(table))) and len(table.find("th")) == len(told)
    if table.classes or not (named and of_parts and all_rows and all(beside)):
        yield Said("its table “{caption}” is not of the form that it has on every page", caption=_caption(table))


def _tables(page: Element, captions: frozenset[str]) -> list[Element]:
    return [table for table in page.find("table") if _caption(table) in captions]


def _caption(table: Element) -> str:
    return ", ".join(caption.said for caption in table.find("caption"))


def _rows(table: Element) -> list[list[Element]]:
    bodies = [part for part in table.inside if part.tag == "tbody"]
    return [[cell for cell in row.inside if cell.tag == "td"] for body in bodies for row in body.inside]


def _says(texts: frozenset[str]) -> _Check:
    return lambda cell: not cell.inside and cell.said in texts


def _shows(value: object) -> _Check:
    """A value letter by letter; beside it may stand how a hostname in punycode reads."""
    wanted = flat(str(value))
    return lambda cell: [part.said for part in cell.inside][:1] == [wanted] and _is_code_alone(cell)


def _stands_in(record: Mapping[str, Any]) -> _Check:
    """What one of the pages calls itself, by its features."""
    known = {flat(text).lower() for text in _texts(record.get("pages"))}

    def stands(cell: Element) -> bool:
        shown = cell.inside[0].said if cell.inside else ""
        names = [] if shown == _NOTHING else shown.split(" · ")
        few = len(names) <= _MOST_NAMES
        return few and _is_code_alone(cell) and all(any(name.lower() in text for text in known) for name in names)

    return stands


def _is_code_alone(cell: Element) -> bool:
    """Whether all that the cell says stands in its code, and in the letters of a hostname right beside that."""
    tags = [part.tag for part in cell.inside]
    return tags in (["code"], ["code", "bdi"]) and cell.said == " ".join(part.said for part in cell.inside)


def _cited_in(cell: Element) -> list[str]:
    """The marks of a cell, or the records that it cites."""
    return cell.said.split() if cell.inside else [mark for mark in cell.said.split(" · ") if mark]


def _is_part(what: str, letter: str, cited: str, record: Mapping[str, Any], words: Words) -> bool:
    """Whether a cited record is what the table of marks calls it."""
    parts = _parts(record, letter.lower())
    names = [part for part, known in parts.items() if flat(str(known)) == cited] or ["other"]
    return any(what in words.of_code(f"record.{name}") for name in names)


def _parts(record: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    parts = record.get("pages", {}).get(side, {}).get("parts", {})
    return parts if isinstance(parts, dict) else {}


def _may_lack_names(record: Mapping[str, Any]) -> bool:
    engine = str(record.get("computed_with_engine", ""))
    return engine.isdecimal() and int(engine) < _FIRST_WITH_NAMES


def _texts(value: object) -> Iterator[str]:
    """Every text in the features of the pages."""
    level: list[object] = [value]
    while level:
        item = level.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            level += item.values()
        elif isinstance(item, list):
            level += item


def _joined(shown: Sequence[str]) -> str:
    return " · ".join(map(str, shown)) or _NOTHING
