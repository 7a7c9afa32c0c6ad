"""The timeline of a case: everything that its latest scan found at a time, and its events, in order."""

from itertools import chain

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.events import kept_events
from unisono.dossiers.case_timeline.events import told_events
from unisono.dossiers.case_timeline.groups import groups_in_time
from unisono.dossiers.case_timeline.happening import happenings_table
from unisono.dossiers.case_timeline.networks import spans_of_networks
from unisono.dossiers.case_timeline.texts import shared_testimony
from unisono.model.tables import FINDINGS, MEMBERS, NETWORKS, conform


def what_happened(case: Case, run: Run) -> pl.DataFrame:
    """Return HAPPENINGS of a case as this run found it, earliest first."""
    networks = conform(run.table("networks"), NETWORKS)
    findings = conform(run.table("findings"), FINDINGS).sort("detector", "finding")
    homes: dict[str, int] = dict(conform(run.table("members"), MEMBERS).select("account", "network").iter_rows())
    return happenings_table(
        chain(
            told_events(kept_events(case.path)),
            spans_of_networks(networks),
            groups_in_time(findings, networks, homes),
            shared_testimony(run, findings, homes),
        )
    )
