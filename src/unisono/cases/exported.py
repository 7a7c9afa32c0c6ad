"""What was exported from a case: every report and file kept under its SHA-256, with who wrote it, when and of what."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from unisono.cases.durable import write_durably
from unisono.cases.kept_lines import DamagedLine, append_kept_line, read_kept_lines
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
    case: Path, content: bytes, *, what: str, name: str, by: str, run: str = "", profile: str = "", about: str = ""
) -> Exported:
    """Keep the bytes of an export in the case and write down that it was made; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    folder = REPORTS if what == "report" else EXPORTS
    file = f"{folder}/{digest}{''.join(Path(name).suffixes[-1:]).lower()}"
    try:
        (case / folder).mkdir(exist_ok=True)
        write_durably(case / file, content)
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
        bytes=len(content),
        sha256=digest,
        previous=hashlib.sha256(log.read_bytes() if log.exists() else b"").hexdigest(),
        about=about,
    )
    append_kept_line(log, asdict(exported))
    return exported


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
