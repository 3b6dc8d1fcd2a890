"""Kept code is loaded without what compiling needs, and compiled where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULE = """
import sys
from numba import njit
from rempart.engines.names.compiled.kept import entry

@entry
@njit(cache=True)
def doubled(number):
    return 2 * number

print(doubled(21), sum(doubled.stats.cache_hits.values()), "numba.np.random.legacy" in sys.modules)
"""


@pytest.mark.slow
def test_kept_code_is_loaded_without_what_compiling_needs(tmp_path: Path) -> None:
    module = tmp_path / "doubled.py"
    module.write_text(MODULE, encoding="utf-8")
    paths = os.pathsep.join(filter(None, sys.path))
    settings = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "kept"), "PYTHONPATH": paths}

    def run() -> str:
        command = [sys.executable, str(module)]
        return subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout

    assert run() == "42 0 True\n"  # compiled
    assert run() == "42 1 False\n"  # loaded
