"""Testimony in the same words stands on the timeline from its first to its last post."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl

from unisono.cases import Run, create_case
from unisono.detectors.alike import REPEATED
from unisono.dossiers.case_timeline.texts import MOST_TEXTS, shared_testimony
from unisono.model.tables import FINDINGS, conform

START = datetime(2018, 6, 1, tzinfo=UTC)


def run_with(folder: Path, texts: dict[str, int]) -> tuple[Run, pl.DataFrame]:
    """Return a run in which each text was posted by so many accounts, one an hour, and the findings about them."""
    rows = [
        {"account": f"twitter:{n}", "object": name, "at": START + timedelta(hours=n), "post": f"twitter:{name}{n}"}
        for name, accounts in texts.items()
        for n in range(accounts)
    ]
    findings = [
        {"finding": f"f-{name}", "detector": "testimony", "subject_kind": "text", "subject": name, "value": float(n)}
        | {"because": "They claim it. Chance gives few.", "evidence": orjson.dumps({"kind": "text"}).decode()}
        for name, n in texts.items()
    ]
    table = conform(pl.DataFrame(findings, infer_schema_length=None), FINDINGS)
    case = create_case(folder)
    case.write_run({}, {"texts": pl.DataFrame(rows, schema=REPEATED), "findings": table})
    run = case.latest_run()
    assert run is not None
    return run, table


def test_a_text_is_told_from_its_first_to_its_last_post_with_its_networks(tmp_path: Path) -> None:
    run, findings = run_with(tmp_path / "case", {"t-1": 4})
    (one,) = shared_testimony(run, findings, {"twitter:2": 7, "twitter:9": 8})
    assert (one.at, one.until) == (START, START + timedelta(hours=3))
    assert (one.networks, one.accounts, one.says, one.finding) == ((7,), 4, "They claim it.", "f-t-1")


def test_the_texts_of_most_accounts_are_told_and_other_detectors_are_not(tmp_path: Path) -> None:
    texts = {f"t-{n}": n + 1 for n in range(MOST_TEXTS + 2)}
    run, findings = run_with(tmp_path / "case", texts)
    assert [one.accounts for one in shared_testimony(run, findings, {})] == [7, 6, 5, 4, 3]
    copied = findings.with_columns(pl.lit("copied_text").alias("detector"))
    assert list(shared_testimony(run, copied, {})) == []
