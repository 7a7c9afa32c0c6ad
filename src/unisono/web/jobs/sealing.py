"""The jobs that seal a case as an evidence pack, which the case keeps under its hash, and that check a pack."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unisono.api import parse_moment
from unisono.cases import open_case
from unisono.cases.exported import keep_export
from unisono.model.doing import doing
from unisono.model.errors import UsageError
from unisono.web.jobs.progress import Progress
from unisono.web.uploads.kept import draft_named

PACK = "evidence-pack"
MOST_PROBLEMS = 200
SIGNED, AWAITED, PART, ENCRYPTED = "signed", "awaited", "part", "encrypted"
"""What the list of packs says of one, as words of `about`."""

Settings = Mapping[str, Any]  # Any: JSON
_unfit = re.compile(r"[^A-Za-z0-9-]+")


def seal_settings(settings: Settings) -> Any:  # Any: SealSettings, imported where it is needed
    """Return what a pack is sealed with, as a form asked for it; raises UsageError for what is no number or time."""
    from unisono.exports.evidence_pack import Scope, SealSettings
    from unisono.exports.evidence_pack.scope import network_numbers

    start, end = (parse_moment(str(settings[name])) if settings.get(name) else None for name in ("since", "until"))
    scope = Scope(network_numbers(str(settings.get("networks") or "")), start, end, bool(settings.get("with_sources")))
    return SealSettings(
        key=Path(str(settings["key"])) if settings.get("key") else None,
        wants_request=bool(settings.get("request")),
        folders=(Path(str(settings["sources"])),) if settings.get("sources") else (),
        recipients=tuple(str(settings.get("age") or "").split()),
        scope=scope,
    )


def seal_job(case: Path, settings: Settings, progress: Progress) -> dict[str, Any]:  # Any: JSON
    """Seal the case, keep the pack among its exports, and return its hash and what is in it."""
    from unisono.exports.evidence_pack import seal_case

    opened, asked = open_case(case), seal_settings(settings)
    plain = _unfit.sub("-", case.resolve().name).strip("-") or "case"
    name = f"{plain}-{'part' if not asked.scope.is_whole else 'pack'}.zip{'.age' if asked.recipients else ''}"
    by = str(settings.get("by") or "")
    with doing("workbench: seal", by), tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / name
        sealed = seal_case(opened, place, asked, progress.tell, is_kept=True)
        progress.tell("Keeping it under its hash")
        marks = (
            (SIGNED, sealed.signed),
            (AWAITED, asked.wants_request),
            (PART, bool(sealed.part)),
            (ENCRYPTED, bool(asked.recipients)),
        )
        about = " ".join(word for word, holds in marks if holds)
        kept = keep_export(case, place, what=PACK, name=name, by=by, about=about)
    told = {"manifest_sha256": sealed.manifest_sha256, "files": sealed.files, "part": sealed.part, "about": about}
    missing = {"sources": sealed.sources, "absent": sealed.absent, "purged": sealed.purged}
    return {"sha256": kept.sha256, "name": kept.name, "bytes": kept.bytes, **told, **missing}


def verify_job(case: Path, settings: Settings, progress: Progress) -> dict[str, Any]:  # Any: JSON
    """Check a pack and return what was found; a copy that was sent to be checked is removed."""
    from unisono.exports.evidence_pack import Trust, verify_pack

    signers, chain = (Path(str(settings[name])) if settings.get(name) else None for name in ("signers", "chain"))
    progress.tell("Reading the pack")
    try:
        found = verify_pack(Path(str(settings["file"])), Trust(signers, chain))
    finally:
        _remove_copy(case, settings)
    told = asdict(found)
    codes = sorted({problem["code"] for problem in found.problems})
    own = {"signers": signers is not None, "chain": chain is not None}
    return {**told, "ok": found.ok, "problems": found.problems[:MOST_PROBLEMS], "found": len(found.problems),
            "codes": codes, "trusted": own, "name": str(settings.get("name") or "")}  # fmt: skip


def _remove_copy(case: Path, settings: Settings) -> None:
    """Delete the copy of a pack that a browser sent."""
    if not settings.get("draft"):
        return
    try:
        draft_named(case, str(settings["draft"])).remove()
    except UsageError:
        return  # somebody deleted it before
