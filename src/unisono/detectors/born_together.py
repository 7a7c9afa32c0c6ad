"""Which accounts were made within a few days, when far fewer usually are?"""

from typing import Any

import orjson
import polars as pl

from unisono.accounts.births import Births, births_of, births_of_networks, find_batches
from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import BOUND, finding_id, likelihood_word, network_finding_id
from unisono.model.tables import FINDINGS, TIME, conform, empty

NAME = "born_together"

INNOCENT = (
    "an event that brought newcomers",
    "people who signed up together",
    "an easier way to sign up",
    "dates of a move or an import",
    "accounts chosen by their age",
)

AS_INNOCENTLY = (
    "Newcomers whom an event brings, a class or a campaign that signs up together, and accounts moved from elsewhere "
    "have such dates, too."
)


def find(scene: Scene) -> pl.DataFrame:
    """Return a finding for each batch of accounts, and for each network whose members are one batch."""
    births = births_of(scene.known.profiles)
    batches = pl.concat([empty(FINDINGS), *(_of_batches(one, several=len(births) > 1) for one in births)])
    found = births_of_networks(scene.members, births)
    return pl.concat([batches, _of_networks(found, scene.networks)])


def with_births(networks: pl.DataFrame, members: pl.DataFrame, profiles: pl.DataFrame) -> pl.DataFrame:
    """Return NETWORKS with `born_at`: the first day of the batch that a network's members are, else null."""
    if networks.height == 0:
        return networks
    found = births_of_networks(members, births_of(profiles)).select("network", pl.col("first_at").alias("born_at"))
    named = networks.drop("born_at").join(found, on="network", how="left", maintain_order="left")
    return named.with_columns(pl.col("born_at").cast(TIME)).select(networks.columns)


def _of_batches(births: Births, *, several: bool) -> pl.DataFrame:
    """Return the findings about batches on one platform; `several` platforms are told apart by the subject's name."""
    batches = find_batches(births)
    findings = []
    for row in batches.iter_rows(named=True):
        day = f"{row['first_at']:%Y-%m-%d}"
        subject = f"born:{births.platform}:{day}" if several else f"born:{day}"
        evidence = {"kind": "cohort", "accounts": row["accounts"], "posts": []}
        findings.append(
            {
                **_finding("cohort", subject, row, evidence),
                "expected_basis": "measured",
                "n": row["dated"],
                "because": _because_of_batch(row, births.windows),
            }
        )
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def _of_networks(found: pl.DataFrame, networks: pl.DataFrame) -> pl.DataFrame:
    members = dict(networks.select("network", "accounts").iter_rows())
    findings = [
        {
            **_finding("network", str(row["network"]), row, {"kind": "profiles", "accounts": row["accounts"]}),
            "finding": network_finding_id(NAME, members[row["network"]], "accounts"),
            "expected_basis": BOUND,
            "n": networks.height,
            "because": _because_of_network(row),
        }
        for row in found.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def _finding(kind: str, subject: str, row: dict[str, Any], evidence: dict[str, object]) -> dict[str, object]:
    """Return what both kinds of findings have; row: of BATCHES or of BIRTHS_OF_NETWORKS (Any: its cells)."""
    return {
        "finding": finding_id(NAME, kind, subject, "accounts"),
        "detector": NAME,
        "subject_kind": kind,
        "subject": subject,
        "measure": "accounts",
        "value": float(len(row["accounts"])),
        "expected": row["expected"],
        "p": row["p"],
        "q": row["q"],
        "posts_count": 0,
        "likelihood": likelihood_word(1.0 - row["q"]),
        "evidence": orjson.dumps(evidence).decode(),
    }


def _because_of_batch(row: dict[str, Any], windows: int) -> str:  # Any: a row of a table
    return (
        f"{len(row['accounts']):,} of the {row['dated']:,} accounts with a creation date on {row['platform']} were "
        f"made {days_in_words(row)}; going by the days around them, {row['expected']:.2g} usually are. The most "
        f"surprising among {windows:,} stretches of 1 to 7 days that were compared. {AS_INNOCENTLY}"
    )


def _because_of_network(row: dict[str, Any]) -> str:  # Any: a row of a table
    return (
        f"{len(row['accounts']):,} of its {row['dated']:,} members with a creation date were made "
        f"{days_in_words(row)}; of so many accounts of the case, {row['expected']:.2g} usually are. {AS_INNOCENTLY}"
    )


def days_in_words(row: dict[str, Any]) -> str:  # Any: a row of a table
    """Return when a batch was made: `on 2015-05-14`, or `within 4 days from 2015-05-14`."""
    day = f"{row['first_at']:%Y-%m-%d}"
    return f"on {day}" if row["days"] == 1 else f"within {row['days']} days from {day}"


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("cohort", "network"),
    question="Which accounts were made within a few days, when far fewer usually are?",
    columns=("account_id", "created_at"),
    innocent=INNOCENT,
    find=find,
)
