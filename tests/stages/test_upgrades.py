"""A database of an older version is brought up to date with what is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_no_migration_loses_a_row_or_opens_a_table_that_only_grows(tmp_path: Path) -> None:
    configuration = tmp_path / "rempart.toml"
    configuration.write_text(f'data_folder = "{tmp_path / "data"}"\n', encoding="utf-8")
    environment = os.environ | {"REMPART_CONFIG": str(configuration), "DJANGO_SETTINGS_MODULE": "rempart.settings"}
    command = [sys.executable, "-m", "tests.stages.upgrading"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found == []
