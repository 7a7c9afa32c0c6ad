"""What was exported from a case: every report and file kept under its SHA-256, with who wrote it, when and of what."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from unisono.cases.custody import FileRecord, log_entry
from unisono.cases.durable import TEMPORARY_PREFIX, sync_folder, write_durably
from unisono.cases.kept_lines import DamagedLine, append_following_lines, read_kept_lines
from unisono.model.errors import UsageError
from unisono.model.times import now_text

FILE = "exports.jsonl"
REPORTS, EXPORTS = "reports", "exports"
SAME, CHANGED, MISSING = "same", "changed", "missing"

_file = re.compile(rf"({REPORTS}|{EXPORTS})/[0-9a-f]{{64}}(\.[a-z0-9]+)*")


@dataclass(frozen=True)
class Exported:
    """One export: what it is, for whom, of which run, where its bytes lie in the case, and their SHA-256.

    previous: SHA-256 of all lines before this one, so that a line cannot be taken out or changed unnoticed.
    """

    at: str
    by: str
    what: str
    profile: str
    run: str
    name: str
    file: str
    bytes: int
    sha256: str
    previous: str = ""
    about: str = ""


@dataclass(frozen=True)
class KeptExports:
    """All exports, oldest first, the lines that cannot be read, and the numbers of those that do not follow."""

    exports: Sequence[Exported] = ()
    damaged: Sequence[DamagedLine] = ()
    out_of_line: Sequence[int] = ()

    def named(self, sha256: str) -> Exported:
        """Return the latest export with this hash; raises UsageError where there is none."""
        for one in reversed(self.exports):
            if one.sha256 == sha256:
                return one
        raise UsageError("The case has no export with this SHA-256.")


def keep_export(  # all by name but the first two: the parts of one line
    case: Path,
    content: bytes | Path,
    *,
    what: str,
    name: str,
    by: str,
    run: str = "",
    profile: str = "",
    about: str = "",
) -> Exported:
    """Keep the bytes of an export in the case and write down that it was made; the same bytes are kept once.

    content: the bytes, or a file of `writing_place` that holds them, which is moved to its place.
    """
    digest, size = _measure(content)
    folder = REPORTS if what == "report" else EXPORTS
    file = f"{folder}/{digest}{''.join(Path(name).suffixes[-1:]).lower()}"
    try:
        (case / folder).mkdir(exist_ok=True)
        _put(content, case / file)
    except OSError as error:
        raise UsageError(
            f"{case / file} cannot be written: {error.strerror}. Make room or rights, and try again."
        ) from error
    log = case / FILE
    exported = Exported(
        at=now_text(),
        by=by,
        what=what,
        profile=profile,
        run=run,
        name=name,
        file=file,
        bytes=size,
        sha256=digest,
        about=about,
    )

    placed: list[Exported] = []

    def following() -> list[dict[str, object]]:
        placed.append(replace(exported, previous=hashlib.sha256(log.read_bytes()).hexdigest()))
        return [asdict(placed[0])]

    append_following_lines(log, following)
    log_entry(
        case,
        "report" if what == "report" else "export",
        by=by,
        outputs=[FileRecord(name, size, digest)],
        details={"what": what, "profile": profile, "run": run, "about": about, "kept_as": file},
    )
    return placed[0]


@contextmanager
def writing_place(case: Path) -> Iterator[Path]:
    """Yield where in the case an export too large for memory is written before it is kept; nothing stays there."""
    folder = case / EXPORTS
    folder.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=folder)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _measure(content: bytes | Path) -> tuple[str, int]:
    """Return the SHA-256 and the length of an export."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest(), len(content)
    with content.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest(), content.stat().st_size


def _put(content: bytes | Path, file: Path) -> None:
    if isinstance(content, bytes):
        write_durably(file, content)
        return
    with content.open("rb+") as handle:
        os.fsync(handle.fileno())
    content.replace(file)
    sync_folder(file.parent)


def read_exports(case: Path) -> KeptExports:
    """Return what was exported from a case."""
    rows, damaged = read_kept_lines(case / FILE)
    known = [field.name for field in fields(Exported)]
    found, out_of_line, unfit = [], [], []
    before = _content_before(case / FILE)
    for number, row in rows:
        try:
            one = Exported(**{name: row[name] for name in known if name in row})  # type: ignore[arg-type]  # checked next
            if not _is_whole(one):
                raise TypeError("a value is of another kind")
        except TypeError as error:
            unfit.append(DamagedLine(str(case / FILE), number, str(error)))
            continue
        found.append(one)
        if one.previous != before[number]:
            out_of_line.append(number)
    return KeptExports(found, [*damaged, *unfit], out_of_line)


def file_of(case: Path, exported: Exported) -> Path:
    """Return where the bytes of an export lie; raises UsageError where its line names any other place."""
    if not _file.fullmatch(exported.file):
        raise UsageError(f"{FILE} names a place outside of the case's exports.")
    return case / exported.file


def check_export(case: Path, exported: Exported) -> str:
    """Say whether the bytes that are kept have the hash that was written down: SAME, CHANGED or MISSING."""
    file = file_of(case, exported)
    if file.is_symlink() or not file.is_file():
        return MISSING
    with file.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256")
    return SAME if digest.hexdigest() == exported.sha256 else CHANGED


def _is_whole(one: Exported) -> bool:
    texts = [value for name, value in asdict(one).items() if name != "bytes"]
    return all(isinstance(text, str) for text in texts) and isinstance(one.bytes, int)


def _content_before(log: Path) -> dict[int, str]:
    """Return for the number of each line the SHA-256 of all that stands before it."""
    digest, told = hashlib.sha256(), {}
    for number, line in enumerate(log.read_bytes().split(b"\n") if log.exists() else (), start=1):
        told[number] = digest.hexdigest()
        digest.update(line + b"\n")
    return told
