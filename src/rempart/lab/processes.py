"""Start real programs unprivileged in temporary folders, wait until they answer, end them by their own id.

In: a program's name, its arguments, a folder. Out: a running child, or an error that names the part, shows
the end of its log and says what to do. Never: a child that outlives this process.

Children are started through `setpriv` (util-linux), which drops root and asks the kernel to signal the child
when the *thread* that started it ends: start parts from a thread that lives as long as they should.
"""

import itertools
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from rempart.kernel.errors import OutsideUnavailableError
from rempart.kernel.phrases import Phrase
from rempart.temporary_folders import TemporaryFolder

READY_S = 60.0
GRACE_S = 5.0
_KILLED_S = 60.0  # the kernel may have to write out what the program held
LOG_LINES = 12
FOLDER_PREFIX = "rempart-lab-"
EMPTY, NONE = Phrase("(empty)"), Phrase("(none)")  # what stands for a log
# Below the range that the kernel hands to outgoing connections (32768 and up), so that no browser takes a port
# between the moment it was found free and the moment a program binds it.
PORTS = range(20_000, 32_000)
_SHARE, _MOST_SHARES = 200, 5


class MissingProgramError(OutsideUnavailableError):
    """What a part needs is not installed."""

    code = "lab.program_missing"
    template = "Not installed: {program}. Run: apt-get install {package}"


class PartNotReadyError(OutsideUnavailableError):
    """A part of the laboratory did not come up, or gave up."""

    code = "lab.part_not_ready"
    template = "{part} is not ready: {problem}. What to do: {advice} The end of its log: {log}"


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the Debian package that brings it, and the places (globs) it may lie in, best last."""

    name: str
    package: str
    places: tuple[str, ...] = ()


NAMED = Program("named", "bind9", ("usr/sbin/named",))
UNBOUND = Program("unbound", "unbound", ("usr/sbin/unbound",))
OPENSSL = Program("openssl", "openssl", ("usr/bin/openssl",))
SETPRIV = Program("setpriv", "util-linux", ("usr/bin/setpriv",))
INITDB = Program("initdb", "postgresql", ("usr/lib/postgresql/*/bin/initdb",))
POSTGRES = Program("postgres", "postgresql", ("usr/lib/postgresql/*/bin/postgres",))
PSQL = Program("psql", "postgresql", ("usr/lib/postgresql/*/bin/psql",))
PROGRAMS = (NAMED, UNBOUND, OPENSSL, SETPRIV, INITDB, POSTGRES, PSQL)


def find_program(program: Program) -> Path | None:
    """Where the program lies: Debian's place first (the newest version), then the search path."""
    for place in program.places:
        found = sorted(Path("/").glob(place), key=_version_in)
        if found:
            return found[-1]
    found_on_path = shutil.which(program.name)
    return Path(found_on_path) if found_on_path else None


