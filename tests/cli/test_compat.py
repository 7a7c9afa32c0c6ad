"""The compat commands print the peers' tables and say what is wrong with a call."""

import io
import json
from pathlib import Path

import pytest

from unisono.cli import main

SHARES = """object_id,account_id,content_id,timestamp_share
o1,b,c1,0
o1,a,c2,7
o2,a,c3,100
o2,b,c4,100
NA,a,c5,0
NA,b,c6,0
"""


@pytest.fixture
def shares(tmp_path: Path) -> str:
    file = tmp_path / "shares.csv"
    file.write_text(SHARES)
    return str(file)


def test_pairs_are_printed_older_post_first(shares: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compat", "coortweet", shares, "--time-window", "60", "--min-participation", "2", "--pairs"]) == 0
    assert capsys.readouterr().out == (
        "object_id,content_id,content_id_y,time_delta,account_id,account_id_y\no1,c1,c2,7,b,a\no2,c4,c3,0,b,a\n"
    )


def test_edges_have_one_column_for_each_quantile(shares: str, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["compat", "coortweet", shares, "--time-window", "60", "--edges", "--edge-weight", "0.5,0.95"]
    assert main(call) == 0
    assert capsys.readouterr().out == (
        "account_id,account_id_y,weight,avg_time_delta,n_content_id,n_content_id_y,edge_symmetry_score,"
        'weight_threshold_p50,weight_threshold_p95,object_ids\na,b,2,3.5,2,2,1,0,0,"o1,o2"\n'
    )


def test_missing_objects_meet_only_when_loops_are_kept(shares: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compat", "coortweet", shares, "--time-window", "60", "--edges", "--loops"]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith('"NA,o1,o2"')


def test_the_toolkits_edges_have_both_directions(shares: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compat", "cnt", shares, "--time-window", "60", "--min-edge-weight", "1"]) == 0
    assert capsys.readouterr().out == "user_1,user_2,weight\na,b,3\nb,a,3\n"


def test_json_gives_one_object_a_line(shares: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compat", "cnt", shares, "--time-window", "60", "--json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"user_1": "a", "user_2": "b", "weight": 3},
        {"user_1": "b", "user_2": "a", "weight": 3},
    ]
    assert main(["compat", "coortweet", shares, "--time-window", "60", "--edges", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["avg_time_delta"] == 3.5


def test_a_table_is_taken_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SHARES.encode())))
    assert main(["compat", "cnt", "-", "--time-window", "60"]) == 0
    assert capsys.readouterr().out == "user_1,user_2,weight\na,b,3\nb,a,3\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--time-window", "60"], "Add --pairs or --edges"),
        (["--time-window", "60", "--pairs", "--edges"], "Add --pairs or --edges"),
        (["--time-window", "60", "--pairs", "--edge-weight", "0.5"], "Use it with --edges"),
        (["--time-window", "60", "--edges", "--edge-weight", "half"], "not a list of numbers from 0 to 1"),
        (["--time-window", "60", "--edges", "--edge-weight", "0.5,2"], "not a list of numbers from 0 to 1"),
        (["--time-window", "-1", "--edges"], "not a number of seconds"),
        (["--edges"], "--time-window"),
    ],
)
def test_a_call_that_does_not_fit_is_refused(
    options: list[str], said: str, shares: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compat", "coortweet", shares, *options]) == 2
    assert said in capsys.readouterr().err


def test_a_table_without_the_columns_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,text\n1,hello\n")
    assert main(["compat", "cnt", str(file), "--time-window", "60"]) == 3
    assert "Columns found: " in capsys.readouterr().err
