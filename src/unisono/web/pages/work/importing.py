"""Importing files: drop them or name their place, see how they would be read, change that, and begin."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from starlette.responses import RedirectResponse

from unisono.importers import IMPORTERS
from unisono.importers.character_tables import COMMON
from unisono.importers.formats.generic import FIELDS
from unisono.importers.mending import MENDS
from unisono.model.errors import UnisonoError, UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.security.limits import UPLOADS, size_text
from unisono.web.shown import Given, Shown, StillComputing
from unisono.web.uploads.choices import LOOKED, MAP, MEND, choices_of, mapping_file_of, settings_of
from unisono.web.uploads.kept import Draft, draft_named, kept_drafts, new_draft, place_of

Values = dict[str, Any]  # Any: what the template shows

USUAL_FIELDS = (
    *("platform", "post_id", "created_at", "account_id", "handle", "display_name", "text", "kind", "lang", "urls"),
    *("hashtags", "mentions", "media", "repost_of", "reply_to", "quote_of", "likes", "reposts", "replies"),
)
"""Fields that the form shows beside those that were found; the others are folded."""

COME_BACK_SECONDS = 2


def view(asked: Asked) -> Shown:
    """Show where files are dropped or named; with ?draft= what those hold, and how they would be read."""
    if "draft" not in asked.query:
        return _start(asked)
    return _look(asked, draft_named(asked.case.path, asked.query["draft"]), asked.query)


def take(asked: Asked) -> Shown | Given:
    """Note the place of files, or of pictures; look at a draft once more, import it, or delete it."""
    form = asked.form
    try:
        if form.get("action") == "place":
            return _leads_to(asked.address("import", draft=new_draft(asked.case.path, [place_of(form["place"])]).id))
        if form.get("action") == "pictures":
            return _begin(asked, None, {})
    except UnisonoError as error:
        return _start(asked, str(error))
    draft = draft_named(asked.case.path, form.get("draft", ""))
    if form.get("action") == "remove":
        draft.remove()
        return _leads_to(asked.address("import"))
    try:
        return _begin(asked, draft, form)
    except UnisonoError as error:
        return _look(asked, draft, form, str(error))


def _begin(asked: Asked, draft: Draft | None, form: Mapping[str, str]) -> Given:
    """Start the import of a draft with what the form says, or of a folder of pictures alone."""
    saved = draft.mapping() if draft else None
    choices = choices_of(form, saved)
    folders, languages = _pictures(asked.form)
    files = draft.files if draft else []
    if not files and not folders:
        raise UsageError("There is nothing to import. Drop files, or name a file or a folder of this machine.")
    rows = form.get("rows", "")
    told = {
        **settings_of(choices),
        "files": files,
        "names": draft.names if draft else {},
        "draft": draft.id if draft else None,
        "mapping_file": mapping_file_of(choices, saved),
        "media": folders,
        "ocr": languages,
        "rows": int(rows) if rows.isascii() and rows.isdigit() and len(rows) < 13 else None,
    }
    job = asked.workbench.jobs.start(asked.case.path, "import", told)
    if draft is not None:
        replace(draft, job=job.id).keep()
    return _leads_to(asked.address("jobs", job.id))


def _pictures(form: Mapping[str, str]) -> tuple[list[str], str | None]:
    """Return the folder of pictures and the languages of their words; raises UsageError for what cannot be."""
    languages = form.get("ocr", "").strip() or None
    if not form.get("media", "").strip():
        if languages is not None:
            raise UsageError("Words are read in pictures: name their folder too.")
        return [], None
    folder = place_of(form["media"])
    if not Path(folder).is_dir():
        raise UsageError(f"{folder} is a file. Name the folder that the pictures are in.")
    if languages is not None:
        from unisono.content.pictures.lettering import reader_of

        reader_of(languages)
    return [folder], languages


def _start(asked: Asked, problem: str = "") -> Shown:
    drafts = [draft for draft in kept_drafts(asked.case.path) if not draft.job]
    values = {
        "problem": problem,
        "written": asked.form,
        "uploads": asked.address(UPLOADS.strip("/")),
        "most": asked.workbench.most_uploaded,
        "most_text": size_text(asked.workbench.most_uploaded),
        "drafts": drafts,
        "formats": IMPORTERS,
        "size_text": size_text,
    }
    rows = [{"draft": draft.id, "files": list(draft.names.values()), "made_at": draft.made_at} for draft in drafts]
    return Shown("work/import.html.j2", values, rows, status=400 if problem else 200)


def _look(asked: Asked, draft: Draft, fields: Mapping[str, str], problem: str = "") -> Shown:
    """Show what the files hold, and the form that says how they are read."""
    values: Values = {"draft": draft, "uploads": asked.address(UPLOADS.strip("/"), draft=draft.id)}
    choices: dict[str, str] = {}
    try:
        choices = choices_of(fields, draft.mapping())
        settings_of(choices)
    except UnisonoError as error:
        problem = problem or str(error)
        choices = choices_of({LOOKED: "1", **fields}, None)
    card, is_waiting = (None, False) if problem else _inspected(asked, draft, choices)
    found = [one for one in card["files"] if "format" in one] if card else []
    values |= {
        "problem": problem,
        "choices": choices,
        "card": card,
        "is_waiting": is_waiting,
        "found": found,
        "left": [one for one in card["files"] if "format" not in one] if card else [],
        "rows": sum(one["rows"] for one in found),
        "posts_span": _span(found),
        "guessed": _guessed(found),
        "known_fields": _guessed(found, is_table=False),
        "fields_shown": _fields_shown(found, choices),
        "names": lambda text: _named(draft, text),
        "size_text": size_text,
        "written": fields,
        "mapping_query": {**choices, LOOKED: "1", "draft": draft.id},
        **_lists(),
    }
    status = 400 if problem else 202 if is_waiting else 200
    reload = COME_BACK_SECONDS if is_waiting else None
    return Shown("work/import_look.html.j2", values, card["files"] if card else (), status, reload)


def _lists() -> Values:
    return {
        "formats": IMPORTERS,
        "zones": sorted(available_timezones()),
        "mends": list(MENDS),
        "encodings": COMMON,
        "map": MAP,
        "mend": MEND,
        "looked": LOOKED,
    }


def _inspected(asked: Asked, draft: Draft, choices: Mapping[str, str]) -> tuple[Values | None, bool]:
    """Return what inspecting gave, or that it is still at it."""
    try:
        return asked.card("inspection", draft.id, **choices, seen=draft.seen), False
    except StillComputing:
        return None, True


def _span(found: list[Values]) -> tuple[str | None, str | None]:
    firsts = [one["first_at"] for one in found if one["first_at"]]
    lasts = [one["last_at"] for one in found if one["last_at"]]
    return min(firsts, default=None), max(lasts, default=None)


def _guessed(found: list[Values], *, is_table: bool = True) -> dict[str, tuple[str, float | None]]:
    """Return, by our field, the column that gives it and the share of rows without a value; of the first file.

    is_table: of tables, whose columns can be chosen; else of the others, which know their fields by themselves.
    """
    told: dict[str, tuple[str, float | None]] = {}
    for one in found:
        for name, column in one["columns"].items() if one["is_table"] is is_table else ():
            told.setdefault(name, (column, one.get("nulls", {}).get(name)))
    return told


def _fields_shown(found: list[Values], choices: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the fields to choose columns for: those found, chosen or usual; and the others."""
    known = {*_guessed(found), *(name.removeprefix(MAP) for name in choices if name.startswith(MAP)), *USUAL_FIELDS}
    return [name for name in FIELDS if name in known], [name for name in FIELDS if name not in known]


def _named(draft: Draft, text: str) -> str:
    """Return a text in which files that were sent go by the names that their sender gave them."""
    for path, name in draft.names.items():
        text = text.replace(path, name)
    return text


def _leads_to(address: str) -> Given:
    return Given(RedirectResponse(address, 303))


PAGE = Page("/import", view, take)
