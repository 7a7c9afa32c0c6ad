"""The right importer is chosen, or the message says what the file looks like and what to type."""

from pathlib import Path

import pytest

from tests.importers.table_sources import SAMPLES, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.guessing import choose_importer, rate_importers
from unisono.importers.no_data import NoDataError
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


def test_a_named_format_is_taken_where_it_may_fit_and_an_unknown_one_refused(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"id_str": "1", "cut off\n')
    assert choose_importer(source, "twitter-v1", SETTINGS).name == "twitter_v1"
    with pytest.raises(UsageError, match="There is no format"):
        choose_importer(source, "nonsense", SETTINGS)


def test_a_named_format_that_a_file_plainly_has_not_is_refused_with_what_it_looks_like(tmp_path: Path) -> None:
    table = written_source(tmp_path, "id,user,date,text\n1,ann,2020-01-01,a\n")
    with pytest.raises(DataRejectedError, match=r"posts.csv is no twitter_v1.*columns id, user.*seems to be generic"):
        choose_importer(table, "twitter_v1", SETTINGS)
    assert choose_importer(table, "crowdtangle", ReadSettings(mapping={"post_id": "id"})).name == "crowdtangle"
    lines = open_source(str(SAMPLES / "twitter_v1.jsonl"), tmp_path / "scratch")
    with pytest.raises(DataRejectedError, match=r"is no twitter_v2.*JSON lines with the fields.*twitter_v1"):
        choose_importer(lines, "twitter_v2", SETTINGS)
    with pytest.raises(DataRejectedError, match="web page"):
        choose_importer(written_source(tmp_path, "<html>no</html>"), "twitter_v1", SETTINGS)


def test_mapped_columns_are_read_by_the_generic_importer(tmp_path: Path) -> None:
    source = written_source(tmp_path, '{"id": "1", "words": "a"}\n')
    assert choose_importer(source, None, ReadSettings(mapping={"text": "words"})).name == "generic"


def test_text_without_data_is_told_from_data_of_no_known_format(tmp_path: Path) -> None:
    with pytest.raises(NoDataError):
        choose_importer(written_source(tmp_path, "Dear all\nthis is a letter\n"), None, SETTINGS)
    with pytest.raises(DataRejectedError, match="no known format") as unknown:
        choose_importer(written_source(tmp_path, '{"when": 1}\n'), None, SETTINGS)
    assert not isinstance(unknown.value, NoDataError)


def test_an_unknown_file_is_described_with_advice(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"looks like text that begins with: Dear all.*--format.*--map"):
        choose_importer(written_source(tmp_path, "Dear all\nthis is a letter\n"), None, SETTINGS)
