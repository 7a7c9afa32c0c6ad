"""What a mapping file keeps comes back as it was, and a file that is none is refused with its fault."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, strategies

from unisono.importers.saved_mappings import SavedMapping, known_dates, read_mapping, write_mapping
from unisono.model.errors import UsageError

FIELDS = ("created_at", "text", "handle")
FOUND = {
    "file": "pósts\x7f \"1\".csv", "format": "generic", "rows": 3, "nulls": {"created_at": 0.0, "text": 1 / 3},
    "problems": [{"code": "no_time_zone", "rows": 3, "example": "x", "advice": "Say it:\n--tz ZONE"}],
}  # fmt: skip
WHOLE = 'unisono_mapping = 1\nformat = "generic"\n'
PLATFORMS = strategies.sampled_from(["twitter", "my-forum", "одноклассники", "web", "4chan", "a.b_c"])
COLUMNS = strategies.text(strategies.characters(exclude_categories=["Cs"]), min_size=1)


@given(
    columns=strategies.dictionaries(strategies.sampled_from(FIELDS), COLUMNS),
    dates=strategies.sampled_from([None, "day_first", "month_first"]),
    mend=strategies.sets(strategies.sampled_from(["mojibake", "entities"])),
    zone=strategies.sampled_from([None, "Europe/Kyiv", "+02:00"]),
    platform=strategies.none() | PLATFORMS,
    encoding=strategies.sampled_from([None, "cp1251", "gb18030"]),
)
def test_any_mapping_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, **said: object) -> None:
    saved = SavedMapping(
        "generic",
        said["platform"],
        said["zone"],
        said["dates"],
        frozenset(said["mend"]),
        said["columns"],
        "ab",
        encoding=said["encoding"],
    )  # type: ignore[arg-type, call-overload]  # as hypothesis made them
    path = tmp_path_factory.mktemp("m") / "posts.toml"
    path.write_text(write_mapping({**FOUND, "columns": said["columns"]}, saved, "posts.toml"), encoding="utf-8")
    read = read_mapping(path, FIELDS)
    assert (read.format, read.platform, read.zone, read.dates) == (
        "generic",
        said["platform"],
        said["zone"],
        said["dates"],
    )
    assert (read.mend, read.columns, read.made_from) == (said["mend"], said["columns"], "ab")
    assert read.encoding == said["encoding"]


def test_the_file_explains_itself() -> None:
    text = write_mapping(
        {**FOUND, "columns": {"text": "body"}}, SavedMapping("generic", columns={"text": "body"}), "p.toml"
    )
    assert "# Import with it: unisono import CASE FILE --map p.toml" in text
    assert 'text = "body"  # 33.3 % of rows have none' in text
    assert '# tz = "Europe/Madrid"  # zone of times without an offset; not said' in text
    assert "# no_time_zone: Say it: --tz ZONE" in text
    assert tomllib.loads(text)["made_from"] == {"file": FOUND["file"], "sha256": "", "rows": 3}


def test_fields_that_a_format_knows_by_itself_are_comments() -> None:
    text = write_mapping({**FOUND, "columns": {"text": "full_text"}}, SavedMapping("twitter_v1"), "p.toml")
    assert tomllib.loads(text)["columns"] == {}
    assert '# text = "full_text"' in text


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"id,text\n1,a\n", "damaged, or no TOML"),
        (WHOLE.encode()[:-3], "damaged, or no TOML"),
        ("unisono_mapping = 1 # ñ".encode("latin-1"), "damaged, or no TOML"),
        (b'[project]\nname = "x"\n', "no mapping file"),
        (b"unisono_mapping = 2\n", "another version"),
        ((WHOLE + 'zone = "UTC"\n').encode(), "says zone, which no mapping file has"),
        ((WHOLE + "tz = 3\n").encode(), "should be a text in quotes"),
        ((WHOLE + 'tz = "Moon"\n').encode(), "no time zone 'Moon'"),
        (b'unisono_mapping = 1\nformat = "papyrus"\n', "There is no format papyrus"),
        ((WHOLE + 'dates = "sideways"\n').encode(), "day-first or month-first"),
        ((WHOLE + 'mend = "mojibake"\n').encode(), "a list of texts"),
        ((WHOLE + 'mend = ["all"]\n').encode(), "mojibake or entities, not all"),
        ((WHOLE + 'encoding = "cp9999"\n').encode(), "no such table of characters"),
        ((WHOLE + '[columns]\ncolour = "blue"\n').encode(), "there is no field colour"),
        ((WHOLE + "[columns]\ntext = 3\n").encode(), "name of a column in quotes"),
    ],
)
def test_a_wrong_file_is_refused_with_its_fault(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "posts.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=fault) as refused:
        read_mapping(path, FIELDS)
    assert str(path) in str(refused.value)


def test_what_to_type_anew_overwrites_the_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "posts.toml"
    path.write_text("text = body")
    with pytest.raises(UsageError, match=r"Mend it, or make it anew: .* --overwrite$"):
        read_mapping(path, FIELDS)


def test_a_missing_file_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unisono inspect FILE --save"):
        read_mapping(tmp_path / "absent.toml", FIELDS)


def test_an_editor_may_have_added_a_mark_and_other_line_ends(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert read_mapping(tmp_path / "m.toml", FIELDS).format == "generic"


def test_the_order_of_dates_has_two_names() -> None:
    assert (known_dates("day-first"), known_dates("Month_First"), known_dates(None)) == (
        "day_first",
        "month_first",
        None,
    )


def test_columns_that_are_not_read_are_comments() -> None:
    found = {"file": "a.csv", "rows": 1, "columns": {}, "problems": [], "unread": ["Mood", "a\nb"]}
    text = write_mapping(found, SavedMapping("generic"), "a.toml")
    assert "# Not read:\n#   Mood\n#   a b\n" in text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_an_editor_may_have_written_it_in_utf_16(encoding: str, tmp_path: Path) -> None:
    written = 'unisono_mapping = 1\r\n[columns]\r\ntext = "Текст"\r\n'
    (tmp_path / "m.toml").write_bytes(written.encode(encoding))
    assert read_mapping(tmp_path / "m.toml", ("text",)).columns == {"text": "Текст"}
