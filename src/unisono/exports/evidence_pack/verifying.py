"""Checking a pack: files against the manifest, the manifest against its seals, the log against itself."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import orjson

from unisono.cases.custody.checking import check_lines
from unisono.exports.evidence_pack.layout import (
    AUTHORITY,
    AWAITED,
    LOG,
    MANIFEST,
    REQUEST,
    SCOPE,
    SEALS,
    SIGNATURE,
    SIGNERS,
    STAMPED,
    TIMESTAMP,
    UNSTAMPED,
    Head,
)  # fmt: skip
from unisono.exports.evidence_pack.listing import Listing, read_listing
from unisono.exports.evidence_pack.opening import PIECE, UNREADABLE, OpenPack, open_pack
from unisono.exports.evidence_pack.scope import scope_in_words
from unisono.exports.evidence_pack.signing import check_signature
from unisono.exports.evidence_pack.stamp_checking import check_stamp, time_of_stamp
from unisono.model.errors import UsageError

MOST_OF_MANIFEST = 512 << 20
MOST_OF_SEAL = 10 << 20
MOST_OF_SCOPE = 1 << 20


class Fault(TypedDict):
    """One thing that is wrong: a short code, the file, and what it is."""

    code: str
    file: str
    problem: str


@dataclass(frozen=True)
class Trust:
    """Whom to trust instead of what the pack brings along: one's own list of signers, one's own certificates."""

    signers: Path | None = None
    certificates: Path | None = None


@dataclass
class Verdict:
    """What was found.

    key: the fingerprint of who signed; stamped_at: the time that the timestamp tells; part: what part of a case the
    pack says it holds, empty where it is all of it.
    """

    problems: list[Fault] = field(default_factory=list)
    files: int = 0
    manifest_sha256: str = ""
    signed: bool = False
    key: str = ""
    timestamped: bool = False
    awaits_stamp: bool = False
    stamped_at: str = ""
    log_lines: int = 0
    log_head: str = ""
    part: str = ""

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems

    def add(self, code: str, file: str, problem: str) -> None:
        """Note a fault."""
        self.problems.append(Fault(code=code, file=file, problem=problem))


def verify_pack(place: Path, trust: Trust | None = None, advance: Callable[[int], None] = lambda size: None) -> Verdict:
    """Return what is wrong with a pack, as sha256sum, ssh-keygen and openssl say, and what they pass over.

    Raises UsageError where there is nothing at that place. advance: hears how many more bytes were read.
    """
    if not place.exists():
        raise UsageError(f"There is no pack {place}. Check the name.")
    if place.suffix == ".age":
        raise UsageError(f"{place} is encrypted. Open it first: age -d -i KEY -o pack.zip {place}")
    verdict = Verdict()
    with open_pack(place) as pack, tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
        for name, what in pack.faults:
            verdict.add("unsafe", name, what)
        listing = _read_manifest(pack, verdict, Path(scratch))
        if listing is not None:
            _check_files(pack, listing, verdict, advance)
            _check_log(pack, listing, verdict)
            verdict.part = _part_of(pack, listing, Path(scratch))
            _check_seals(pack, listing, verdict, Path(scratch), trust or Trust())
    return verdict


def _read_manifest(pack: OpenPack, verdict: Verdict, scratch: Path) -> Listing | None:
    """Return what the manifest lists; None where there is none that can be read."""
    if MANIFEST not in pack.sizes:
        verdict.add("missing", MANIFEST, "there is no manifest, so this is no evidence pack, or what was one")
        return None
    try:
        is_saved = pack.save(MANIFEST, scratch / MANIFEST, MOST_OF_MANIFEST)
    except UNREADABLE as error:
        verdict.add("changed", MANIFEST, f"it cannot be read: {error}")
        return None
    if not is_saved:
        verdict.add("changed", MANIFEST, "it is too large to be a manifest")
        return None
    content = (scratch / MANIFEST).read_bytes()
    verdict.manifest_sha256 = hashlib.sha256(content).hexdigest()
    listing = read_listing(content)
    for what in listing.problems:
        verdict.add("changed", MANIFEST, what)
    return listing


def _check_files(pack: OpenPack, listing: Listing, verdict: Verdict, advance: Callable[[int], None]) -> None:
    """Compare every file with the manifest, and find those that it does not list."""
    missing, verdict.files = [], len(listing.files)
    for name, wanted in listing.files.items():
        if name not in pack.sizes:
            missing.append(name)
        elif (found := hash_of(pack, name, advance)) != wanted:
            what = "its bytes are not those that were sealed" if found else "it cannot be read"
            verdict.add("changed", name, what)
    added = [name for name in pack.sizes if name not in listing.files and name not in SEALS]
    wanted_hashes = {listing.files[name]: name for name in missing}
    renamed = set()
    for name in added:
        before = wanted_hashes.get(hash_of(pack, name, advance)) if wanted_hashes else None
        if before is None:
            verdict.add("unlisted", name, "it is not in the manifest: it was added after the pack was sealed")
        else:
            renamed.add(before)
            verdict.add("renamed", name, f"it was sealed under the name {before}")
    for name in missing:
        if name not in renamed:
            verdict.add("missing", name, "it is in the manifest and not in the pack")


def hash_of(pack: OpenPack, name: str, advance: Callable[[int], None] = lambda size: None) -> str:
    """Return the SHA-256 of a file, read in pieces; nothing where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with pack.reading(name) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                advance(len(piece))
    except UNREADABLE:
        return ""
    return digest.hexdigest()


