"""The programs that a program started, by what the kernel tells of each."""

from pathlib import Path


def descendants_of(pid: int) -> dict[int, str]:
    """Every process below `pid` with its name."""
    parents: dict[int, tuple[int, str]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, after = stat.read_text().rsplit(")", 1)
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(stat.parent.name)] = (int(after.split()[1]), before.split("(", 1)[1])
    found: dict[int, str] = {}
    while grown := {child: name for child, (parent, name) in parents.items() if parent in (pid, *found)} | found:
        if grown == found:
            break
        found = grown
    return found


def is_running(pid: int) -> bool:
    """Whether there is such a process that has not ended; one that its parent has not asked for yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
