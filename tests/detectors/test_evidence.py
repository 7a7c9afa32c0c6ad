"""A finding's posts can be fetched, and they are as many as it says."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.detectors.small_world import HIRED, case_of, hired, people, scanned, world
from unisono.cases import Case, Run, SourceRecord
from unisono.detectors.evidence import COLUMNS, fetch_evidence, posts_of_texts, with_first_posts
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings
from unisono.worlds.written import STARTS_AT, read_written_world

SLOGAN = "Ring the bells at noon and bring the old boats home to the harbour"
CHANT = "Whoever has a lantern carries it tonight along the river to the mill"


def copied_texts(count: int = 9) -> list[str]:
    """Return two texts that many people published: one by all, one by half of them and by two of them twice."""
    lines = [f'{600 + 7_000 * number} citizen{number} "{SLOGAN}"' for number in range(count)]
    lines += [f'{900 + 3_000 * number} citizen{number} "{CHANT}"' for number in range(count // 2 + 2)]
    return [*lines, f'90000 citizen1 "{CHANT}"', f'91000 citizen2 "{CHANT}"']


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    batch = read_written_world([*people(), *copied_texts()])
    case = case_of(tmp_path_factory.mktemp("texts") / "case", batch)
    return case, scanned(case)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    case = case_of(tmp_path_factory.mktemp("evidence") / "case", world())
    return case, scanned(case)


def test_every_finding_has_as_many_posts_as_it_says(scan: tuple[Case, Run]) -> None:
    case, run = scan
    findings = run.table("findings")
    assert set(findings["subject_kind"]) == {"network", "account", "pair", "hashtag", "post"}
    for finding, count, kind in findings.select("finding", "posts_count", "subject_kind").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert (rows.height, rows["post_id"].n_unique()) == (count, count), kind
        assert count > 0


def test_every_finding_of_a_part_of_the_time_has_as_many_posts_as_it_says(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    since, until = STARTS_AT + timedelta(days=2), STARTS_AT + timedelta(days=9)
    run = scanned(case, ScanSettings(since=since, until=until))
    assert run.table("findings").height > 0
    for finding, count in run.table("findings").select("finding", "posts_count").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert rows.height == count
        assert rows["created_at"].is_between(since, until, closed="left").all()


def test_evidence_is_in_time_order_and_names_file_and_row(scan: tuple[Case, Run]) -> None:
    case, run = scan
    network = run.table("findings").filter(pl.col("subject_kind") == "network").row(0, named=True)
    rows = fetch_evidence(case, run, network["finding"])
    assert rows.columns == list(COLUMNS)
    assert rows["created_at"].is_sorted()
    assert set(rows["source_file"]) == {"world.txt"}
    lines = case.posts().select(pl.concat_str("platform", pl.lit(":"), "post_id"), "source_row").collect()
    assert set(rows.select("post_id", "source_row").rows()) <= set(lines.rows())


def test_evidence_of_a_pair_is_of_its_two_accounts_alone(scan: tuple[Case, Run]) -> None:
    case, run = scan
    for finding, subject in (
        run.table("findings").filter(pl.col("subject_kind") == "pair").select("finding", "subject").head(20).iter_rows()
    ):
        assert set(fetch_evidence(case, run, finding)["account_id"]) == set(subject.split(" "))


def test_evidence_of_a_member_is_its_own_part_of_the_network(scan: tuple[Case, Run]) -> None:
    case, run = scan
    accounts = run.table("findings").filter(pl.col("subject_kind") == "account")
    assert set(accounts["subject"]) >= HIRED
    for finding, subject in accounts.select("finding", "subject").iter_rows():
        assert set(fetch_evidence(case, run, finding)["account_id"]) == {subject}


def test_an_unknown_finding_is_refused_with_what_to_type(scan: tuple[Case, Run]) -> None:
    case, run = scan
    with pytest.raises(UsageError, match=r"no finding 'f-000' in run .*unisono findings"):
        fetch_evidence(case, run, "f-000")


def test_an_act_repeated_in_the_same_moment_names_the_first_of_its_posts() -> None:
    traces = pl.DataFrame(
        {
            "account": ["ann", "ann", "ann", "bob"],
            "object": ["x", "x", "x", "x"],
            "at": [1, 1, 2, 1],
            "post": ["p3", "p2", "p1", "p4"],
        }
    )
    assert with_first_posts(traces)["post"].to_list() == ["p2", "p2", "p1", "p4"]


def test_posts_repeated_in_the_same_second_do_not_raise_the_count(tmp_path: Path) -> None:
    lines = hired()
    assert len(lines) > len(set(lines))
    case = case_of(tmp_path / "case", read_written_world([*people(), *lines]))
    run = scanned(case)
    network = run.table("networks").row(0, named=True)
    assert network["posts"] == len(set(lines))


def test_reposts_by_their_words_are_read_with_those_of_others(tmp_path: Path) -> None:
    """Two texts cut at different places are one only by the whole one, which a third account has."""
    batch = read_written_world([*people(), *hired()])
    whole = "We all should ride the night train to the sea, as we did when tickets were made of paper."
    cut = {"written:hired0": whole[:60] + "…", "written:hired1": whole[:70] + "…"}
    account = pl.concat_str("platform", pl.lit(":"), "account_id")
    words = pl.concat_str(pl.lit("RT @star: "), "ref_post_id", pl.lit(" "), account.replace_strict(cut, default=whole))
    by_words = [pl.lit(None, pl.String).alias(name) for name in ("ref_post_id", "ref_account_id", "ref_handle")]
    posts = batch.posts.with_columns(pl.when(pl.col("kind") == "repost").then(words).alias("text"))
    case = case_of(tmp_path / "case", replace(batch, posts=posts.with_columns(by_words)))
    run = scanned(case)
    pairs = run.table("findings").filter(pl.col("subject_kind") == "pair")
    assert "written:hired0 written:hired1" in pairs["subject"].to_list()
    for finding, count in pairs.select("finding", "posts_count").iter_rows():
        assert fetch_evidence(case, run, finding).height == count


def test_a_copied_text_has_its_posts_in_time_order(texts: tuple[Case, Run]) -> None:
    case, run = texts
    findings = run.table("findings").filter(pl.col("subject_kind") == "text")
    assert sorted(findings["posts_count"].to_list()) == [8, 9]
    for finding, count in findings.select("finding", "posts_count").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert (rows.height, rows["post_id"].n_unique(), rows["text"].n_unique()) == (count, count, 1)
        assert rows["created_at"].is_sorted()
        assert set(rows["source_file"]) == {"world.txt"}


def test_copies_outside_the_time_of_the_scan_are_no_evidence(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", read_written_world([*people(), *copied_texts()]))
    until = STARTS_AT + timedelta(seconds=600 + 7_000 * 6)
    run = scanned(case, ScanSettings(until=until))
    findings = run.table("findings").filter(pl.col("subject_kind") == "text")
    assert sorted(findings["posts_count"].to_list()) == [6, 6]
    for finding, count in findings.select("finding", "posts_count").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert rows.height == count
        assert rows.filter(pl.col("created_at") >= until).height == 0


def test_what_was_imported_after_the_run_is_no_evidence_of_it(tmp_path: Path) -> None:
    """Neither a new post with the words, nor a later observation that took the words out of an old one."""
    case = case_of(tmp_path / "case", read_written_world([*people(), *copied_texts()]))
    run = scanned(case)
    findings = run.table("findings").filter(pl.col("subject_kind") == "text")
    before = {finding: fetch_evidence(case, run, finding) for finding in findings["finding"]}
    copies = case.posts().filter(pl.col("text") == SLOGAN).collect()
    changed = copies.head(2).with_columns(pl.lit("Nothing to see here any more, move along please").alias("text"))
    new = copies.tail(3).with_columns(pl.concat_str(pl.lit("later"), "post_id").alias("post_id"))
    later = pl.concat([changed, new]).with_columns(pl.lit("cd" * 32).alias("source_sha256"))
    case.append([Batch(posts=later)], SourceRecord("later.txt", "cd" * 32, "written"))
    assert case.posts().filter(pl.col("text") == SLOGAN).select(pl.len()).collect().item() == copies.height + 1
    for finding, count in findings.select("finding", "posts_count").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert rows.height == count
        assert rows.equals(before[finding])


def test_several_wordings_are_looked_up_at_once(texts: tuple[Case, Run]) -> None:
    _, run = texts
    findings = run.table("findings").filter(pl.col("subject_kind") == "text")
    found = posts_of_texts(run, [*findings["subject"], "t-0000000000000000"])
    counts = dict(found.group_by("object").len().iter_rows())
    assert counts == dict(findings.select("subject", "posts_count").iter_rows())
    assert posts_of_texts(run, []).height == 0
