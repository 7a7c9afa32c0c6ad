"""When what networks post for changed: one purpose gave way to another."""

from collections.abc import Iterator

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.case_timeline.happening import Happening
from unisono.dossiers.network.purpose import crossovers_of_networks
from unisono.dossiers.network.purpose_words import shift_text
from unisono.model.counting import counted

MOST_NETWORKS = 10
"""Networks whose posts are read for it: the largest."""


def purposes_that_changed(case: Case, run: Run, networks: pl.DataFrame) -> Iterator[Happening]:
    """Return the changes of purpose of NETWORKS, dated by the first post for the new one."""
    largest = networks.sort("size", "network", descending=[True, False]).head(MOST_NETWORKS)
    sizes: dict[int, int] = dict(largest.select("network", "size").iter_rows())
    for number, found in crossovers_of_networks(case, run, sizes).items():
        before, after = counted(found.posts_before, "post"), f"{found.posts_after:,}"
        yield Happening(
            at=found.at,
            kind="purpose",
            subject_kind="network",
            subject=str(number),
            says=(
                f"What the {counted(sizes[number], 'account')} of network {number} post for changed: "
                f"{shift_text(found)} of what was recognised ({before} before, {after} after)."
            ),
            networks=(number,),
            accounts=sizes[number],
        )
