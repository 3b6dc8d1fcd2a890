"""Facts of journal entries are told in words: no key, no code, no moment as machines write it."""

import importlib
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

import rempart
from rempart.journal.contracts import JournalEntry
from rempart.kernel.actors import ActorKind
from rempart.kernel.events import Event
from rempart.kernel.reasons import Reason
from rempart.web import words
from rempart.web.facts_shown import CALLED, show_facts


def _entry(**facts: object) -> JournalEntry:
    return JournalEntry(
        index=1,
        at=datetime(2026, 7, 1, tzinfo=UTC),
        act="orders.x",
        subject="s",
        facts=facts,  # type: ignore[arg-type]
        actor_kind=ActorKind.SYSTEM,
        actor_name="system",
        account_id=None,
        reason="",
        cause=None,
        salt=b"",
    )


def test_every_fact_of_every_event_is_called_in_words() -> None:
    for stage in (Path(rempart.__file__).parent).glob("*/contracts.py"):
        importlib.import_module(f"rempart.{stage.parent.name}.contracts")
    written = [event for event in Event.__subclasses__() if event.__module__.startswith("rempart.")]
    assert len(written) > 50
    assert {fact.name for event in written for fact in fields(event)} <= CALLED.keys()


@pytest.mark.parametrize(
    ("key", "value", "called", "shown"),
    [
        ("upheld", True, "Fondé", "oui"),
        ("state", "in-force", "État", "en vigueur"),
        ("expires_at", "2026-11-30T07:00:24+00:00", "Prend fin le", datetime(2026, 11, 30, 7, 0, 24, tzinfo=UTC)),
        ("roles", ["analyst", "overseer"], "Rôles", "analyste, contrôleur"),
        ("report_id", None, "Signalement", "–"),
        ("label", "report", "Étiquette", "report"),  # as somebody called it, though a code is called so
        ("expires_at", "soon", "Prend fin le", "soon"),
        ("fact-of-tomorrow", "x", "fact-of-tomorrow", "x"),
    ],
)
def test_a_fact_is_told_in_words(key: str, value: object, called: str, shown: object) -> None:
    with override("fr"):
        ((said, cell),) = show_facts(_entry(**{key: value}))
        assert (str(said), shown if cell.value == shown else str(cell.value)) == (called, shown)


def test_who_acts_is_a_person_by_name_and_all_else_in_words() -> None:
    by_itself = _entry()
    by_somebody = replace(by_itself, actor_kind=ActorKind.PERSON, actor_name="analyst A")
    with override("fr"):
        assert [words.doer_words(entry) for entry in (by_itself, by_somebody)] == ["le système", "analyst A"]


def test_a_moment_within_a_sentence_is_written_as_in_tables() -> None:
    said = Reason("x", "In force until {until}.", {"until": "2026-12-29T07:00:12.5+00:00"})
    with override("fr"):
        told = words.sentence(said).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "In force until 29 déc. 2026, 07:00 UTC."