def _check_log(pack: OpenPack, listing: Listing, verdict: Verdict) -> None:
    """Compare the custody log with itself and with what the manifest says of its end."""
    if LOG not in pack.sizes or listing.head is None:
        return
    try:
        with pack.reading(LOG) as file:
            chain = check_lines(file)
    except UNREADABLE:
        return  # that it cannot be read was told among the files
    verdict.log_lines, verdict.log_head = chain.lines, chain.head
    for number, what in chain.problems:
        verdict.add("log", LOG, f"line {number:,}: {what}")
    if (chain.lines, chain.head) != (listing.head.log_lines, listing.head.log_head):
        verdict.add("log", LOG, "its last line is not the one that the manifest names")


def _part_of(pack: OpenPack, listing: Listing, scratch: Path) -> str:
    """Return what part of a case a pack says it holds; that its file is as it was sealed is checked among the files."""
    if SCOPE not in listing.files:
        return ""
    try:
        is_saved = pack.save(SCOPE, scratch / SCOPE, MOST_OF_SCOPE)
        told = orjson.loads((scratch / SCOPE).read_bytes()) if is_saved else None
    except (*UNREADABLE, orjson.JSONDecodeError):
        told = None
    return (
        scope_in_words(told) if isinstance(told, dict) else "It holds a part of the case, and what part cannot be read."
    )


def _check_seals(pack: OpenPack, listing: Listing, verdict: Verdict, scratch: Path, trust: Trust) -> None:
    """Check signature and timestamp of the manifest."""
    head = listing.head or Head(0, "")
    saved = set(_save_seals(pack, verdict, scratch))
    if head.is_signed or SIGNATURE in pack.sizes or trust.signers is not None:
        _check_signature(verdict, saved, scratch, trust)
    if head.timestamp == UNSTAMPED and TIMESTAMP not in pack.sizes:
        verdict_on_extra = AUTHORITY in pack.sizes and AUTHORITY not in listing.files
        if verdict_on_extra or REQUEST in pack.sizes:
            verdict.add("unlisted", REQUEST if REQUEST in pack.sizes else AUTHORITY, "the pack was sealed without one")
    elif head.timestamp == AWAITED and TIMESTAMP not in pack.sizes:
        verdict.awaits_stamp = True
        _check_request(pack, verdict, scratch)
    else:
        _check_stamp(verdict, saved, scratch, trust, is_complete=AUTHORITY in listing.files or bool(trust.certificates))
    if head.timestamp == STAMPED and TIMESTAMP not in pack.sizes:
        verdict.add("missing", TIMESTAMP, "the pack was sealed with a timestamp, and has none")


def _check_request(pack: OpenPack, verdict: Verdict, scratch: Path) -> None:
    """Look for the hash of the manifest in the request that waits for its answer."""
    if REQUEST not in pack.sizes:
        verdict.add("missing", REQUEST, "a timestamp was to be asked for, and the request is not there")
        return
    digest = bytes.fromhex(verdict.manifest_sha256)
    try:
        is_of_it = pack.save(REQUEST, scratch / REQUEST, MOST_OF_SEAL) and digest in (scratch / REQUEST).read_bytes()
    except UNREADABLE:
        is_of_it = False
    if not is_of_it:
        verdict.add("timestamp", REQUEST, "it does not ask for a timestamp of this manifest")


def _save_seals(pack: OpenPack, verdict: Verdict, scratch: Path) -> Iterator[str]:
    """Write what the stock programs read to files; yield their names."""
    for name in (SIGNATURE, SIGNERS, TIMESTAMP, AUTHORITY):
        if name in pack.sizes:
            try:
                if pack.save(name, scratch / name, MOST_OF_SEAL):
                    yield name
                    continue
                what = "it is too large"
            except UNREADABLE as error:
                what = f"it cannot be read: {error}"
            verdict.add("changed", name, what)


def _check_signature(verdict: Verdict, saved: set[str], scratch: Path, trust: Trust) -> None:
    for name in (SIGNATURE, *([] if trust.signers else [SIGNERS])):
        if name not in saved:
            verdict.add("signature", name, "the pack was sealed with a signature, and this is not there")
            return
    signers = trust.signers or scratch / SIGNERS
    verdict.key, reason = check_signature(scratch / MANIFEST, scratch / SIGNATURE, signers)
    verdict.signed = not reason
    if reason:
        verdict.add("signature", SIGNATURE, f"the signature does not hold for this manifest: {reason}")


def _check_stamp(verdict: Verdict, saved: set[str], scratch: Path, trust: Trust, *, is_complete: bool) -> None:
    if TIMESTAMP not in saved:
        return
    if AUTHORITY not in saved and trust.certificates is None:
        verdict.add("timestamp", AUTHORITY, "the certificates of the authority are not there")
        return
    authority = trust.certificates or scratch / AUTHORITY
    reason = check_stamp(scratch / MANIFEST, scratch / TIMESTAMP, authority, is_complete=is_complete)
    if reason:
        verdict.add("timestamp", TIMESTAMP, f"the timestamp does not hold for this manifest: {reason}")
        return
    verdict.timestamped, verdict.stamped_at = True, time_of_stamp(scratch / TIMESTAMP)
