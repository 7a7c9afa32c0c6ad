"""A target's name goes out of jobs, and jobs about others stay byte for byte."""

from pathlib import Path

import orjson

from unisono.cases.job_names import rename_in_jobs


def a_job(case: Path, number: int, target: object, error: str = "") -> Path:
    folder = case / "jobs" / f"20261122T03040{number}-a1b2c3"
    folder.mkdir(parents=True)
    told = {"kind": "export", "settings": {"what": "target-page", "target": target}, "again_of": None}
    (folder / "job.json").write_bytes(orjson.dumps(told))
    (folder / "outcome.json").write_bytes(orjson.dumps({"state": "failed", "error": error}))
    return folder


def test_the_name_goes_out_of_the_job_and_of_what_it_answered(tmp_path: Path) -> None:
    job = a_job(tmp_path, 1, "Ann", "There is no target named ann. See the annual list.")
    assert rename_in_jobs(tmp_path, " ANN ", "named-1") == 1
    told = orjson.loads((job / "job.json").read_bytes())
    assert told == {
        "kind": "export",
        "settings": {"what": "target-page", "target": "named-1"},
        "again_of": None,
    }
    said = orjson.loads((job / "outcome.json").read_bytes())["error"]
    assert said == "There is no target named named-1. See the annual list."


def test_jobs_about_others_and_damaged_ones_stay_as_they_are(tmp_path: Path) -> None:
    folders = [a_job(tmp_path, 1, "Anna", "Ann"), a_job(tmp_path, 2, None), a_job(tmp_path, 3, ["Ann"])]
    damaged = a_job(tmp_path, 4, "Ann") / "job.json"
    damaged.write_bytes(b'{"settings": {"target": "Ann"')
    before = {file: file.read_bytes() for folder in folders for file in folder.iterdir()}
    assert rename_in_jobs(tmp_path, "Ann", "named-1") == 0
    assert {file: file.read_bytes() for file in before} == before
    assert damaged.exists()
