"""Runs a command in its own process and measures it: processor time and peak memory of it and all it starts."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MEGABYTES_PER_UNIT = 1 / 1024 if sys.platform != "darwin" else 1 / (1024 * 1024)
"""Linux counts peak memory in KiB, macOS in bytes."""


@dataclass(frozen=True)
class Measured:
    """What one command took: user and system time, wall time, and the peak memory of its largest process."""

    name: str
    cpu_seconds: float
    wall_seconds: float
    peak_megabytes: float


LAUNCHER = """
import os, sys, time
output, *command = sys.argv[1:]
how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
started = time.perf_counter()
child = os.posix_spawnp(
    command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, output, how, 0o644)]
)
_, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""
"""Starts a command, waits for it and prints its processor seconds, wall seconds and peak memory."""


class CommandFailedError(Exception):
    """A measured command ended with an error; the message holds the command and the end of what it said."""


def measure(name: str, command: list[str], output: Path | None = None) -> Measured:
    """Run a command to its end, its stdout into a file where one is named.

    A small process of its own starts the command: the system counts what the starting process held as if the
    command had held it.
    """
    started = [sys.executable, "-S", "-c", LAUNCHER, str(output or os.devnull), *command]
    launcher = subprocess.run(started, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if launcher.returncode != 0:
        said = launcher.stderr[-2000:]
        raise CommandFailedError(f"{' '.join(command[:6])} ended with {launcher.returncode}:\n{said}")
    cpu, wall, peak = (float(number) for number in launcher.stdout.split())
    return Measured(name, cpu, wall, peak * MEGABYTES_PER_UNIT)


def together(name: str, *parts: Measured) -> Measured:
    """Add up commands that ran one after the other; the peak is the highest."""
    return Measured(
        name,
        sum(part.cpu_seconds for part in parts),
        sum(part.wall_seconds for part in parts),
        max(part.peak_megabytes for part in parts),
    )
