"""The rules of the house are kept by tools; this shows that the tools would notice."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "rempart"
STAGES = {file.parent.name for file in PACKAGE.glob("*/models.py")}

# Each planted line breaks one rule; the value is the contract that has to notice.
PLANTED = {
    "engines/ledger/planted.py": ("import socket\n", "Engines, kernel and ports"),
    "engines/policy/planted.py": ("from rempart.engines import ledger\n", "Engines do not know each other"),
    "watchlist/planted.py": ("def late():\n    from rempart.cases import services\n", "Data runs right"),
    "cases/contracts.py": ("from django.db import models\n", "Contracts know no framework"),
    "orders/planted.py": ("from rempart.adapters import resolver\n", "Only wiring imports adapters"),
    "kernel/planted.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlite3\n",
        "Engines, kernel and ports",
    ),
    "verification/planted.py": ("from rempart.kernel import errors\n", "The verifier shares no code"),
}


def run_import_rules(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'src'); {code}", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "src" / "rempart", ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    return tmp_path


@pytest.mark.slow
def test_the_house_keeps_its_import_rules(house: Path) -> None:
    result = run_import_rules(house)
    assert result.returncode == 0, result.stdout


@pytest.mark.slow
def test_planted_violations_are_noticed(house: Path) -> None:
    for place, (text, _rule) in PLANTED.items():
        file = house / "src" / "rempart" / place
        file.write_text(text + (file.read_text() if file.exists() else ""))
    result = run_import_rules(house)
    assert result.returncode == 1
    verdicts = [line for line in result.stdout.splitlines() if line.endswith(("KEPT", "BROKEN"))]
    for _text, rule in PLANTED.values():
        (verdict,) = [line for line in verdicts if line.startswith(rule)]
        assert verdict.endswith("BROKEN"), verdict


def imported_modules(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def foreign_models(file: Path) -> set[str]:
    if "models" not in file.read_text():  # most files: they need not be parsed
        return set()
    room = file.relative_to(PACKAGE).parts[0]
    return {
        module
        for module in imported_modules(file)
        for stage in STAGES
        if stage != room and (module == f"rempart.{stage}.models" or module.startswith(f"rempart.{stage}.models."))
    }


def test_only_a_stage_imports_its_own_models() -> None:
    trespasses = {str(file): found for file in PACKAGE.rglob("*.py") if (found := foreign_models(file))}
    assert trespasses == {}


def test_a_planted_import_of_foreign_models_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    planted = tmp_path / "cases" / "services.py"
    planted.parent.mkdir()
    planted.write_text("from rempart.orders import models\n")
    assert foreign_models(planted) == {"rempart.orders.models"}
