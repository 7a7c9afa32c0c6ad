"""Check that this machine, and a case, are in order."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

import unisono.engine
from unisono.cases import find_problems, open_case
from unisono.cli.look_alikes import look_alikes_text
from unisono.cli.output import JsonOption, Output, QuietOption

GIGABYTE = 2**30
LEAST_MEMORY_GB = 4.0
LEAST_DISK_GB = 5.0

Line = dict[str, str | bool]


def command(
    case: Annotated[Path | None, typer.Argument(metavar="[CASE]", help="Folder of a case to look through.")] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check that this machine, and a case, are in order."""
    output = Output(as_json, quiet)
    problems = 0
    for line in (*check_machine(case or Path.cwd()), *(check_case(case) if case else ())):
        problems += not line["ok"]
        advice = f"\n         {line['advice']}" if line["advice"] else ""
        output.line(line, f"{'ok     ' if line['ok'] else 'problem'}  {line['check']}: {line['found']}{advice}")
    output.say("Everything is in order." if not problems else f"Problems: {problems}.")


def check_machine(folder: Path) -> Iterator[Line]:
    """Yield what this machine has, and whether it is enough."""
    yield _line("python", sys.version.split()[0], sys.version_info >= (3, 11), "Install Python 3.11 or later.")
    yield from check_libraries(metadata.requires("unisono") or [])
    yield _line("cores", str(_cores()), True, "")
    yield check_memory(_memory_gb())
    yield check_compiled_code()
    yield check_disk(folder)


def check_libraries(requirements: list[str]) -> Iterator[Line]:
    """Yield each required library with the version that is installed; those of extras are left out."""
    for requirement in requirements:
        if ";" in requirement:
            continue
        match = re.match(r"([A-Za-z0-9._-]+)(.*)", requirement)
        if match is None:
            continue
        name, wanted = match.groups()
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield _line(name, "not installed", False, f"Type: python -m pip install '{requirement}'")
            continue
        yield _line(name, found, _satisfies(found, wanted), f"Type: python -m pip install '{requirement}'")


def _satisfies(found: str, wanted: str) -> bool:
    """Say whether a version lies within bounds such as `>=2.0,<3`."""
    version = _numbers(found)
    for bound in filter(None, wanted.split(",")):
        lower, upper = bound.startswith(">="), bound.startswith("<")
        limit = _numbers(bound.lstrip("<>= "))
        if (lower and version < limit) or (upper and version >= limit):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in match.group().split(".")) if match else ()


def check_memory(gigabytes: float | None) -> Line:
    """Return whether the memory that is free is enough for a few million posts."""
    if gigabytes is None:
        return _line("memory", "unknown on this system", True, "")
    advice = f"Close other programs; below {LEAST_MEMORY_GB:g} GB, scan a shorter time with --since and --until."
    return _line("memory", f"{gigabytes:.1f} GB available", gigabytes >= LEAST_MEMORY_GB, advice)


def check_compiled_code() -> Line:
    """Return whether compiled code can be kept; otherwise every start compiles it again."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    beside_code = Path(unisono.engine.__file__).parent / "__pycache__"
    folders = [Path(chosen)] if chosen else [beside_code, Path.home() / ".cache" / "numba"]
    kept_in = next((folder for folder in folders if _can_write(folder)), None)
    found = f"kept in {kept_in}" if kept_in else f"cannot be kept in {folders[0]}"
    advice = "Name a folder that you may write to: export NUMBA_CACHE_DIR=FOLDER"
    return _line("compiled code", found, kept_in is not None, advice)


def check_disk(folder: Path) -> Line:
    """Return whether the disk of a folder has room for a case."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free / GIGABYTE
    return _line(
        "disk", f"{free:.1f} GB free at {there}", free >= LEAST_DISK_GB, "Free some space, or use another disk."
    )


def check_case(folder: Path) -> Iterator[Line]:
    """Yield what is wrong with a case, or that nothing is; UsageError where there is no case."""
    problems = find_problems(open_case(folder).path)
    if not problems:
        yield _line("case", f"{folder}: every segment can be read, nothing is left over", True, "")
    for problem in problems:
        yield _line("case", f"{problem['file']}: {problem['problem']}", False, problem["advice"])
    if not problems and (alike := look_alikes_text(open_case(folder), str(folder))):
        yield _line("accounts", alike[0], False, alike[1])


def _line(check: str, found: str, ok: bool, advice: str) -> Line:
    """Return one line; advice is given only where something is wrong."""
    return {"check": check, "ok": ok, "found": found, "advice": "" if ok else advice}


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory_gb() -> float | None:
    """Return the memory available in GB, or None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        if not hasattr(os, "sysconf"):
            return None
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line}
    return kilobytes["MemAvailable"] * 1024 / GIGABYTE


def _can_write(folder: Path) -> bool:
    """Say whether files can be made in a folder, which may have to be made first."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
