"""Settings of the test run: a data folder of its own, SQLite unless REMPART_TEST_DATABASE_URL names a PostgreSQL."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="rempart-tests-"))
_database = os.environ.get("REMPART_TEST_DATABASE_URL", "sqlite")
_config = _folder / "rempart.toml"
_config.write_text(
    f"""data_folder = "data"

[database]
url = "{_database}"

[web]
public_url = "http://testserver"
allowed_hosts = ["testserver", "127.0.0.1", "localhost"]
""",
    encoding="utf-8",
)
os.environ["REMPART_CONFIG"] = str(_config)

from rempart.settings import *
