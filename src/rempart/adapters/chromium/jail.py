"""The program that Playwright starts instead of Chromium: it locks itself in, then becomes Chromium.

In: where to hand over the proxy's socket, how to isolate, Chromium's own arguments. Out: Chromium in its place.
Never: Chromium as root; Chromium with its sandbox off; a return to less isolation than asked for.

Under ``bubblewrap`` the steps are: give up root, enter new user and network namespaces, open the only socket there
is (loopback of that namespace), hand it to the proxy outside, become bubblewrap, become Chromium. What runs inside
has no route to anything but that socket. This file runs as a program of its own and imports nothing of Rempart.
"""

import argparse
import array  # noqa: F401 (`send_fds` wants it when the files of Python may be out of reach already)
import contextlib
import ctypes
import fcntl
import os
import pwd
import resource
import socket
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

PROXY_PORT = 3128
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _SIGKILL = 1, 4, 9
_SIOCSIFFLAGS, _IFF_UP_RUNNING = 0x8914, 0x41
_TEMPORARY_BYTES = 512 << 20
_FILE_BYTES = 256 << 20
_HOME = "/tmp"  # noqa: S108 (of the jail: empty, in memory)


def main(arguments: Sequence[str]) -> None:
    """Parse, lock in, become Chromium. Any failure ends the process with a sentence; nothing weaker is tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--isolation", choices=("bubblewrap", "sandbox"), required=True)
    parser.add_argument("--rendezvous", default="")
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--bubblewrap", default="")
    parser.add_argument("--profile", default="")
    options, chromium_arguments = parser.parse_known_args(arguments)
    meeting = _connect(options.rendezvous) if options.isolation == "bubblewrap" else None
    if any(argument.startswith(("--no-sandbox", "--disable-setuid-sandbox")) for argument in chromium_arguments):
        sys.exit("jail: the sandbox stays on")
    _limit_resources()
    _give_up_root()
    if meeting is None:
        command = [options.chromium, *chromium_arguments, f"--user-data-dir={options.profile}"]
        os.execve(options.chromium, command, _make_environment(options.profile))  # noqa: S606
    _enter_namespaces()
    with meeting, _open_only_socket() as listener:
        socket.send_fds(meeting, [b"listener"], [listener.fileno()])
        meeting.recv(1)
    command = [
        options.bubblewrap,
        *_jail_arguments(Path(options.chromium).parent),
        "--",
        options.chromium,
        *chromium_arguments,
    ]
    os.execve(options.bubblewrap, command, _make_environment(_HOME))  # noqa: S606 (becoming it is the point)


def _connect(path: str) -> socket.socket:
    meeting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    meeting.connect(path)
    return meeting


def _limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))


def _give_up_root() -> None:
    """Become ``nobody`` where we are root, and die with whoever started us."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
        os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)
        if os.geteuid() == 0 or os.getuid() == 0:
            sys.exit("jail: root could not be given up")
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    library.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)  # else /proc/self/uid_map stays root's after the change of user


def _enter_namespaces() -> None:
    uid, gid = os.geteuid(), os.getegid()
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        sys.exit(f"jail: no user namespaces ({os.strerror(ctypes.get_errno())})")
    with contextlib.suppress(FileNotFoundError):
        Path("/proc/self/setgroups").write_bytes(b"deny")
    Path("/proc/self/uid_map").write_bytes(b"%d %d 1" % (uid, uid))
    Path("/proc/self/gid_map").write_bytes(b"%d %d 1" % (gid, gid))


def _open_only_socket() -> socket.socket:
    """Bring up the namespace's own loopback and listen there: the proxy's door."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    fcntl.ioctl(listener, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP_RUNNING))
    listener.bind(("127.0.0.1", PROXY_PORT))
    listener.listen(128)
    return listener


def _jail_arguments(program_folder: Path) -> list[str]:
    """What Chromium sees: its own program files read-only, an empty home in memory, no other process, no user."""
    mounts = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "lib", "lib32", "lib64", "sbin"):
        path = Path("/", name)
        if path.is_symlink():
            mounts += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            mounts += ["--ro-bind", str(path), str(path)]
    if not program_folder.is_relative_to("/usr"):
        mounts += ["--ro-bind", str(program_folder), str(program_folder)]
    for path_text in ("/etc/fonts", "/etc/ld.so.cache", "/etc/alternatives"):
        mounts += ["--ro-bind-try", path_text, path_text]
    size = str(_TEMPORARY_BYTES)
    return [
        "--unshare-user",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--hostname",
        "capture",
        "--die-with-parent",
        "--new-session",
        *mounts,
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--size",
        size,
        "--tmpfs",
        "/dev/shm",  # noqa: S108 (of the jail, empty)
        "--size",
        size,
        "--tmpfs",
        _HOME,
        "--chdir",
        _HOME,
    ]


def _make_environment(home: str) -> dict[str, str]:
    """Nothing of the caller's environment reaches the browser."""
    return {"PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC"}


if __name__ == "__main__":
    main(sys.argv[1:])
