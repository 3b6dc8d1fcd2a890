"""Copy the browser files that pages use from node_modules into the static folder (it is not in the repository)."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "rempart" / "web" / "static" / "vendor"
FILES = {"htmx.org/dist/htmx.min.js": "htmx.min.js"}


def main() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)
        print(f"{VENDOR.relative_to(ROOT) / name} from {source}")


if __name__ == "__main__":
    main()
