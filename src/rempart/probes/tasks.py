"""What a vantage point is asked to look at, what it found, and how both travel: one line of JSON each.

No table and no framework: the agent that runs beside a resolver somewhere needs neither.
"""

import json
import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.plain_text import storable
from rempart.probes import observing
from rempart.probes.contracts import Finding, PageLook, ProbeAnswer, Question
from rempart.probes.observing import Asked, Target, Vantage

_MOST_ANSWERS = 2000
_MOST_PATIENCE_S = 60.0
# What reading somebody else's JSON can raise: also numbers without end, and brackets in brackets.
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


class LineRejectedError(InputRejectedError):
    """A line of the other end is no task, or no finding."""

    code = "probes.line_rejected"
    template = "This line is not understood: {problem}."


@dataclass(frozen=True, slots=True)
class Task:
    """One order to look at: the target as it should be now, names that must keep resolving, seconds to wait."""

    order_id: UUID
    target: Target
    sample: tuple[Asked, ...]
    patience_s: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was seen of one task. `effect_after_s` counts from the beginning to the look that showed what was ordered;
    None where no look did."""

    order_id: UUID
    answers: tuple[ProbeAnswer, ...]
    pages: tuple[PageLook, ...]
    effect_after_s: float | None


def look(task: Task, vantage: Vantage) -> Findings:
    """Ask everybody, wait for the effect where the task says so, then ask for the innocent names."""
    began = time.monotonic()
    answers = observing.await_effect(task.target, vantage, task.patience_s)
    fits = observing.is_as_ordered(task.target, answers)
    effect_after_s = time.monotonic() - began if fits else None
    pages = observing.look_at_pages(task.target, vantage, answers)
    answers += observing.ask_elsewhere(task.target, vantage)
    answers += observing.ask_innocent(task.target, vantage, task.sample)
    return Findings(task.order_id, answers, pages, effect_after_s)


def write_task(task: Task) -> str:
    """The task as one line."""
    return json.dumps(
        {
            "order_id": str(task.order_id),
            "target": asdict(task.target),
            "sample": [list(asked) for asked in task.sample],
            "patience_s": task.patience_s,
        }
    )


def read_task(line: str) -> Task:
    """The task of a line. Raises LineRejectedError."""
    try:
        facts = json.loads(line)
        target = facts["target"] | {"hostname": parse_hostname(facts["target"]["hostname"])}
        target |= {"answer": str(target["answer"])}
        sample = tuple((parse_hostname(name), Question(question)) for name, question in facts["sample"])
        patience_s = min(_number(facts["patience_s"]), _MOST_PATIENCE_S)
        return Task(UUID(facts["order_id"]), Target(**target), sample, patience_s)
    except LineRejectedError:
        raise
    except (*_NONSENSE, InputRejectedError) as error:
        raise LineRejectedError(problem=str(error)) from error


def write_findings(findings: Findings) -> str:
    """The findings as one line."""
    return json.dumps(asdict(findings) | {"order_id": str(findings.order_id)})


def read_findings(line: str) -> Findings:
    """The findings of a line; nothing in it is believed but its shape. Raises LineRejectedError."""
    try:
        facts = json.loads(line, parse_constant=_refuse)
        told = json.dumps(facts, ensure_ascii=False)
        if "\\u0000" in told or storable(told) != told:
            raise LineRejectedError(problem="it holds a NUL or half a letter")  # no database keeps either
        if len(facts["answers"]) > _MOST_ANSWERS:
            raise LineRejectedError(problem=f"more than {_MOST_ANSWERS} answers")
        after = facts["effect_after_s"]
        return Findings(
            order_id=UUID(facts["order_id"]),
            answers=tuple(_answer(item) for item in facts["answers"]),
            pages=tuple(_page(item) for item in facts["pages"]),
            effect_after_s=None if after is None else max(0.0, _number(after)),
        )
    except LineRejectedError:
        raise
    except (*_NONSENSE, InputRejectedError) as error:
        raise LineRejectedError(problem=str(error)) from error


def _number(value: Any) -> float:
    """A finite number, however it is written: `1e999` and "nan" are none."""
    number = float(value)
    if not math.isfinite(number):
        raise LineRejectedError(problem=f"{value} is no number")
    return number


def _refuse(constant: str) -> float:
    """NaN and the infinities, which no database column holds alike."""
    raise LineRejectedError(problem=f"{constant} is no number")


def _answer(facts: Mapping[str, Any]) -> ProbeAnswer:
    return ProbeAnswer(
        resolver=str(facts["resolver"])[:120],
        is_control=bool(facts["is_control"]),
        hostname=parse_hostname(facts["hostname"]),
        question=Question(facts["question"]),
        finding=Finding(facts["finding"]),
        response_code=str(facts["response_code"])[:20],
        records=tuple(str(record)[:300] for record in facts["records"][:20]),
        extended_errors=tuple(str(error)[:300] for error in facts["extended_errors"][:20]),
        elapsed_ms=_number(facts["elapsed_ms"]),
    )


def _page(facts: Mapping[str, Any]) -> PageLook:
    return PageLook(
        resolver=str(facts["resolver"])[:120],
        hostname=parse_hostname(facts["hostname"]),
        address=str(facts["address"])[:45],
        status=None if facts["status"] is None else int(facts["status"]),
        length=int(facts["length"]),
        failure=str(facts["failure"])[:80],
        tls=bool(facts.get("tls", False)),
        is_control=bool(facts.get("is_control", False)),
        title=str(facts.get("title", ""))[:64],
        headers=tuple(str(name)[:60] for name in facts.get("headers", ())[:50]),
    )
