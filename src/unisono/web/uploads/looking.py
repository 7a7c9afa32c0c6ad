"""What files hold that are to be imported: what inspecting says of each, the first posts, and the columns to choose."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unisono.cases import Case, Run
from unisono.importers.declaration import Left
from unisono.importers.inspecting import inspect_each
from unisono.importers.previewing import preview
from unisono.model.errors import UnisonoError
from unisono.web.jobs.tasks import reading_of
from unisono.web.uploads.choices import settings_of
from unisono.web.uploads.kept import draft_named

Looked = dict[str, Any]  # Any: JSON
MOST_PREVIEWED = 3


def look(case: Case, run: Run | None, subject: str, choice: Mapping[str, str]) -> Looked:
    """Return files [inspected, skipped or refused], previews, and columns of all tables; `subject` names the draft."""
    draft = draft_named(case.path, subject)
    settings = settings_of(choice)
    reading = reading_of(settings)
    files: list[Looked] = []
    for file in draft.files:
        files += _inspected(file, settings["format"], choice)
    readable = [one["file"] for one in files if "format" in one][:MOST_PREVIEWED]
    refused = [one["file"] for one in files if "refused" in one][:MOST_PREVIEWED]
    previews = [asdict(preview(file, settings["format"], reading)) for file in readable or refused]
    tables = {one["file"] for one in files if one.get("is_table") or _is_refused(one)}
    columns = list(dict.fromkeys(column for one in previews if one["file"] in tables for column in one["columns"]))
    return {"files": files, "previews": previews, "columns": columns}


def _inspected(file: str, format: str | None, choice: Mapping[str, str]) -> list[Looked]:
    """Return what inspecting gives for a file, or for each file of a folder; why it is not read, where it is not."""
    reading = reading_of(settings_of(choice))
    try:
        found = list(inspect_each(file, format, reading))
    except UnisonoError as error:
        return [{"file": file, "refused": str(error)}]
    return [_left(one) if isinstance(one, Left) else {**one, "bytes": _size(one["file"])} for one in found]


def _left(left: Left) -> Looked:
    return {"file": left.name, "skipped" if left.is_skipped else "refused": left.reason}


def _is_refused(one: Looked) -> bool:
    return "refused" in one or any(problem["code"] == "refused" for problem in one.get("problems", ()))


def _size(file: str) -> int | None:
    path = Path(file)
    return path.stat().st_size if path.is_file() else None
