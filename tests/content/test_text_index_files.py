"""An index comes back as it was stored, or not at all."""

import io
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.content.near_texts import made_up_texts
from unisono.content import text_index_files
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.content.text_index_files import load_about
from unisono.model.errors import DataRejectedError

TEXTS = pl.Series(made_up_texts(60, seed=2))


def save(folder: Path) -> TextIndex:
    index = TextIndex.build(TEXTS, settings=NearDuplicates(bands=10, band_rows=3))
    index.save(folder, covers=["ab"])
    return index


def test_an_index_comes_back_and_grows_on(tmp_path: Path) -> None:
    index = save(tmp_path)
    loaded = TextIndex.load(tmp_path)
    more = pl.Series(made_up_texts(30, seed=3))
    assert loaded.settings == index.settings
    assert loaded.clusters().equals(index.clusters())
    assert loaded.extend(more).clusters().equals(index.extend(more).clusters())
    assert load_about(tmp_path)["covers"] == ["ab"]


def test_texts_posted_earlier_than_was_known_are_told_apart_from_those_that_are_new() -> None:
    days = pl.Series([datetime(2024, 5, day, tzinfo=UTC) for day in (1, 2, 3)])
    earlier = TextIndex.build(TEXTS[:2], days[1:])
    grown = earlier.extend(TEXTS[1:4], days)
    assert grown.stored.moved_since(earlier.stored).tolist() == [False, True, False, False]


def test_an_empty_index_comes_back(tmp_path: Path) -> None:
    TextIndex.build(pl.Series(dtype=pl.String)).save(tmp_path)
    assert len(TextIndex.load(tmp_path)) == 0


def test_an_index_that_grew_writes_only_what_came_and_comes_back_whole(tmp_path: Path) -> None:
    save(tmp_path)
    before = {file.name for file in tmp_path.glob("texts-*.arrow")}
    grown = TextIndex.load(tmp_path).extend(pl.Series(made_up_texts(30, seed=3)))
    grown.save(tmp_path)
    after = {file.name for file in tmp_path.glob("texts-*.arrow")}
    assert before < after and len(after) == 2
    assert TextIndex.load(tmp_path).clusters().equals(grown.clusters())
    assert len(list(tmp_path.glob("joined-*.arrow"))) == 1


def test_what_an_earlier_version_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "texts.parquet").write_bytes(b"")
    save(tmp_path)
    assert not (tmp_path / "texts.parquet").exists()
    assert {file.suffix for file in tmp_path.iterdir()} == {".arrow", ".json"}


def test_many_parts_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_index_files, "MOST_PARTS", 2)
    save(tmp_path)
    for seed, parts in ((3, 2), (4, 1)):
        grown = TextIndex.load(tmp_path).extend(pl.Series(made_up_texts(30, seed=seed)))
        grown.save(tmp_path)
        assert len(list(tmp_path.glob("texts-*.arrow"))) == parts
    assert TextIndex.load(tmp_path).clusters().equals(grown.clusters())


def test_of_two_that_grow_an_index_at_once_the_later_stays_whole(tmp_path: Path) -> None:
    save(tmp_path)
    one, other = TextIndex.load(tmp_path), TextIndex.load(tmp_path)
    one.extend(pl.Series(made_up_texts(30, seed=3))).save(tmp_path)
    later = other.extend(pl.Series(made_up_texts(30, seed=4)))
    later.save(tmp_path)
    assert TextIndex.load(tmp_path).clusters().equals(later.clusters())
    assert len(list(tmp_path.glob("texts-*.arrow"))) == 2


def test_what_another_removed_meanwhile_is_written_again(tmp_path: Path) -> None:
    save(tmp_path)
    index = TextIndex.load(tmp_path)
    next(tmp_path.glob("texts-*.arrow")).unlink()
    index.save(tmp_path)
    assert TextIndex.load(tmp_path).clusters().equals(index.clusters())


@pytest.mark.parametrize("kind", ["texts-*", "known-*", "joined-*", "states-*", "about.json"])
def test_a_damaged_or_missing_file_is_refused(tmp_path: Path, kind: str) -> None:
    save(tmp_path)
    file = next(tmp_path.glob(kind))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(DataRejectedError, match="made anew"):
        TextIndex.load(tmp_path)
    file.write_bytes(content[: len(content) // 3])
    with pytest.raises(DataRejectedError, match="made anew"):
        TextIndex.load(tmp_path)
    file.unlink()
    with pytest.raises(DataRejectedError, match=file.name):
        TextIndex.load(tmp_path)


def test_states_of_another_index_are_refused(tmp_path: Path) -> None:
    save(tmp_path)
    about = orjson.loads((tmp_path / "about.json").read_bytes())
    (tmp_path / "about.json").write_bytes(orjson.dumps({**about, "parts": []}))
    with pytest.raises(DataRejectedError, match="two indexes"):
        TextIndex.load(tmp_path)


def test_other_columns_than_are_read_are_refused(tmp_path: Path) -> None:
    save(tmp_path)
    about = orjson.loads((tmp_path / "about.json").read_bytes())
    content = io.BytesIO()
    pl.read_ipc(tmp_path / about["tables"]["known"]).drop("number").write_ipc(content)
    about["tables"]["known"] = f"known-{sha256(content.getvalue()).hexdigest()}.arrow"
    (tmp_path / about["tables"]["known"]).write_bytes(content.getvalue())
    (tmp_path / "about.json").write_bytes(orjson.dumps(about))
    with pytest.raises(DataRejectedError, match="columns"):
        TextIndex.load(tmp_path)


@pytest.mark.parametrize("name", ["settings", "seeds", "parts", "tables"])
def test_an_account_that_lacks_a_part_is_refused(tmp_path: Path, name: str) -> None:
    save(tmp_path)
    about = orjson.loads((tmp_path / "about.json").read_bytes())
    del about[name]
    (tmp_path / "about.json").write_bytes(orjson.dumps(about))
    with pytest.raises(DataRejectedError, match=name):
        TextIndex.load(tmp_path)


def test_what_another_version_wrote_is_refused(tmp_path: Path) -> None:
    save(tmp_path)
    about = orjson.loads((tmp_path / "about.json").read_bytes())
    (tmp_path / "about.json").write_bytes(orjson.dumps({**about, "made_by": "0-0"}))
    with pytest.raises(DataRejectedError, match="another version"):
        TextIndex.load(tmp_path)
