"""What keeps the house readable: small files, small functions, no drawers, no swallowed errors."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FUNCTION = 60
LONGEST_FILE = 500
DRAWERS = re.compile(r"(utils?|helpers?|common|misc|manager|base)\.py")
CATCHES = re.compile(r"Exception|except\s*:")  # a file without either catches no every error

# The few places where any failure has to become a visible row or an exit code.
CATCH_ALL_ALLOWED = {
    "src/rempart/worker/tasks.py",
    "src/rempart/worker/endurance.py",
    "src/rempart/worker/publishing.py",
    "src/rempart/worker/streams.py",
    "src/rempart/cli/__init__.py",
    "src/rempart/adapters/glances/glancer.py",
    "src/rempart/adapters/ray_start.py",
}


def python_files() -> Iterator[Path]:
    for folder in ("src", "tests", "benchmarks", "scripts"):
        yield from (ROOT / folder).rglob("*.py")


def functions_in(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions in `node`, in others and in classes too. Expressions, most of a file, hold none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        if not isinstance(child, ast.expr):
            yield from functions_in(child)


def test_no_file_is_longer_than_a_person_reads() -> None:
    long = {
        str(f.relative_to(ROOT)): n for f in python_files() if (n := len(f.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.longer
def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for file in python_files():
        for node in functions_in(ast.parse(file.read_text())):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                long[f"{file.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def test_no_file_is_a_drawer() -> None:
    assert [str(file) for file in python_files() if DRAWERS.fullmatch(file.name)] == []


def test_nothing_swallows_every_error() -> None:
    guilty = []
    for file in (ROOT / "src").rglob("*.py"):
        if not CATCHES.search(file.read_text()):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ExceptHandler):
                names = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"Exception"}
                if names & {"Exception", "BaseException"}:
                    guilty.append(str(file.relative_to(ROOT)))
    assert set(guilty) <= CATCH_ALL_ALLOWED


def test_every_room_says_what_comes_in_and_what_never_happens() -> None:
    for package in sorted((ROOT / "src" / "rempart").glob("*/contracts.py")):
        docstring = ast.get_docstring(ast.parse((package.parent / "__init__.py").read_text())) or ""
        assert all(word in docstring for word in ("In:", "Out:", "Never:")), package.parent.name
