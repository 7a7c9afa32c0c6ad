"""The right importer is chosen, or the message says what the file looks like and what to type."""

from pathlib import Path

import pytest

from tests.importers.table_sources import SAMPLES, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.guessing import choose_importer, rate_importers
from unisono.importers.opening import open_source
from unisono.model.errors import DataRejectedError, UsageError

SETTINGS = ReadSettings()


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("twitter_*.jsonl")))
def test_each_sample_is_recognised_without_its_name(sample: str, tmp_path: Path) -> None:
    renamed = tmp_path / "unknown.bin"
    renamed.write_bytes((SAMPLES / sample).read_bytes())
    source = open_source(str(renamed), tmp_path / "scratch")
    assert choose_importer(source, None, SETTINGS).name == sample[: len("twitter_v1")]
    sure, less = rate_importers(source)[:2]
    assert sure[1] > less[1]


def test_a_named_format_is_taken_and_an_unknown_one_refused(tmp_path: Path) -> None:
    source = written_source(tmp_path, "id,text\n1,a\n")
    assert choose_importer(source, "twitter_v1", SETTINGS).name == "twitter_v1"
    with pytest.raises(UsageError, match="There is no format"):
        choose_importer(source, "nonsense", SETTINGS)


def test_mapped_columns_are_read_by_the_generic_importer(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"id": "1", "words": "a"}\n')
    assert choose_importer(source, None, ReadSettings(mapping={"text": "words"})).name == "generic"


def test_an_unknown_file_is_described_with_advice(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"looks like text that begins with: Dear all.*--format.*--map"):
        choose_importer(written_source(tmp_path, "Dear all\nthis is a letter\n"), None, SETTINGS)
