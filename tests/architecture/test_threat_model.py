"""The threat model names tests; each of them exists, so that no line of it rests on a memory."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "docs/explanation/threat-model.md"
NO_TEST = "no test: "


def _rows() -> list[list[str]]:
    lines = MODEL.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "attack"]


def test_every_test_that_the_threat_model_names_exists() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    defined = {name for text in sources.values() for name in re.findall(r"^def ((?:test|forge)_\w+)\(", text, re.M)}
    files = {path.name for path in sources} | {str(path.relative_to(ROOT)) for path in sources}
    named = {name for row in _rows() for name in re.findall(r"`([^`]+)`", row[-1]) if not name.startswith("make ")}
    assert len(named) > 60
    assert named - defined - files == set()


def test_every_attack_has_a_test_or_says_that_it_has_none() -> None:
    rows = _rows()
    assert {len(row) for row in rows} == {3}
    assert [row[0] for row in rows if "`" not in row[2] and not row[2].startswith(NO_TEST)] == []
