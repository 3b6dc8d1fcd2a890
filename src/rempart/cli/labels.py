"""A file of labels for `rempart pages evaluate`: which pairs of pages are of one site, in which groups.

In: JSON lines. Out: the pairs, and what is wrong with the lines that are none. Never: a guess at what a label means.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rempart.cli.language import say
from rempart.cli.output import counted
from rempart.kernel.phrases import Phrase
from rempart.ports.hostnames import TextUnreadableError
from rempart.ports.pages import LabelsMissingError, LabelsUnreadableError
from rempart.wiring_hostnames import read_text

_WORDS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a label: its path, as it stands there, and the address where it was found, "" if that is not told."""

    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    """A pair of pages, whether they are of one site, and the group in which they count; None for none."""

    line: int
    a: Page
    b: Page
    same: bool
    group: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """The pairs of a file, whose paths start from `folder`; `broken` says by their numbers what is wrong with the lines
    that are none."""

    folder: Path
    rows: Sequence[Label]
    broken: dict[int, LabelsUnreadableError]

    @property
    def pages(self) -> list[Page]:
        """Each page once, in the order of the lines."""
        return list(dict.fromkeys(page for row in self.rows for page in (row.a, row.b)))

    def place_of(self, page: Page) -> Path:
        """Where the page's file is. One that is not there by the path as it is, may be by one that Windows wrote."""
        place = self.folder / page.path
        if "\\" in page.path and not os.path.lexists(place):
            return self.folder / page.path.replace("\\", "/")
        return place


class _NotALabelError(ValueError):
    """What stands in a row of labels cannot be meant."""

    def __init__(self, problem: Phrase) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_labels(path: Path, *, hosts: bool) -> Labels:
    """The labels in a file, or at standard input for "-"; addresses of pages only with `hosts`.

    Paths start from the file's folder; where the labels come by a pipe, which is in nobody's folder, from the folder
    that the command is run in. Raises LabelsMissingError.
    """
    try:
        lines = read_text(str(path)).decode("utf-8-sig").split("\n")  # no other mark ends a line of JSON
    except TextUnreadableError as error:
        problem = error.fields["problem"]
        raise LabelsMissingError(path=path, problem=problem.lower() if isinstance(problem, str) else problem) from error
    except UnicodeDecodeError as error:
        raise LabelsMissingError(path=path, problem="it is no text in UTF-8") from error
    rows: list[Label] = []
    broken: dict[int, LabelsUnreadableError] = {}
    for number, line in enumerate(lines, 1):
        try:
            rows += [_label(number, line, hosts=hosts)] if line.strip() else []
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            broken[number] = LabelsUnreadableError(path=path, line=number, problem=_what_is_wrong(error))
    return Labels(path.parent if path.is_file() else Path(), rows, broken)


def _what_is_wrong(error: Exception) -> Phrase:
    """What `_label` raised, in words."""
    if isinstance(error, json.JSONDecodeError):
        return Phrase("it is no JSON, at character {number}", number=error.colno)
    if isinstance(error, KeyError):
        return Phrase('there is no "{name}" in it', name=error.args[0])
    if isinstance(error, TypeError):
        return Phrase("it is no object in braces")
    if isinstance(error, _NotALabelError):
        return error.problem
    return Phrase("it nests too deep")


def _label(number: int, line: str, *, hosts: bool) -> Label:
    """A row, or what reading JSON and looking for its parts raises."""
    row = json.loads(line)
    same = row["same"]
    told = _WORDS.get(same.lower(), same) if isinstance(same, str) else same  # any other word would be true
    if told not in (True, False):
        raise _NotALabelError(Phrase('"same" is {value}', value=repr(same)))
    a, b = (Page(_path_in(row, side), str(row.get(f"url_{side}") or "") if hosts else "") for side in ("a", "b"))
    return Label(number, a, b, bool(told), _group_in(row))


def _path_in(row: dict[str, Any], side: str) -> str:
    if not isinstance(row[side], str):
        raise _NotALabelError(Phrase('"{side}" is no path but {value}', side=side, value=repr(row[side])))
    return sys.intern(row[side])  # a page stands in many lines


def _group_in(row: dict[str, Any]) -> str | None:
    """The group's name, of a number as it is written; None without one."""
    group = row.get("group")
    if group is None or isinstance(group, str):
        return group
    if isinstance(group, int | float) and not isinstance(group, bool):
        return json.dumps(group)
    raise _NotALabelError(Phrase('"group" is no name but {value}', value=repr(group)))


def odd_labels(labels: Labels, rows: Sequence[Label]) -> Iterator[str]:
    """What whoever wrote `rows` of `labels` may not have meant, in words. Each counts as any other."""
    pages = dict.fromkeys(page for row in rows for page in (row.a, row.b))
    places = {page: (labels.place_of(page).resolve(), page.url) for page in pages}
    if alone := [row for row in rows if places[row.a][0] == places[row.b][0]]:
        pairs, first = counted(len(alone), "pair is", "pairs are"), alone[0].a.path
        yield say("{pairs} of one file with itself, which tells nothing: first {path}", pairs=pairs, path=first)
    said: dict[object, set[bool]] = {}
    met: set[object] = set()
    again: list[int] = []
    for row in rows:
        pair = frozenset((places[row.a], places[row.b]))
        said.setdefault(pair, set()).add(row.same)
        if (row.group, pair) in met:
            again.append(row.line)
        met.add((row.group, pair))
    if again:
        pairs = counted(len(again), "pair stands", "pairs stand")
        yield say("{pairs} in the group already; each line counts: first line {line}", pairs=pairs, line=again[0])
    if both := sum(len(sides) > 1 for sides in said.values()):
        pairs = counted(both, "pair is", "pairs are")
        yield say("{pairs} labelled as of one site in one line, and as of two in another", pairs=pairs)
