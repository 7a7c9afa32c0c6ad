"""Bringing a timestamp to a pack that was sealed without a network: the answer is checked before it is put in."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from unisono.exports.evidence_pack.layout import AUTHORITY, MANIFEST, REQUEST, TIMESTAMP
from unisono.exports.evidence_pack.opening import open_pack
from unisono.exports.evidence_pack.sealing import put_stamp, read_certificates
from unisono.exports.evidence_pack.verifying import MOST_OF_MANIFEST, MOST_OF_SEAL, Verdict, verify_pack
from unisono.exports.evidence_pack.zipping import add_file
from unisono.model.errors import EvidenceError, UsageError


def attach_stamp(place: Path, response: Path, certificates: Path | None = None) -> Verdict:
    """Put an authority's answer into a sealed pack and return what verifying it says then.

    Raises EvidenceError for an answer that is no timestamp of this pack, and UsageError for a pack that has one.
    """
    if not response.is_file():
        raise UsageError(f"There is no answer {response}. Name the file that the timestamp authority gave: FILE.tsr")
    before = verify_pack(place)
    if before.problems:
        raise EvidenceError(f"{place} does not verify ({before.problems[0]['problem']}), so nothing was put into it.")
    if before.timestamped:
        raise UsageError(f"{place} has a timestamp already, of {before.stamped_at}. It is left as it is.")
    with tempfile.TemporaryDirectory(prefix=".stamping-", dir=place.parent) as made:
        scratch = Path(made) / "pack"
        scratch.mkdir()
        with open_pack(place) as pack:
            pack.save(MANIFEST, scratch / MANIFEST, MOST_OF_MANIFEST)
            has_authority = (
                pack.save(AUTHORITY, scratch / AUTHORITY, MOST_OF_SEAL) if AUTHORITY in pack.sizes else False
            )
        if certificates is not None and not has_authority:
            (scratch / AUTHORITY).write_bytes(read_certificates(certificates))
        put_stamp(scratch, response.read_bytes()[: MOST_OF_SEAL + 1])
        _put(place, scratch, [TIMESTAMP, *([] if has_authority else [AUTHORITY])])
    return verify_pack(place)


def _put(place: Path, scratch: Path, names: list[str]) -> None:
    """Put files into a pack; a ZIP is replaced in one step."""
    if place.is_dir():
        for name in reversed(names):
            (scratch / name).replace(place / name)
        (place / REQUEST).unlink(missing_ok=True)
        return
    whole = scratch.parent / "pack.zip"
    shutil.copyfile(place, whole)
    with zipfile.ZipFile(whole, "a") as archive:
        for name in names:
            add_file(archive, scratch / name, name)
    whole.replace(place)