def _version_in(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def require_program(program: Program) -> Path:
    """Where the program lies. Raises MissingProgramError with the package to install."""
    path = find_program(program)
    if path is None:
        raise MissingProgramError(program=program.name, package=program.package)
    return path


def require_programs(programs: Sequence[Program]) -> None:
    """Raises one MissingProgramError that names every program of `programs` that is not installed."""
    missing = missing_programs(programs)
    if missing:
        names = ", ".join(program.name for program in missing)
        packages = " ".join(dict.fromkeys(program.package for program in missing))
        raise MissingProgramError(program=names, package=packages)


def missing_programs(programs: Sequence[Program] = PROGRAMS) -> tuple[Program, ...]:
    """Those of `programs` that are not installed; empty where the laboratory can start whole."""
    return tuple(program for program in programs if find_program(program) is None)


def _unprivileged_account() -> pwd.struct_passwd | None:
    """The account that children run as where this process is root, else None: they run as we do."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def hand_over(path: Path) -> None:
    """Let the unprivileged account own `path`, so that a child can write there; nothing where we are not root."""
    account = _unprivileged_account()
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def unprivileged(
    arguments: Sequence[str | Path], death_signal: signal.Signals = signal.SIGTERM, *, as_we_are: bool = False
) -> list[str]:
    """`arguments` wrapped so that they run without root and get `death_signal` when their starter dies.

    `as_we_are` keeps our account: for a Rempart process, which must read the installation's folder and our Python.
    """
    wrapper = [str(require_program(SETPRIV)), f"--pdeathsig={death_signal.name.removeprefix('SIG')}", "--no-new-privs"]
    account = None if as_we_are else _unprivileged_account()
    if account is not None:
        wrapper += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [*wrapper, "--", *map(str, arguments)]


def copy_program(program: Program, folder: Path) -> Path:
    """A copy of the program in `folder`.

    Debian confines named and unbound by AppArmor to the folders of the system service, by the path of the
    binary; the copy is another path, so it may read the laboratory's folder.
    """
    copy = folder / program.name
    shutil.copyfile(require_program(program), copy)
    copy.chmod(0o755)
    return copy


def free_port(*addresses: str) -> int:
    """A port that is free for TCP and UDP on every one of `addresses` (127.0.0.1 where none is given).

    No other Rempart process is told the same while this one lives, so that it may be bound later, and again after it
    was closed; one that was told here comes again only after all others. Raises PartNotReadyError where fifty tries
    found none.
    """
    for _ in range(50):
        with _one_at_a_time:
            port = next(_own_ports)
        if all(_is_free(address, port) for address in addresses or ("127.0.0.1",)):
            return port
    raise PartNotReadyError(
        part="A port on loopback",
        problem="fifty ports were tried, all are taken",
        log=NONE,
        advice="end other servers on this machine, then try again.",
    )


def _walk() -> Iterator[int]:
    """Ports that are told to this process alone as long as it lives; of any process where nobody's are left.

    Who comes first has a share, by a name that the kernel gives to one socket at a time and takes back with the
    process. The order is drawn from the system and not from `random`, which test runners seed alike in all processes.
    """
    shares = [PORTS[start : start + _SHARE] for start in range(0, len(PORTS), _SHARE)]
    secrets.SystemRandom().shuffle(shares)
    own: list[range] = []
    for share in shares:
        if len(own) < _MOST_SHARES and _claim(share):
            own.append(share)
            yield from share
    yield from itertools.cycle(itertools.chain(*(own or shares)))


def _claim(share: range) -> bool:
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        claim.bind(f"\0rempart-lab-ports-{share.start}")
    except OSError:
        claim.close()
        return False
    claim.detach()  # open until the process ends
    return True


_own_ports = _walk()
_one_at_a_time = Lock()


def _is_free(address: str, port: int) -> bool:
    """Whether no socket has the port, by the kernel's own tables (proc(5)).

    Binding it for a moment to see would do harm: a child that another thread starts in that moment goes on to hold it.
    """
    host = int.from_bytes(socket.inet_aton(address), sys.byteorder)
    taken = {f"{host:08X}:{port:04X}", f"{0:08X}:{port:04X}", f"{0:032X}:{port:04X}"}  # there, and everywhere
    return not any(
        line.split()[1] in taken
        for table in ("tcp", "udp", "tcp6", "udp6")
        for line in _read_table(Path("/proc/net") / table)
    )


def _read_table(path: Path) -> list[str]:
    """The rows of a table of sockets; none where the kernel has no such protocol."""
    return path.read_text().splitlines()[1:] if path.exists() else []


class LabFolder:
    """A temporary folder that children may write to, removed at the end."""

    def __init__(self) -> None:
        self._folder = TemporaryFolder(FOLDER_PREFIX)
        self.path = self._folder.path
        hand_over(self.path)

    def make(self, name: str) -> Path:
        """A new subfolder for one part, owned by the account that the part runs as."""
        folder = self.path / name
        folder.mkdir(mode=0o700)
        hand_over(folder)
        return folder

    def remove(self) -> None:
        """Remove the folder and all in it."""
        self._folder.remove()


class Child:
    """One running program with its log file."""

    def __init__(self, part: str, process: subprocess.Popen[bytes], log: Path, end_signal: signal.Signals) -> None:
        self.part = part
        self.log = log
        self._process = process
        self._end_signal = end_signal

    @classmethod
    def start(
        cls,
        part: str,
        arguments: Sequence[str | Path],
        folder: Path,
        end_signal: signal.Signals = signal.SIGTERM,
        *,
        as_we_are: bool = False,
    ) -> Self:
        """Start `arguments` in `folder`, as `unprivileged` says; what it prints goes to ``<part>.log`` there."""
        log = folder / f"{part}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                unprivileged(arguments, end_signal, as_we_are=as_we_are),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
            )
        return cls(part, process, log, end_signal)

    @property
    def pid(self) -> int:
        """The process id of the program itself (the wrapper replaced itself by it)."""
        return self._process.pid

    def await_ready(self, is_ready: Callable[[], bool], timeout_s: float = READY_S) -> None:
        """Return once `is_ready` says so. Raises PartNotReadyError where the program ends or time runs out."""
        deadline = time.monotonic() + timeout_s
        while not is_ready():
            code = self._process.poll()
            if code is not None:
                raise self._not_ready(Phrase("it ended by itself with code {code}", code=str(code)))
            if time.monotonic() > deadline:
                self.end()
                raise self._not_ready(Phrase("it did not answer within {seconds} s", seconds=round(timeout_s)))
            time.sleep(0.02)

    def _not_ready(self, problem: Phrase) -> PartNotReadyError:
        return PartNotReadyError(
            part=self.part,
            problem=problem,
            log=self.log_tail() or EMPTY,
            advice="look at the log; a port taken or a missing package is the usual cause. `rempart doctor` checks.",
        )

    def log_tail(self) -> str:
        """The last lines that the program printed."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])

    def kill(self) -> None:
        """End the program by its id without asking, as a power cut would."""
        self._process.kill()
        self._process.wait(_KILLED_S)

    def end(self) -> None:
        """End the program by its id: asked first, killed after a grace of five seconds. Twice is no error."""
        if self._process.poll() is not None:
            return
        self._process.send_signal(self._end_signal)
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_KILLED_S)


class Part(ABC):
    """What every part of the laboratory is: started and stopped, alone or as a context manager."""

    @abstractmethod
    def start(self) -> None:
        """Start and wait until it answers. Raises MissingProgramError or PartNotReadyError."""

    @abstractmethod
    def stop(self) -> None:
        """Stop and leave nothing behind. Twice is no error."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Server(Part):
    """A part that is one program, our child while it runs."""

    _child: Child | None = None

    def stop(self) -> None:
        """End the program."""
        if self._child is not None:
            self._child.end()
            self._child = None
