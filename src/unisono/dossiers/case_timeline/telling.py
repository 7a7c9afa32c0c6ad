"""The timeline of a case: everything that its latest scan found at a time, and its events, in order."""

from dataclasses import dataclass
from itertools import chain

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.events import kept_events
from unisono.dossiers.case_timeline.events import told_events
from unisono.dossiers.case_timeline.groups import groups_in_time
from unisono.dossiers.case_timeline.happening import MOMENTS, happenings_table
from unisono.dossiers.case_timeline.networks import spans_of_networks
from unisono.dossiers.case_timeline.purposes import purposes_that_changed
from unisono.dossiers.case_timeline.subjects import subjects_in_time
from unisono.dossiers.case_timeline.texts import shared_testimony
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, conform


@dataclass(frozen=True)
class CaseTimeline:
    """What happened, earliest first (HAPPENINGS), and when networks and subjects were active, by posts (MOMENTS)."""

    happenings: pl.DataFrame
    moments: pl.DataFrame


def what_happened(case: Case, run: Run) -> CaseTimeline:
    """Return the timeline of a case as this run found it."""
    networks = conform(run.table("networks"), NETWORKS)
    findings = conform(run.table("findings"), FINDINGS).sort("detector", "finding")
    homes: dict[str, int] = dict(conform(run.table("members"), MEMBERS).select("account", "network").iter_rows())
    subjects, cited = subjects_in_time(case, findings, homes)
    happened = chain(
        told_events(kept_events(case.path)),
        spans_of_networks(networks),
        groups_in_time(findings, networks, homes),
        purposes_that_changed(case, run, networks),
        shared_testimony(run, findings, homes),
        subjects,
    )
    acts = conform(run.table("acts"), ACTS).select(
        pl.lit("network").alias("kind"), pl.col("network").cast(pl.String).alias("subject"), "at"
    )
    return CaseTimeline(happenings_table(happened), pl.concat([acts.select(list(MOMENTS)), cited]))
