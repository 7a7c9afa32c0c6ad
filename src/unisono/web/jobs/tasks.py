"""What jobs do, in the process of their own: append files and pictures to a case, or scan it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from unisono.cases import AppendSummary, Case, open_case
from unisono.importers.declaration import Left, ReadSettings
from unisono.importers.summing_up import Summary
from unisono.web.jobs.exporting import export_job
from unisono.web.jobs.progress import Progress
from unisono.web.jobs.sealing import seal_job, verify_job

Settings = Mapping[str, Any]  # Any: JSON
Result = dict[str, Any]  # Any: as above


def import_job(case: Path, settings: Settings, progress: Progress) -> Result:
    """Append files, then pictures; returns one line a file, the summary, and one line a folder of pictures."""
    from unisono.importers.importing import import_each

    reading = reading_of(settings)
    whole = Summary()
    files: list[Result] = []
    opened = open_case(case)
    counting = replace(opened, on_append=_counted(progress, whole))
    progress.tell("Opening files", rows=0, total_rows=settings.get("rows"))
    for name in settings["files"]:
        progress.tell("Reading rows", file=Path(name).name)
        for found in import_each(counting, [name], settings.get("format"), reading):
            whole.add(found)
            files.append(_left(found) if isinstance(found, Left) else found)
            progress.tell(files_done=whole.files, rows=whole.counts["read"])
    return {"files": files, "summary": whole.as_line(), "pictures": _add_pictures(opened, settings, progress)}


def scan_job(case: Path, settings: Settings, progress: Progress) -> Result:
    """Scan a case and return what its page tells of the run."""
    from unisono.api import scan_settings
    from unisono.detectors.scanning import scan_case

    result = scan_case(
        open_case(case),
        scan_settings(**settings),
        lambda step: progress.tell(step.text, step=step.number, steps=step.of),
    )
    told = ("run", "posts", "accounts", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks")
    return {name: result.record.get(name) for name in (*told, "seconds", "warnings")}


TASKS: Mapping[str, Callable[[Path, Settings, Progress], Result]] = {
    "export": export_job,
    "import": import_job,
    "scan": scan_job,
    "seal": seal_job,
    "verify": verify_job,
}


def reading_of(settings: Settings) -> ReadSettings:
    """Return how the files of an import are read."""
    file = settings.get("mapping_file")
    return ReadSettings(
        mapping=dict(settings.get("mapping") or {}),
        zone=settings.get("zone"),
        platform=settings.get("platform"),
        dates=settings.get("dates"),
        mend=frozenset(settings.get("mend") or ()),
        encoding=settings.get("encoding"),
        mapping_file=(file[0], file[1]) if file else None,
    )


def _counted(progress: Progress, whole: Summary) -> Callable[[AppendSummary], None]:
    """Return what a case calls after each batch: what is told then is stored and stays."""

    def count(summary: AppendSummary) -> None:
        progress.tell(
            rows=whole.counts["read"] + summary.read,
            stored=whole.counts["stored"] + summary.stored,
            duplicates=whole.counts["duplicates"] + summary.duplicates,
        )

    return count


def _left(left: Left) -> Result:
    told = asdict(left)
    return {"file": told["name"], "skipped" if left.is_skipped else "refused": left.reason}


def _add_pictures(case: Case, settings: Settings, progress: Progress) -> list[Result]:
    folders = settings.get("media") or []
    if not folders:
        return []
    from unisono.content.pictures.adding import add_pictures
    from unisono.content.pictures.lettering import reader_of

    languages = settings.get("ocr")
    read_text = reader_of(languages) if languages else None
    lines = []
    for folder in folders:
        looked = 0

        def advance(files: int) -> None:
            nonlocal looked
            looked += files
            progress.tell(pictures=looked)

        progress.tell("Looking at pictures", file=Path(folder).name, pictures=0)
        lines.append(add_pictures(case, Path(folder), read_text=read_text, advance=advance))
    return lines
