"""How files are to be read, as the form says it: the fields of an address or a form, and the settings of an import."""

from collections.abc import Mapping
from typing import Any

from unisono.importers import importer_named
from unisono.importers.character_tables import known_encoding
from unisono.importers.formats.generic import FIELDS
from unisono.importers.mending import MENDS
from unisono.importers.platform_names import known_platform
from unisono.importers.saved_mappings import DATES, SavedMapping, known_dates
from unisono.importers.zones import check_zone
from unisono.model.errors import UsageError

Settings = dict[str, Any]  # Any: JSON
MAP, MEND = "map-", "mend-"
LOOKED = "looked"
"""A field of the form itself: where it is there, the form says all, and no mapping file says anything beside it."""


def choices_of(fields: Mapping[str, str], saved: SavedMapping | None) -> dict[str, str]:
    """Return what the form says, or before it was looked at what the mapping file says, under the form's names."""
    if LOOKED in fields or saved is None:
        kept = ("format", "tz", "platform", "dates", "encoding")
        said = {name: value.strip() for name, value in fields.items() if name in kept or name.startswith((MAP, MEND))}
        return {name: value for name, value in said.items() if value}
    orders = [word for word, order in DATES.items() if order == saved.dates]
    said = {
        "format": saved.format or "",
        "tz": saved.zone or "",
        "platform": saved.platform or "",
        "dates": orders[0] if orders else "",
        "encoding": saved.encoding or "",
        **{MAP + name: column for name, column in saved.columns.items()},
        **{MEND + what: "on" for what in saved.mend},
    }
    return {name: value for name, value in said.items() if value}


def settings_of(choices: Mapping[str, str]) -> Settings:
    """Return the settings of an import; raises UsageError for a zone, format, field or encoding that there is not."""
    mapping = {name.removeprefix(MAP): column for name, column in choices.items() if name.startswith(MAP)}
    unknown = [name for name in mapping if name not in FIELDS]
    if unknown:
        raise UsageError(f"There is no field {unknown[0]}. Fields: {', '.join(FIELDS)}.")
    format = choices.get("format")
    return {
        "format": importer_named(format).name if format else None,
        "mapping": mapping,
        "zone": _zone(choices.get("tz")),
        "platform": _platform(choices.get("platform")),
        "dates": known_dates(choices.get("dates")),
        "mend": sorted(what for what in MENDS if MEND + what in choices),
        "encoding": known_encoding(choices.get("encoding")),
    }


def mapping_file_of(choices: Mapping[str, str], saved: SavedMapping | None) -> list[str] | None:
    """Return name and SHA-256 of the mapping file, where the form says just what it says."""
    if saved is None or choices_of({}, saved) != dict(choices):
        return None
    return [saved.name, saved.sha256]


def _platform(written: str | None) -> str | None:
    try:
        return known_platform(written)
    except UsageError as error:
        raise UsageError(f"{written!r} cannot name a platform. Use letters, digits, dots and hyphens.") from error


def _zone(written: str | None) -> str | None:
    if not written:
        return None
    try:
        return check_zone(written)
    except UsageError as error:
        raise UsageError(f"There is no time zone {written!r}. Use a name such as Europe/Madrid, or +02:00.") from error
