"""Shuts a worker process in: no connection to anywhere, no other program, bounded memory.

The guard in `communique.sparql` refuses what leaves the store; this holds if the guard should ever be got round. It is a seccomp
filter of the Linux kernel (`seccomp(2)`), set through `prctl(2)`: the listed system calls fail with "permission denied".
"""

import ctypes
import errno
import platform
import resource
import struct
import sys
from typing import Final, NamedTuple


class Machine(NamedTuple):
    """A processor's audit number and its numbers of the forbidden system calls."""

    audit: int
    calls: tuple[int, ...]


#: socket, io_uring_setup, execve, execveat, by `platform.machine()`.
MACHINES: Final = {
    "x86_64": Machine(0xC000003E, (41, 425, 59, 322)),
    "aarch64": Machine(0xC00000B7, (198, 425, 221, 281)),
}
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
#: System calls of other calling conventions on the same processor begin here.
_FOREIGN: Final = 0x40000000


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def confine() -> bool:
    """Forbid this process, for good, to open sockets and to start programs; return whether the kernel agreed."""
    machine = MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None:
        return False
    steps = _make_filter(machine)
    held = ctypes.create_string_buffer(b"".join(steps))
    program = _Program(len(steps), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def _make_filter(machine: Machine) -> list[bytes]:
    """Return the steps: refuse another processor's calls, then foreign ones, then each forbidden one; allow the rest."""
    count = len(machine.calls)
    checks = [_step(_EQUAL, call, count - number) for number, call in enumerate(machine.calls)]
    return [
        _step(_LOAD, 4),
        _step(_EQUAL, machine.audit, 1),
        _step(_RETURN, _REFUSE),
        _step(_LOAD, 0),
        _step(_AT_LEAST, _FOREIGN, count + 1),
        *checks,
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
    ]


def _step(code: int, value: int, jump: int = 0) -> bytes:
    return struct.pack("HBBI", code, jump, 0, value)


def limit_memory(size: int) -> None:
    """Bound the address space of this process: what asks for more ends it."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
