"""Groups in time are told once each, at the date that their finding is about, with the networks that take part."""

from datetime import UTC, datetime

import orjson
import polars as pl
import pytest

from unisono.dossiers.case_timeline.groups import groups_in_time, moment_of
from unisono.dossiers.case_timeline.happening import first_sentence
from unisono.model.tables import FINDINGS, NETWORKS, conform

WOKE = datetime(2018, 8, 5, 1, 10, tzinfo=UTC)


def finding(detector: str, kind: str, subject: str, accounts: list[str]) -> dict[str, object]:
    evidence = {"kind": "cohort", "accounts": accounts, "posts": []}
    return {
        "finding": f"f-{detector}-{subject}",
        "detector": detector,
        "subject_kind": kind,
        "subject": subject,
        "because": f"{len(accounts)} accounts did 2.5 things. More words.",
        "evidence": orjson.dumps(evidence).decode(),
    }


def told(
    *rows: dict[str, object], homes: dict[str, int]
) -> list[tuple[str, str, datetime, tuple[int, ...], int | None]]:
    findings = conform(pl.DataFrame(list(rows), infer_schema_length=None), FINDINGS)
    networks = conform(pl.DataFrame([{"network": 1, "woke_at": WOKE}, {"network": 2, "born_at": WOKE}]), NETWORKS)
    happened = groups_in_time(findings, networks, homes)
    return [(one.kind, one.subject, one.at, one.networks, one.accounts) for one in happened]


def test_a_cohort_is_told_at_its_day_with_the_networks_of_its_accounts() -> None:
    cohort = finding("woke_together", "cohort", "woke:2018-08-05", ["a", "b", "c"])
    assert told(cohort, homes={"a": 2, "b": 1, "x": 3}) == [
        ("woke", "woke:2018-08-05", datetime(2018, 8, 5, tzinfo=UTC), (1, 2), 3)
    ]


def test_a_networks_finding_is_left_out_where_the_cohort_holds_half_of_its_accounts() -> None:
    cohort = finding("woke_together", "cohort", "woke:2018-08-05", ["a", "b"])
    half = finding("woke_together", "network", "1", ["a", "b", "c", "d"])
    assert len(told(cohort, half, homes={})) == 1
    less = finding("woke_together", "network", "1", ["a", "c", "d"])
    assert [one[:3] for one in told(cohort, less, homes={})][1] == ("woke", "1", WOKE)


def test_a_networks_finding_without_a_date_is_left_out() -> None:
    assert told(finding("turned_together", "network", "1", ["a"]), homes={}) == []
    assert told(finding("co_deletion", "network", "1", ["a"]), homes={}) == []
    assert told(finding("born_together", "network", "2", ["a"]), homes={})[0][:3] == ("born", "2", WOKE)


def test_findings_about_accounts_texts_and_events_are_not_groups() -> None:
    rows = [
        finding("dormancy", "account", "twitter:1", []),
        finding("copied_text", "text", "t-1", []),
        finding("woke_together", "event", "vote", ["a"]),
    ]
    assert told(*rows, homes={}) == []


@pytest.mark.parametrize(
    ("subject", "moment"),
    [
        ("woke:2018-08-05", datetime(2018, 8, 5, tzinfo=UTC)),
        ("born:twitter:2015-05-20", datetime(2015, 5, 20, tzinfo=UTC)),
        ("deleted:2018-06-01T12:30", datetime(2018, 6, 1, 12, 30, tzinfo=UTC)),
    ],
)
def test_the_name_of_a_cohort_ends_in_its_time(subject: str, moment: datetime) -> None:
    assert moment_of(subject) == moment


@pytest.mark.parametrize(
    ("because", "first"),
    [
        ("3 accounts woke; expected 2.5. New with them: #a.", "3 accounts woke; expected 2.5."),
        ("No end", "No end"),
        ("Within 7.5 days. a small letter goes on. Here it ends.", "Within 7.5 days. a small letter goes on."),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_a_capital_follows(because: str, first: str) -> None:
    assert first_sentence(because) == first
