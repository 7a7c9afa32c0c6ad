"""When networks acted together: one span each."""

from collections.abc import Iterator

import orjson
import polars as pl

from unisono.dossiers.case_timeline.happening import Happening
from unisono.model.counting import counted

VERDICT_WORDS = {
    "coordinated": "acted together more often than chance gives",
    "coordinated_explained": "acted together more often than chance gives, and an innocent explanation fits",
    "likely_inauthentic": "acted together more often than chance gives, and what else is known of them makes it likely "
    "inauthentic",
}


def spans_of_networks(networks: pl.DataFrame) -> Iterator[Happening]:
    """Return the span of each network's common acts; a network without times is left out."""
    for row in networks.filter(pl.col("first_at").is_not_null()).iter_rows(named=True):
        layers = ", ".join(orjson.loads(row["layers"] or "{}"))
        yield Happening(
            at=row["first_at"],
            until=row["last_at"],
            kind="network",
            subject_kind="network",
            subject=str(row["network"]),
            says=(
                f"{counted(row['size'], 'account')} {VERDICT_WORDS[row['verdict']]}: "
                f"{counted(row['posts'], 'post')} on {counted(row['objects'], 'common object')} ({layers})."
            ),
            networks=(row["network"],),
            accounts=row["size"],
        )
