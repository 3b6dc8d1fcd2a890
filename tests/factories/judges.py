"""Where the programs of others lie that judge our exhibits (`make bench-evidence` installs them, pinned)."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VIEWER = ROOT / "build/replaywebpage"


def find_judge(program: str) -> str | None:
    """The program's path: of the judges' own folder, of the system, of this environment; None where it is missing."""
    places = (str(ROOT / "build/judges/bin"), None, str(Path(sys.executable).parent))
    return next((found for place in places if (found := shutil.which(program, path=place))), None)
