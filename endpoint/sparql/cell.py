"""What locks an engine child in: limits of the kernel, and a filter on its system calls.

The store opens some of its files when a query first needs them, so file descriptors cannot be taken away entirely: as
many stay as there are files left to open. Sockets are therefore refused by a seccomp filter, which leaves SERVICE no
way out even if the guard should miss it; starting programs is refused with them.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import resource
import struct
from contextlib import suppress
from functools import cache
from pathlib import Path

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # the second: EPERM
_X32 = 0x40000000
_IO_URING_SETUP = 425
_MACHINES = {  # machine → its number, and the numbers of socket, socketpair, connect, bind, listen, execve, execveat
    "x86_64": (0xC000003E, (41, 53, 42, 49, 50, 59, 322, _IO_URING_SETUP)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 201, 221, 281, _IO_URING_SETUP)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def refuse_network() -> bool:
    """Refuse sockets and new programs to this thread and those it starts; whether the kernel does so."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = _filter(*machine)
    kernel = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(kernel.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, refused: tuple[int, ...]) -> bytes:
    """The filter as the kernel reads it: another machine's calls and the refused ones fail with EPERM."""
    count = len(refused)
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, count + 3, machine),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, count + 1, 0, _X32),
        *((_EQUAL, count - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def limit(memory: int, store: Path) -> None:
    """Take away core dumps, writing to files, memory beyond a bound, and file descriptors beyond those of the store."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    opened = _opened()
    unopened = {str(path.resolve()) for path in store.glob("*.sst")} - set(opened.values())
    highest = max(opened) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest + len(unopened)))
    with suppress(OSError):
        while True:
            os.dup(0)  # fill the gaps below the limit
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + len(unopened), highest + len(unopened)))


def _opened() -> dict[int, str]:
    """The open file descriptors and what they are of."""
    found = {}
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists them is gone by now
            found[int(path.name)] = str(path.readlink())
    return found


def allow_seconds(seconds: float) -> None:
    """Let the processor time of this process grow by some seconds; beyond them the kernel ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def grown(memory: int) -> bool:
    """Whether the program has ever used more memory than this, so that a fresh process should take over.

    The kernel's ru_maxrss begins with what the parent used when it started this one: under a large parent every
    engine would seem grown after its first query. VmHWM begins anew with each program.
    """
    status = _status()
    if status is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > memory
    most = re.search(rb"VmHWM:\s*(\d+) kB", os.pread(status, 1 << 13, 0))
    return most is not None and int(most[1]) * 1024 > memory


@cache
def _status() -> int | None:
    """The file in which Linux tells of this process, kept open since an engine may soon open none; None elsewhere."""
    with suppress(OSError):
        return os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)
    return None
