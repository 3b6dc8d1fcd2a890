"""What the how-to pages tell people to write works as it stands there."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import rempart
from rempart import config_streams, wiring_streams
from rempart.engines.names import evidence, features
from rempart.engines.names.compiled import tables
from rempart.ports.streams import HostnameStream

PAGE = Path(rempart.__file__).parents[2] / "docs" / "how-to" / "add-a-stream.md"
FEATURES = PAGE.with_name("add-a-feature.md")


def test_the_stream_of_the_how_to_passes_the_test_of_the_how_to(tmp_path: Path) -> None:
    adapter, _line, test = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {"__name__": "drop_folder"}
    exec(compile(adapter, "drop_folder.py", "exec", dont_inherit=True), names)
    exec(compile(test, "test_drop_folder.py", "exec", dont_inherit=True), names)
    check: Callable[[Path], None] = names["test_each_file_of_a_drop_folder_is_read_once"]
    check(tmp_path)
    promised = {name for name in vars(HostnameStream) if not name.startswith("_")} - {"label"}
    assert promised <= set(dir(names["DropFolder"])), "wiring takes what keeps the whole promise"


@pytest.mark.parametrize("page", [PAGE, FEATURES], ids=lambda page: page.stem)
def test_the_places_that_a_how_to_names_are_there(page: Path) -> None:
    named = re.findall(r"`((?:src|docs|tests)/[\w/.-]+)`", page.read_text(encoding="utf-8"))
    assert len(named) >= 3
    for path in named:
        assert "drop_folder" in path or (page.parents[2] / path).exists(), path


def test_the_functions_that_the_how_tos_name_are_there() -> None:
    assert hasattr(wiring_streams, "_stream")
    assert hasattr(config_streams, "PAUSE_S")
    for module, name in ((evidence, "weigh"), (features, "_additions"), (features, "_knots"), (tables, "KNOTTED")):
        assert f"`{name}`" in FEATURES.read_text(encoding="utf-8")
        assert hasattr(module, name)


def test_the_line_of_the_how_to_for_features_is_one() -> None:
    (line,) = re.findall(r"```python\n(.*?)```", FEATURES.read_text(encoding="utf-8"), re.DOTALL)
    seen = SimpleNamespace(label=SimpleNamespace(letters="aeo"))
    assert eval(f"{{{line}}}", {"evidence": seen}) == {"vowels": 1.0}
