"""Runs the tests that touch the database once more, on a PostgreSQL started for them alone.

`python -m tests.on_postgresql [pytest's arguments]`; without PostgreSQL's binaries it says so and runs nothing.
"""

import os
import subprocess
import sys

from rempart.lab.postgres import PostgresServer
from rempart.lab.processes import MissingProgramError


def main(arguments: list[str]) -> int:
    try:
        with PostgresServer() as server:
            environment = {**os.environ, "REMPART_TEST_DATABASE_URL": server.url}
            command = [sys.executable, "-m", "pytest", "-m", "not slow", *arguments]
            return subprocess.run(command, env=environment, check=False).returncode
    except MissingProgramError as missing:
        print(f"PostgreSQL: {missing} The tests ran on SQLite alone.")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
