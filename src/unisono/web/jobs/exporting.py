"""The job that writes a report or an export, keeps its bytes under their hash, and writes down who asked for it."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unisono.cases import Case, Run, open_case
from unisono.cases.exported import keep_export
from unisono.model.errors import UsageError
from unisono.web.jobs.progress import Progress

REPORT, TARGET_PAGE, TARGET_LOG = "report", "target-page", "target-log"
SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP, so that the same run gives the same bytes."""

_unfit = re.compile(r"[^A-Za-z0-9-]+")


def export_job(case: Path, settings: Mapping[str, Any], progress: Progress) -> dict[str, Any]:  # Any: JSON
    """Write what the settings ask for and return {"sha256", "name", "bytes"}."""
    opened = open_case(case)
    run = _run_named(opened, settings.get("run"))
    what, profile = str(settings["what"]), str(settings.get("profile") or "")
    progress.tell("Writing the report" if what == REPORT else "Writing the export")
    name, content = build(opened, run, settings)
    progress.tell("Keeping it under its hash")
    kept = keep_export(
        case,
        content,
        what=what,
        name=name,
        by=str(settings.get("by") or ""),
        run=run.id if run is not None else "",
        profile=profile,
        about=str(settings.get("target") or settings.get("layer") or ""),
    )
    return {"sha256": kept.sha256, "name": kept.name, "bytes": kept.bytes}


def build(case: Case, run: Run | None, settings: Mapping[str, Any]) -> tuple[str, bytes]:  # Any: JSON
    """Return the name and the bytes of an export; raises UsageError for one that there is not."""
    what = str(settings["what"])
    plain = _unfit.sub("-", case.path.resolve().name).strip("-") or "case"
    if what == REPORT:
        return _report(case, run, str(settings.get("profile") or "internal"), plain)
    if what in (TARGET_PAGE, TARGET_LOG):
        return _of_target(case, run, what, str(settings.get("target") or ""), plain)
    from unisono.exports import build_export, exporter_named

    exporter = exporter_named(what)
    layer = str(settings.get("layer") or "repost")
    files = build_export(case, run, what, layer=layer)
    if exporter.suffix:
        of_layer = f"-{layer}" if what == "coortweet" else ""
        return f"{plain}{of_layer}{exporter.suffix}", files[0].content
    return f"{plain}-{what}.zip", zipped({file.name: file.content for file in files})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as one ZIP; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _report(case: Case, run: Run | None, profile: str, plain: str) -> tuple[str, bytes]:
    from unisono.exports.report import render_report

    if run is None:
        raise UsageError("The case was not scanned, so there is nothing to report. Scan it first.")
    return f"{plain}-report-{profile}.html", render_report(case, run, profile).encode()


def _of_target(case: Case, run: Run | None, what: str, target: str, plain: str) -> tuple[str, bytes]:
    from unisono.dossiers.target.log import attack_log
    from unisono.dossiers.target.material import read_material
    from unisono.exports.spreadsheets import for_people
    from unisono.exports.tables import csv_bytes
    from unisono.exports.target_page import render_target_page

    material = read_material(case, run, target)
    name = f"{plain}-{_unfit.sub('-', target).strip('-') or 'target'}"
    if what == TARGET_LOG:
        return f"{name}-log.csv", csv_bytes(for_people(attack_log(material)))
    return f"{name}.html", render_target_page(material).encode()


def _run_named(case: Case, name: object) -> Run | None:
    if not name:
        return case.latest_run()
    for run in case.runs():
        if run.id == name:
            return run
    raise UsageError(f"The case has no run {name}.")
