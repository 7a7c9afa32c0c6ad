"""The job that writes a report or an export, keeps its bytes under their hash, and writes down who asked for it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from unisono.cases import Case, Run, open_case
from unisono.cases.exported import Exported, keep_export, writing_place
from unisono.cases.targets import name_behind, told_in_log
from unisono.exports.exporter import ExportedFile, in_bytes
from unisono.languages import USUAL
from unisono.model.errors import UsageError
from unisono.web.jobs.progress import Progress

REPORT, TARGET_PAGE, TARGET_LOG = "report", "target-page", "target-log"
_unfit = re.compile(r"[^A-Za-z0-9-]+")


def export_job(case: Path, settings: Mapping[str, Any], progress: Progress) -> dict[str, Any]:  # Any: JSON
    """Write what the settings ask for and return {"sha256", "name", "bytes"}."""
    opened = open_case(case)
    run = _run_named(opened, settings.get("run"))
    what, profile = str(settings["what"]), str(settings.get("profile") or "")
    progress.tell("Writing the report" if what == REPORT else "Writing the export")
    file = build(opened, run, settings)
    target = str(settings.get("target") or "")
    with writing_place(case) as place:
        with place.open("wb") as stream:
            file.write(stream)
        progress.tell("Keeping it under its hash")
        kept = keep_export(
            case,
            place,
            what=what,
            name=_name_in_log(opened, what, target) if target else file.name,
            by=str(settings.get("by") or ""),
            run=run.id if run is not None else "",
            profile=profile,
            about=told_in_log(case, target) if target else str(settings.get("layer") or settings.get("format") or ""),
        )
    return {"sha256": kept.sha256, "name": kept.name, "bytes": kept.bytes}


def download_name(case: Case, exported: Exported) -> str:
    """Return what a kept export is called when it is handed over; the log has no names of targets, a download may."""
    target = name_behind(case.path, exported.about)
    if exported.what not in (TARGET_PAGE, TARGET_LOG) or target == exported.about:
        return exported.name
    return _name_of_target(_plain(case), exported.what, target)


def build(case: Case, run: Run | None, settings: Mapping[str, Any]) -> ExportedFile:  # Any: JSON
    """Return an export as one file; raises UsageError for one that there is not."""
    what, profile = str(settings["what"]), str(settings.get("profile") or "")
    plain = _plain(case)
    if what == REPORT:
        form, language = str(settings.get("format") or "html"), str(settings.get("language") or USUAL)
        return _report(case, run, profile or "internal", form, language, plain)
    if what in (TARGET_PAGE, TARGET_LOG):
        return _of_target(case, run, what, str(settings.get("target") or ""), plain)
    from unisono.exports import build_export, exporter_named
    from unisono.exports.writing import archive_of

    exporter = exporter_named(what)
    layer = str(settings.get("layer") or "repost")
    files = build_export(case, run, what, layer=layer, profile=profile)
    if exporter.suffix:
        of_layer = f"-{layer}" if what == "coortweet" else ""
        return replace(files[0], name=f"{plain}{of_layer}{exporter.suffix}")
    return archive_of(f"{plain}-{what}.zip", files)


def _report(case: Case, run: Run | None, profile: str, form: str, language: str, plain: str) -> ExportedFile:
    from unisono.exports.report.formats import ENDINGS, format_of, render_as

    if run is None:
        raise UsageError("The case was not scanned, so there is nothing to report. Scan it first.")
    in_language = "" if language == USUAL else f"-{language}"
    name = f"{plain}-report-{profile}{in_language}{ENDINGS[format_of('report', form)]}"
    return in_bytes(name, render_as(form, case, run, profile, language), 1)


def _of_target(case: Case, run: Run | None, what: str, target: str, plain: str) -> ExportedFile:
    from unisono.dossiers.target.log import attack_log
    from unisono.dossiers.target.material import read_material
    from unisono.exports.spreadsheets import for_people
    from unisono.exports.tables import write_csv
    from unisono.exports.target_page import render_target_page

    material = read_material(case, run, target)
    name = _name_of_target(plain, what, target)
    if what == TARGET_LOG:
        return ExportedFile(name, partial(write_csv, attack_log(material), for_people))
    return in_bytes(name, render_target_page(material).encode(), 1)


def _name_of_target(plain: str, what: str, target: str) -> str:
    named = f"{plain}-{_unfit.sub('-', target).strip('-') or 'target'}"
    return f"{named}-log.csv" if what == TARGET_LOG else f"{named}.html"


def _name_in_log(case: Case, what: str, target: str) -> str:
    return _name_of_target(_plain(case), what, told_in_log(case.path, target))


def _plain(case: Case) -> str:
    return _unfit.sub("-", case.path.resolve().name).strip("-") or "case"


def _run_named(case: Case, name: object) -> Run | None:
    if not name:
        return case.latest_run()
    for run in case.runs():
        if run.id == name:
            return run
    raise UsageError(f"The case has no run {name}.")
