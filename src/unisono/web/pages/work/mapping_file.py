"""How files are read, as a mapping file to keep: the form of the import page written as TOML."""

from collections.abc import Mapping

from starlette.responses import Response

from unisono.importers.formats.generic import FIELDS
from unisono.importers.guessing import GENERIC
from unisono.importers.saved_mappings import SavedMapping, write_mapping
from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Given
from unisono.web.uploads.choices import choices_of, settings_of
from unisono.web.uploads.kept import draft_named
from unisono.web.uploads.names import disk_name

NAME = "mapping.toml"


def view(asked: Asked) -> Given:
    """Return the mapping file of a draft with the choices of the address."""
    draft = draft_named(asked.case.path, asked.query.get("draft", ""))
    choices = choices_of(asked.query, draft.mapping())
    card = asked.card("inspection", draft.id, **choices, seen=draft.seen)
    found = next((one for one in card["files"] if "format" in one), None)
    if found is None:
        raise UsageError("None of these files can be read in this way. Change the form until one can.")
    shown = {**found, "file": draft.names.get(found["file"], found["file"])}
    text = write_mapping(shown, _saved(found, settings_of(choices)), NAME)
    name = f"{disk_name(shown['file']).encode('ascii', 'ignore').decode().partition('.')[0] or 'file'}-{NAME}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Given(Response(text, media_type="application/toml", headers=headers))


def _saved(found: Mapping[str, object], settings: Mapping[str, object]) -> SavedMapping:
    """Return what the file is to say: the columns too, where nothing but a mapping knows them."""
    columns: dict[str, str] = {}
    if found["format"] == GENERIC and found["is_table"] and isinstance(found["columns"], dict):
        columns = {name: column for name, column in found["columns"].items() if name in FIELDS}
    told = {name: settings[name] for name in ("platform", "zone", "dates", "encoding")}
    mapping, mend = settings["mapping"], settings["mend"]
    return SavedMapping(
        format=str(found["format"]),
        mend=frozenset(mend if isinstance(mend, list) else ()),
        columns={**columns, **(mapping if isinstance(mapping, dict) else {})},
        made_from=str(found["sha256"]),
        **told,  # type: ignore[arg-type]  # texts or None, as settings_of gives them
    )


PAGE = Page("/data/mapping", view)
