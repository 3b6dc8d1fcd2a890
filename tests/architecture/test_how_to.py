"""What the how-to pages tell people to write works as it stands there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rempart
from rempart import wiring_streams

PAGE = Path(rempart.__file__).parents[2] / "docs" / "how-to" / "add-a-stream.md"


def test_the_stream_of_the_how_to_passes_the_test_of_the_how_to(tmp_path: Path) -> None:
    adapter, _line, test = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {"__name__": "drop_folder"}
    exec(compile(adapter, "drop_folder.py", "exec", dont_inherit=True), names)
    exec(compile(test, "test_drop_folder.py", "exec", dont_inherit=True), names)
    check: Callable[[Path], None] = names["test_each_file_of_a_drop_folder_is_read_once"]
    check(tmp_path)


def test_the_places_that_the_how_to_names_are_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:src|docs|tests)/[\w/.-]+)`", text):
        assert "drop_folder" in path or (PAGE.parents[2] / path).exists(), path
    assert hasattr(wiring_streams, "_stream")
