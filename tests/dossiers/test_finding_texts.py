"""Which text somebody means."""

from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.written_case import BRIDGE, put_in_network, texts_case, write_case
from unisono.cases import Case
from unisono.dossiers.finding_texts import find_text
from unisono.dossiers.shared_texts import find_shared_texts, read_texts
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def test_a_text_is_named_by_its_id_the_beginning_of_it_or_a_post(case: Case) -> None:
    traces = read_texts(case)
    name = find_shared_texts(case).texts["object"][0]
    for given in (name, name[:8], "b0", "twitter:b0", "rt"):
        assert find_text(case, traces, given) == name


def test_a_beginning_of_one_listed_text_means_that_one(case: Case) -> None:
    traces = pl.DataFrame({"object": ["t-aa1", "t-aa1", "t-aa2"], "account": ["x", "y", "x"], "post": ["1", "2", "3"]})
    assert find_text(case, traces, "t-aa") == "t-aa1"
    assert find_text(case, traces, "t-aa2") == "t-aa2"


def test_a_beginning_of_several_texts_is_asked_back(case: Case) -> None:
    with pytest.raises(UsageError, match="5 texts begin with t-: t-"):
        find_text(case, read_texts(case), "t-")


def test_what_names_nothing_says_what_to_type(case: Case) -> None:
    traces = read_texts(case)
    with pytest.raises(UsageError, match=r"no text and no post 'nothing'. Type a text's id, such as t-"):
        find_text(case, traces, "nothing")
    with pytest.raises(UsageError, match=r"no text t-zz\. See: unisono texts"):
        find_text(case, traces, "t-zz")
    with pytest.raises(UsageError, match="says too little to be compared"):
        find_text(case, traces, "short")


def test_a_repost_of_what_the_case_does_not_hold_says_so(tmp_path: Path) -> None:
    posts = [
        {"account": "ann", "text": BRIDGE},
        {"account": "bob", "text": "RT @x: " + BRIDGE, "kind": "repost", "ref_post_id": "77", "id": "rt"},
    ]
    case = write_case(tmp_path / "other", posts)
    with pytest.raises(UsageError, match="is a repost of twitter:77, which the case does not hold"):
        find_text(case, read_texts(case), "rt")


def test_a_name_that_an_earlier_run_gave_leads_to_the_text_as_it_is_called_now(case: Case) -> None:
    traces = read_texts(case)
    put_in_network(case, ["b0"])
    old = traces.filter(pl.col("post") == "twitter:b0").with_columns(object=pl.lit("t-old"))
    run = case.latest_run()
    assert run is not None
    old.write_parquet(run.path / "texts.parquet")
    assert find_text(case, traces, "t-old") == find_text(case, traces, "b0")


def test_a_case_without_texts_says_so(tmp_path: Path) -> None:
    case = write_case(tmp_path / "silent", [{"account": "ann", "text": "ok"}])
    with pytest.raises(UsageError, match="has no texts: none of its posts says something"):
        find_text(case, read_texts(case), "t-1")
