"""Folders at addresses, through Spark's own file systems."""

from pathlib import Path

import pytest

from tests.stories.one_spark import spark_engine
from unisono.engine.choosing import remote_folder
from unisono.engine.engines import EMBEDDED
from unisono.engine.spark_files import is_address
from unisono.model.errors import UsageError


def test_files_are_fetched_sent_and_renamed(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    (there / "runs" / "1").mkdir(parents=True)
    (there / "runs" / "1" / "pairs").write_bytes(b"abc")
    here.mkdir()
    (here / "new").write_bytes(b"defg")
    folder = remote_folder(spark_engine(), there.as_uri())
    assert folder.sizes() == {"runs/1/pairs": 3}
    folder.fetch("runs/1/pairs", here / "deep" / "pairs")
    folder.send(here / "new", "runs/.2/new")
    folder.rename("runs/.2", "runs/2")
    assert [file.name for file in (here / "deep").iterdir()] == ["pairs"]
    assert (here / "deep" / "pairs").read_bytes() == b"abc"
    assert folder.sizes() == {"runs/1/pairs": 3, "runs/2/new": 4}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///no/such/case", "There is nothing at file:///no/such/case"),
        ("nosuch://bucket/case", "Spark cannot open nosuch://bucket/case"),
        ("s3a://bucket/case", r"hadoop-aws:\d+\.\d+"),
    ],
)
def test_what_cannot_be_opened_is_told(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        remote_folder(spark_engine(), address)


def test_the_embedded_engine_reads_no_addresses() -> None:
    with pytest.raises(UsageError, match="Only Spark reads hdfs://name/case"):
        remote_folder(EMBEDDED, "hdfs://name/case")


def test_paths_are_no_addresses() -> None:
    assert is_address("S3A://bucket/case")
    assert not is_address("cases/s3a")
    assert not is_address("C:\\cases\\one")
