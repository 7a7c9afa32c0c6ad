"""The events that somebody told the case of, as marks among what the accounts did."""

from collections.abc import Iterator

import polars as pl

from unisono.dossiers.case_timeline.happening import Happening


def told_events(events: pl.DataFrame) -> Iterator[Happening]:
    """Return EVENTS of the case; each says where it can be looked up."""
    for row in events.iter_rows(named=True):
        source = f"source: {row['source']}" if row["source"] else "nobody said where to look it up"
        yield Happening(
            at=row["at"],
            kind="event",
            subject_kind="event",
            subject=row["name"],
            says=f"{row['name']} (told by whoever keeps the case; {source}).",
        )
