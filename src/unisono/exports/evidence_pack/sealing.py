"""Sealing: a case becomes a pack that anybody can check, whole or not at all, and the case's log tells of it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

import orjson

from unisono.cases import Case
from unisono.cases.custody import catch_up, check_log, log_entry
from unisono.cases.custody.entry import FILE as CASE_LOG
from unisono.cases.custody.files import file_record
from unisono.cases.custody.log import actor, tool
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.describing import Described, crate, guide
from unisono.exports.evidence_pack.encrypting import SUFFIX as ENCRYPTED
from unisono.exports.evidence_pack.encrypting import encrypt, require_recipients
from unisono.exports.evidence_pack.layout import (
    AUTHORITY,
    AWAITED,
    CRATE,
    GUIDE,
    LOG,
    MANIFEST,
    REQUEST,
    SIGNERS,
    SOURCES,
    STAMPED,
    TIMESTAMP,
    UNSTAMPED,
    Head,
)  # fmt: skip
from unisono.exports.evidence_pack.listing import manifest_text
from unisono.exports.evidence_pack.scope import Scope, put_part, require_scope, scope_in_words
from unisono.exports.evidence_pack.signing import SigningKey, read_key, sign
from unisono.exports.evidence_pack.sources import PURGED, put_sources
from unisono.exports.evidence_pack.stamp_checking import certificates_in, check_stamp
from unisono.exports.evidence_pack.stamping import (
    UnansweredError,
    fetch_stamp,
    require_address,
    require_stamper,
    write_request,
)  # fmt: skip
from unisono.exports.evidence_pack.tables import put_tables
from unisono.exports.evidence_pack.zipping import write_zip
from unisono.model.errors import EvidenceError, UsageError
from unisono.model.times import now_text


@dataclass(frozen=True)
class SealSettings:
    """What a pack is sealed with.

    key: of ssh-keygen. authority: address of a timestamp authority; certificates: its chain up to the root.
    wants_request: leave the request for a timestamp in the pack, to be answered later. folders: where else to look for
    sources. recipients: who alone can open it. scope: the part of the case; all of it without one.
    """

    key: Path | None = None
    authority: str = ""
    certificates: Path | None = None
    wants_request: bool = False
    folders: Sequence[Path] = ()
    recipients: Sequence[str] = ()
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True)
class Sealed:
    """A pack that was written.

    absent: how many of its sources are not in it. purged: how many of these because of a purge. missed: why there is no
    timestamp yet. part: what part of the case it holds, in words; empty for all of it.
    """

    pack: Path
    files: int
    manifest_sha256: str
    signed: bool
    timestamped: bool
    sources: int
    absent: int
    missed: str = ""
    part: str = ""
    purged: int = 0


def seal_case(
    case: Case,
    place: Path,
    settings: SealSettings | None = None,
    tell: Callable[[str], None] = lambda step: None,
    *,
    is_kept: bool = False,
) -> Sealed:
    """Write a case as an evidence pack: a folder, a ZIP, or an encrypted ZIP, as the ending of its name says.

    Raises UsageError for a place that is taken and for keys and authorities that cannot be used, before anything is
    written; DataRejectedError for a case that is damaged. is_kept: the place may lie in the case, which keeps the pack
    among its exports. Files are streamed: memory is that of the largest table.
    """
    settings = settings or SealSettings()
    _require_place(case, place, settings, is_kept=is_kept)
    require_scope(case, settings.scope)
    key = read_key(settings.key) if settings.key is not None else None
    certificates = _read_certificates(settings)
    _require_whole_log(case)
    catch_up(case.path)
    told = {"pack": place.name, "signed": key is not None, "timestamp": _timestamp(settings)}
    if not settings.scope.is_whole:
        told["holds"] = "a part of the case"
    log_entry(case.path, "seal", details={"stage": "begun", **told})
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".sealing-", dir=place.parent))
    try:
        pack = PackFolder(scratch / "pack")
        pack.path.mkdir()
        sources, part = _fill(case, pack, settings, key, certificates, tell)
        missed = _seal(pack, settings, key, tell)
        manifest = file_record(pack.path / MANIFEST, f"{place.name}: {MANIFEST}")
        tell("Writing the pack")
        _move(scratch, pack.path, place, settings)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    absent = sum(row["in_pack"] is None for row in sources)
    is_stamped = bool(settings.authority) and not missed
    log_entry(
        case.path,
        "seal",
        outputs=[manifest, *([file_record(place, place.name)] if place.is_file() else [])],
        details={"stage": "done", **told, "files": len(pack.sha256), "absent_sources": absent, "missed": missed},
    )
    return Sealed(
        place,
        len(pack.sha256),
        manifest.sha256,
        key is not None,
        is_stamped,
        len(sources),
        absent,
        missed,
        part,
        sum(row["why"] == PURGED for row in sources),
    )


def _timestamp(settings: SealSettings) -> str:
    return STAMPED if settings.authority else AWAITED if settings.wants_request else UNSTAMPED


def _require_place(case: Case, place: Path, settings: SealSettings, *, is_kept: bool) -> None:
    if os.path.lexists(place):
        raise UsageError(f"{place} exists and is left as it is. A pack is never replaced: name another, -o NEW_NAME")
    if not is_kept and case.path.resolve() in (place.resolve(), *place.resolve().parents):
        raise UsageError(f"{place} lies in the case. Name a place outside of it: -o ../{place.name}")
    if settings.recipients:
        require_recipients(settings.recipients)
    if bool(settings.recipients) != (place.suffix == ENCRYPTED):
        raise UsageError(
            f"An encrypted pack ends in .zip{ENCRYPTED} and has recipients. Type: -o pack.zip{ENCRYPTED} --age KEY"
        )
    for folder in settings.folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder. Name the folder in which the sources lie: --sources FOLDER")
    if settings.authority:
        require_address(settings.authority)
    if settings.authority or settings.wants_request:
        require_stamper()


def _require_whole_log(case: Case) -> None:
    chain = check_log(case.path)
    if not chain.is_whole:
        number, what = chain.problems[0]
        raise EvidenceError(
            f"{case.path / CASE_LOG} is broken in line {number:,}: {what}. A pack would not verify. Look at it: "
            f"unisono log {quote(str(case.path))}, and restore it from a copy of the case."
        )


def _read_certificates(settings: SealSettings) -> bytes | None:
    if settings.certificates is None:
        return None
    return read_certificates(settings.certificates)


def read_certificates(path: Path) -> bytes:
    """Return the certificates of a file in PEM; raises UsageError where there are none."""
    content = path.read_bytes() if path.is_file() else b""
    if b"-----BEGIN CERTIFICATE-----" not in content:
        raise UsageError(f"{path} holds no certificates in PEM. Name the authority's: --tsa-chain FILE")
    return content


def _fill(
    case: Case,
    pack: PackFolder,
    settings: SealSettings,
    key: SigningKey | None,
    certificates: bytes | None,
    tell: Callable[[str], None],
) -> tuple[list[dict[str, object]], str]:
    """Put everything into the pack but its manifest and seals; return the rows of its sources, and what part it is."""
    tell("Copying the sources")
    scope, part = settings.scope, ""
    sources = put_sources(case, pack, settings.folders, copies=scope.is_whole or scope.with_sources)
    pack.put(SOURCES, b"".join(orjson.dumps(row) + b"\n" for row in sources))
    tell("Copying the tables")
    if scope.is_whole:
        put_tables(case, pack)
    else:
        part = scope_in_words(put_part(case, pack, scope))
    pack.put(LOG, _whole_lines(case.path / CASE_LOG))
    if key is not None:
        pack.put(SIGNERS, key.allowed_signers)
    if certificates is not None:
        pack.put(AUTHORITY, certificates)
    told = Described(
        name=case.name,
        by=actor(),
        at=now_text(),
        tool=tool(),
        is_signed=key is not None,
        wants_stamp=_timestamp(settings) != UNSTAMPED,
        has_root=certificates is not None,
        sources=sources,
        part=part,
    )
    pack.put(GUIDE, guide(told))
    pack.put(CRATE, crate(told, pack.sha256, pack.sizes))
    return sources, part


def _whole_lines(log: Path) -> bytes:
    """Return the log of a case; a line that is being written is left out."""
    content = log.read_bytes() if log.exists() else b""
    return content[: content.rfind(b"\n") + 1]


def _seal(pack: PackFolder, settings: SealSettings, key: SigningKey | None, tell: Callable[[str], None]) -> str:
    """Write the manifest and what is about it; return why a timestamp that was asked for is not there."""
    chain = check_log(pack.path)
    manifest = pack.path / MANIFEST
    head = Head(chain.lines, chain.head, key is not None, _timestamp(settings))
    missed = ""
    manifest.write_bytes(manifest_text(pack.sha256, head))
    if head.timestamp != UNSTAMPED:
        write_request(manifest, pack.path / REQUEST)
    if settings.authority:
        tell(f"Asking {settings.authority} for a timestamp")
        missed = _stamp(pack.path, settings.authority)
        (pack.path / REQUEST).unlink()
    if missed:
        manifest.write_bytes(manifest_text(pack.sha256, Head(chain.lines, chain.head, key is not None, AWAITED)))
        write_request(manifest, pack.path / REQUEST)
    if key is not None:
        tell("Signing")
        sign(manifest, key)
    return missed


def _stamp(pack: Path, address: str) -> str:
    """Fetch a timestamp into a pack and check it; return why there is none."""
    try:
        content = fetch_stamp(pack / REQUEST, address)
        put_stamp(pack, content)
    except (UnansweredError, EvidenceError) as error:
        for name in (TIMESTAMP, *([] if _lists_authority(pack) else [AUTHORITY])):
            (pack / name).unlink(missing_ok=True)
        return str(error)
    return ""


def put_stamp(pack: Path, content: bytes) -> None:
    """Put an authority's answer into an open pack; raises EvidenceError where it is no timestamp of the manifest."""
    (pack / TIMESTAMP).write_bytes(content)
    if not (pack / AUTHORITY).exists():
        found = certificates_in(pack / TIMESTAMP, pack.parent)
        if not found:
            raise EvidenceError("The answer holds no certificate. Give those of the authority: --tsa-chain FILE")
        (pack / AUTHORITY).write_bytes(found)
    if reason := check_stamp(pack / MANIFEST, pack / TIMESTAMP, pack / AUTHORITY, is_complete=_lists_authority(pack)):
        raise EvidenceError(f"The answer is no timestamp of this pack's manifest: {reason}.")


def _lists_authority(pack: Path) -> bool:
    """Say whether the certificates were given at sealing, and so stand in the manifest."""
    return f"  {AUTHORITY}\n".encode() in (pack / MANIFEST).read_bytes()


def _move(scratch: Path, pack: Path, place: Path, settings: SealSettings) -> None:
    """Put the finished pack in its place."""
    if place.suffix not in (".zip", ENCRYPTED):
        pack.rename(place)
        return
    written = scratch / "pack.zip"
    write_zip(pack, written)
    if settings.recipients:
        encrypt(written, scratch / "pack.zip.age", settings.recipients)
        written = scratch / "pack.zip.age"
    written.rename(place)
