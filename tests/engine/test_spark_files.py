"""Folders at addresses, through Spark's own file systems."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.served_folder import served
from tests.stories.one_spark import spark_engine
from unisono.engine.choosing import remote_folder
from unisono.engine.engines import EMBEDDED
from unisono.engine.spark_files import is_address
from unisono.model.errors import UnisonoError, UsageError


@pytest.fixture(params=["file", "webhdfs"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder of this machine and an address at which Hadoop reads it: its path, or over HTTP."""
    folder = tmp_path / "there"
    (folder / "runs" / "1").mkdir(parents=True)
    (folder / "runs" / "1" / "pairs").write_bytes(b"abc")
    if request.param == "file":
        yield folder, folder.as_uri()
        return
    with served(tmp_path) as address:
        yield folder, f"{address}/there"


def test_files_are_fetched_sent_and_renamed(there: tuple[Path, str], tmp_path: Path) -> None:
    here, folder = tmp_path / "here", remote_folder(spark_engine(), there[1])
    here.mkdir()
    (here / "new").write_bytes(b"defg")
    assert folder.sizes() == {"runs/1/pairs": 3}
    folder.fetch("runs/1/pairs", here / "deep" / "pairs")
    folder.send(here / "new", "runs/.2/new")
    folder.rename("runs/.2", "runs/2")
    folder.send(here / "new", "runs/1/pairs")
    assert [file.name for file in (here / "deep").iterdir()] == ["pairs"]
    assert (here / "deep" / "pairs").read_bytes() == b"abc"
    assert (there[0] / "runs" / "2" / "new").read_bytes() == b"defg"
    assert folder.sizes() == {"runs/1/pairs": 4, "runs/2/new": 4}


def test_what_could_not_be_done_there_is_told(there: tuple[Path, str], tmp_path: Path) -> None:
    folder = remote_folder(spark_engine(), there[1])
    with pytest.raises(UnisonoError, match=f"{there[1]}: could not rename runs/3 to runs/4"):
        folder.rename("runs/3", "runs/4")
    with pytest.raises(UnisonoError, match=f"{there[1]}: could not fetch runs/3/pairs: .*FileNotFound"):
        folder.fetch("runs/3/pairs", tmp_path / "pairs")


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
