"""Namespaces of its own for the process that runs a venue.

`enter()` moves the running program into new process, network and mount namespaces (and, when it is not root, a new user
namespace in which it is). Everything started from then on lives in that process namespace, so the kernel ends all of it
when the program ends, however that happens: an exit, Ctrl-C, a crash or SIGKILL. Nothing has to be cleaned up by hand
and nothing on the machine's own network is touched.
"""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
MNT_DETACH = 2
SI_USER = 0

_libc = ctypes.CDLL(None, use_errno=True)
_base = None


class CannotEnter(RuntimeError):
    """The kernel or its settings do not let this user make namespaces; the text says what would help."""


def enter():
    """Continue in namespaces of our own; does nothing the second time. Returns the venue's scratch directory.

    The calling process stays behind, waits for its continuation and exits with the same code.
    """
    global _base
    if _base is not None:
        return _base
    base = tempfile.mkdtemp(prefix="baithak-venue-")
    user, group = os.geteuid(), os.getegid()
    try:
        rootless = _unshare_all(user, group)
    except BaseException:
        os.rmdir(base)
        raise
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        _stay_behind(child, base)
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    _mount(["--make-rprivate", "/"])
    # Where /proc is partly covered (some containers) the kernel refuses a new one; the old one serves too.
    subprocess.run(["mount", "-t", "proc", "proc", "/proc"], stderr=subprocess.DEVNULL)
    _mount(["-t", "tmpfs", "-o", "mode=755", "venue", base])
    if rootless:
        _give_avahi_our_number(base)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    _base = base
    return base


def mapped_as_root():
    """Whether root here is really an ordinary user (so that no other user's number can be used)."""
    with open("/proc/self/uid_map") as file:
        return int(file.read().split()[2]) == 1


def _unshare_all(user, group):
    """Returns whether a user namespace was needed."""
    flags = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID
    if _libc.unshare(flags) == 0:
        return mapped_as_root()
    if _libc.unshare(flags | CLONE_NEWUSER) != 0:
        code = ctypes.get_errno()
        raise CannotEnter(
            f"Cannot make namespaces ({os.strerror(code)}). Run this as root, or allow them to everybody: "
            + ("sysctl -w user.max_user_namespaces=10000" if code == errno.ENOSPC
               else "sysctl -w kernel.unprivileged_userns_clone=1 (in a container: give it CAP_SYS_ADMIN)"))
    for name, text in [("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")]:
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    return True


def _stay_behind(child, base):
    """Pass on what ends programs, wait, tidy up, and exit as the continuation did."""
    waited_for = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, waited_for)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        told = signal.sigwaitinfo(waited_for)
        if told.si_signo == signal.SIGINT and told.si_code == SI_USER:  # the terminal's Ctrl-C reaches both of us
            os.kill(child, signal.SIGINT)
        elif told.si_signo in (signal.SIGTERM, signal.SIGHUP):
            os.kill(child, signal.SIGKILL)
    _libc.umount2(base.encode(), MNT_DETACH)
    shutil.rmtree(base, ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def _mount(arguments):
    subprocess.run(["mount", *arguments], check=True)


def _give_avahi_our_number(base):
    """Without root only one user number exists, and avahi-daemon insists that its folder belongs to `avahi`."""
    for file, owner in [("passwd", "avahi:x:0:0::/run/avahi-daemon:/usr/sbin/nologin"), ("group", "avahi:x:0:")]:
        with open(f"/etc/{file}") as source:
            lines = [line for line in source.read().splitlines() if not line.startswith("avahi:")]
        copy = os.path.join(base, file)
        with open(copy, "w") as target:
            target.write("\n".join([*lines, owner]) + "\n")
        _mount(["--bind", copy, f"/etc/{file}"])
