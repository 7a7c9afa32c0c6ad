"""Runs a server of a recording and a watcher of it as a user would, and looks at both every second."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from os import sysconf
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from unisono.cases.live.status import read_status

COMMAND = [sys.executable, "-c", "import sys; from unisono.cli import run; sys.exit(run())"]
TICK, PAGE = 1 / sysconf("SC_CLK_TCK"), sysconf("SC_PAGE_SIZE")
Said = dict[str, Any]  # JSON


@dataclass(frozen=True)
class Line:
    """A line of JSON that a command printed, and when it was read (unix seconds)."""

    at: float
    said: Said


@dataclass(frozen=True)
class Look:
    """A process at a moment: processor seconds so far, and the memory that is its own (bytes)."""

    at: float
    cpu_seconds: float
    memory: int


@dataclass
class Looks:
    """Looks at processes, by name, about once a second while they run."""

    pids: dict[str, int] = field(default_factory=dict)
    case: Path | None = None
    seen: dict[str, list[Look]] = field(default_factory=dict)
    statuses: list[Line] = field(default_factory=list)

    def look(self) -> None:
        """Look once, at the children too, those of NAME are `NAME, beside`; and at the status in the case."""
        status = read_status(self.case) if self.case is not None else None
        if status is not None:
            self.statuses.append(Line(status.at.timestamp(), asdict(status)))
        for name, pid in list(self.pids.items()):
            self._see(name, pid)
            for number, child in enumerate(_children(pid)):
                look = _look_at(child)
                if look is not None and not _is_tracker(child):
                    self.seen.setdefault(f"{name}, beside{number or ''}", []).append(look)

    def _see(self, name: str, pid: int) -> None:
        look = _look_at(pid)
        if look is not None:
            self.seen.setdefault(name, []).append(look)


@contextmanager
def looking(pids: dict[str, int], case: Path | None = None) -> Iterator[Looks]:
    """Look at processes, and at the case that is watched, until the block is left."""
    looks, over = Looks(pids, case), threading.Event()

    def look_again_and_again() -> None:
        while not over.wait(1.0):
            looks.look()

    thread = threading.Thread(target=look_again_and_again, daemon=True)
    thread.start()
    try:
        yield looks
    finally:
        over.set()
        thread.join()
        looks.look()


def _look_at(pid: int) -> Look | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        memory = Path(f"/proc/{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # Resident pages without those that are shared with files.
    own = int(memory[1]) - int(memory[2]) if len(memory) > 2 else 0
    return Look(time.time(), (int(fields[11]) + int(fields[12])) * TICK, own * PAGE)


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _is_tracker(pid: int) -> bool:
    try:
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return True


@dataclass(frozen=True)
class Server:
    """A served recording: the address of its stream, and the process."""

    url: str
    pid: int


@contextmanager
def serving(recording: Path, *options: str) -> Iterator[Server]:
    """Serve a recording on a free port; its clock starts with the first client."""
    command = [*COMMAND, "replay", str(recording), "--serve", "127.0.0.1:0", "--wait", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            url = json.loads(process.stdout.readline())["url"]
            yield Server(f"{url}/subscribe", process.pid)
        finally:
            process.terminate()
            process.wait()


def clock_of(server: Server, first_us: int) -> float:
    """Return when a stream at its own pace began to be served, by a look at what it sends now."""
    with connect(server.url, compression=None, max_size=None) as stream:
        began: list[float] = [time.time() - (json.loads(stream.recv())["time_us"] - first_us) / 1e6 for _ in range(20)]
    # What was held up on its way makes the beginning look later.
    return min(began)


@dataclass
class Watcher:
    """A running watch: its process, and the lines that it has printed so far."""

    process: subprocess.Popen[str]
    lines: list[Line] = field(default_factory=list)
    _reader: threading.Thread | None = None

    @classmethod
    def start(cls, case: Path, url: str, *options: str) -> "Watcher":
        """Start watching a served recording until its end."""
        command = [*COMMAND, "watch", str(case), "--from", f"jetstream:{url}", "--until-end", "--json", *options]
        with (case.parent / f"{case.name}.stderr").open("a") as errors:
            watcher = cls(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True))
        watcher._reader = threading.Thread(target=watcher._read, daemon=True)
        watcher._reader.start()
        return watcher

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            # A killed watcher may leave a part of a line.
            if line.endswith("\n"):
                self.lines.append(Line(time.time(), json.loads(line)))

    def wait(self, most_seconds: float) -> int:
        """Wait for the end; returns the exit code, or ends a watcher that takes longer."""
        try:
            code = self.process.wait(most_seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        if self._reader is not None:
            self._reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code

    def wait_until_it_watches(self, case: Path, most_seconds: float = 120.0) -> None:
        """Wait until the stream is being read."""
        until = time.monotonic() + most_seconds
        while self.process.poll() is None and time.monotonic() < until:
            status = read_status(case) if case.exists() else None
            if status is not None and status.received:
                return
            time.sleep(0.1)

    def of_kind(self, kind: str) -> list[Line]:
        """Return the lines of a kind: alert, status or gap."""
        return [line for line in self.lines if line.said["kind"] == kind]
