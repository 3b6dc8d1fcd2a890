"""Settings of the test run: a data folder of its own, SQLite unless REMPART_TEST_DATABASE_URL names a PostgreSQL."""

import atexit
import os

from rempart.temporary_folders import TemporaryFolder

_data = TemporaryFolder("rempart-tests-")
atexit.register(_data.remove)
_folder = _data.path
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
