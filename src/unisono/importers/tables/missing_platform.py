"""Tables that name no platform, in words."""

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.problems import Problem
from unisono.importers.tables.mapped_rows import TALLY


def describe_platform(rows: int) -> tuple[Problem, ...]:
    """Report posts whose platform neither the file nor the user has named."""
    advice = (
        "Nothing says which platform these posts are from, so they are kept under the name unknown: posts of another "
        "file that have the same ids join them only where author, time and text are the same. Say it: "
        "--platform twitter"
    )
    return (Problem("no_platform", rows, "", advice),)


def find_missing_platform(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report the posts of a table that never says its platform, unless the user has; it must have been read."""
    if settings.platform or TALLY not in source.noticed:
        return ()
    return describe_platform(source.noticed[TALLY].rows)
