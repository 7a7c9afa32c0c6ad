"""Evidence and export: writes reports and files, keeps each under its hash, and checks what is kept against it."""

from typing import Any

from starlette.responses import RedirectResponse

from unisono.cases.exported import check_export, read_exports
from unisono.cases.targets import kept_targets, name_behind
from unisono.exports import EXPORTS, exporter_named
from unisono.exports.report.disclosure import PROFILES
from unisono.exports.report.formats import FORMATS, format_of
from unisono.languages import USUAL, require_language
from unisono.model.errors import UsageError
from unisono.traces import LAYER_READERS
from unisono.web.asked import Asked
from unisono.web.jobs.exporting import REPORT, TARGET_LOG, TARGET_PAGE
from unisono.web.jobs.kept import FAILED, RUNNING, WAITING, kept_jobs
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, Shown

COME_BACK_SECONDS = 4
LONGEST_NAME = 200
JOBS_LOOKED_AT = 20


def view(asked: Asked) -> Shown:
    """Show what can be written, what is being written, and what was; ?check=yes compares the bytes with the hashes."""
    kept = read_exports(asked.case.path)
    checks = asked.query.get("check") == "yes"
    # The same bytes may have been asked for several times.
    results = {one.sha256: check_export(asked.case.path, one) for one in kept.exports} if checks else {}
    rows = [
        {**one.__dict__, "about": name_behind(asked.case.path, one.about), "check": results.get(one.sha256)}
        for one in reversed(kept.exports)
    ]
    jobs = _export_jobs(asked)
    first = (asked.page_number - 1) * asked.rows_shown
    values = {
        "is_scanned": asked.run is not None,
        "run": asked.run.id if asked.run is not None else "",
        "profiles": PROFILES,
        "formats": FORMATS,
        "exports": EXPORTS,
        "layers": [reader.name for reader in LAYER_READERS],
        "targets": [one.name for one in kept_targets(asked.case.path).targets],
        "by": next((one.by for one in reversed(kept.exports) if one.by), ""),
        "jobs": jobs,
        "rows": rows[first : first + asked.rows_shown],
        "total": len(rows),
        "damaged": kept.damaged,
        "out_of_line": kept.out_of_line,
        "checks": checks,
        "changed": sum(result != "same" for result in results.values()),
        "sources": asked.case.sources().select("file", "sha256", "at").to_dicts(),
    }
    is_live = any(job["state"] in (RUNNING, WAITING) for job in jobs)
    return Shown("world/evidence.html.j2", values, rows, reload_seconds=COME_BACK_SECONDS if is_live else None)


def take(asked: Asked) -> Given:
    """Begin to write a report or an export."""
    settings = settings_of(asked)
    asked.workbench.jobs.start(asked.case.path, "export", settings)
    return Given(RedirectResponse(asked.address("evidence"), 303))


def settings_of(asked: Asked) -> dict[str, Any]:  # Any: JSON
    """Return what a form asks for; raises UsageError for what cannot be written."""
    form = asked.form
    what, profile = form.get("what", ""), form.get("profile", "")
    if what not in (REPORT, TARGET_PAGE, TARGET_LOG, *(one.name for one in EXPORTS)):
        raise UsageError("There is no such export. Choose one of those on the page.")
    if what == REPORT and profile not in PROFILES:
        raise UsageError(f"There is no report profile {profile[:40]!r}. Profiles: {', '.join(PROFILES)}.")
    if asked.run is None and (what == REPORT or any(one.name == what and one.needs_run for one in EXPORTS)):
        raise UsageError("The case was not scanned, so there is nothing to write. Scan it first.")
    if what in [one.name for one in EXPORTS]:
        profile = exporter_named(what).settings(profile=profile).profile
    layer, target, file_format = form.get("layer", ""), form.get("target", ""), form.get("format", "")
    if layer and layer not in [reader.name for reader in LAYER_READERS]:
        raise UsageError(f"There is no layer {layer[:40]!r}.")
    return {
        "what": what,
        "profile": "" if what in (TARGET_PAGE, TARGET_LOG) else profile,
        "layer": layer if what == "coortweet" else "",
        "format": format_of("report", file_format or None) if what == REPORT else "",
        "language": require_language(form.get("language") or USUAL) if what == REPORT else "",
        "target": target if what in (TARGET_PAGE, TARGET_LOG) else "",
        "run": asked.run.id if asked.run is not None else "",
        "by": form.get("by", "").strip()[:LONGEST_NAME],
    }


def _export_jobs(asked: Asked) -> list[dict[str, Any]]:  # Any: JSON
    """Return exports that are being written, and the latest if it failed."""
    own = [job for job in kept_jobs(asked.case.path)[:JOBS_LOOKED_AT] if job.kind == "export"]
    told = []
    for place, job in enumerate(own):
        state = asked.workbench.jobs.state(job)
        if state in (RUNNING, WAITING) or (place == 0 and state == FAILED):
            error = (job.outcome or {}).get("error", "")
            told.append({"job": job.id, "state": state, "what": job.settings.get("what", ""), "error": error})
    return told


PAGE = Page("/evidence", view, take)
