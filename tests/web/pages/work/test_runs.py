"""The runs of a case, the latest first; a damaged one is told and stops no list."""

from pathlib import Path

import orjson

from tests.cli.scanned_case import scanned_case
from tests.web.uploads.sending import visitor


def test_runs_are_listed_with_their_numbers_and_a_damaged_one_says_so(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    latest = case.latest_run()
    assert latest is not None
    client = visitor(case.path)
    page = client.get("/case/case/runs").text
    assert f'href="/case/case/run/{latest.id}"' in page
    row = orjson.loads(client.get("/case/case/runs?as=json").text.splitlines()[0])
    assert (row["run"], row["damaged"]) == (latest.id, None)
    (latest.path / "record.json").write_text("{")
    broken = client.get("/case/case/runs")
    assert broken.status_code == 200 and "cannot be read" in broken.text


def test_a_case_without_runs_is_led_to_the_scan(tmp_path: Path) -> None:
    client = visitor(tmp_path / "case")
    assert "Nothing was scanned here yet" in client.get("/case/case/runs").text
