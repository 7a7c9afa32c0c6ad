"""What a person says of files in options and in a mapping file is understood, or the fault is named."""

import os
from pathlib import Path

import pytest

from unisono.cli.reading_options import Reading, parse_mapping, read_options, require_files
from unisono.model.errors import UsageError


def options(*mapping: str, **said: str) -> Reading:
    names = ("format", "zone", "platform", "dates")
    format, zone, platform, dates = (said.get(name) for name in names)
    return read_options(
        format, list(mapping), zone, platform, dates, [said["mend"]] if "mend" in said else None, said.get("encoding")
    )


def test_options_count_more_than_the_mapping_file(tmp_path: Path) -> None:
    file = tmp_path / "posts.toml"
    file.write_text(
        'unisono_mapping = 1\nformat = "generic"\ntz = "Europe/Kyiv"\nplatform = "vk"\ndates = "day-first"\n'
        'mend = ["mojibake"]\nencoding = "Windows-1251"\n[columns]\ntext = "body"\nhandle = "who"\n'
    )
    reading = options(str(file), "text=words", zone="+02:00", mend="entities")
    settings = reading.settings
    assert (reading.format, settings.zone, settings.platform, settings.dates) == (
        "generic",
        "+02:00",
        "vk",
        "day_first",
    )
    assert settings.mapping == {"text": "words", "handle": "who"}
    assert settings.mend == {"mojibake", "entities"}
    assert settings.encoding == "cp1251"
    assert options("text=words", encoding="koi8-r").words(None) == " --map text=words --encoding koi8-r"
    assert settings.mapping_file is not None
    assert settings.mapping_file[0] == str(file)
    assert len(settings.mapping_file[1]) == 64
    assert options(str(file), format="crowdtangle", dates="month-first").format == "crowdtangle"


def test_the_line_to_type_next_repeats_what_was_said() -> None:
    reading = options("text=my words", zone="EST", dates="day-first", mend="mojibake", platform="vk")
    assert reading.words("generic") == (
        " --format generic --map 'text=my words' --tz EST --platform vk --dates day-first --mend mojibake"
    )


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"dates": "sideways"}, "--dates is day-first or month-first, not sideways"),
        ({"encoding": "klingon"}, r"there is no such table .*Common ones: .*cp1251 \(Cyrillic\)"),
        ({"mend": "hearts"}, "--mend takes mojibake or entities, not hearts"),
        ({"zone": "Mars/Olympus"}, "no time zone 'Mars/Olympus'"),
    ],
)
def test_unknown_words_are_named_with_what_to_type(said: dict[str, str], fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        options(**said)


def test_one_mapping_file_is_enough(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2 mapping files"):
        options("a.toml", "b.toml")
    (tmp_path / "posts.csv").write_text("id,text\n")
    with pytest.raises(UsageError, match="damaged, or no TOML"):
        options(str(tmp_path / "posts.csv"))
    with pytest.raises(UsageError, match="cannot be read"):
        options("absent.toml")


def test_a_mapping_is_read_from_field_and_column() -> None:
    assert parse_mapping(["created_at=tweet time", "text = body=full"]) == {
        "created_at": "tweet time",
        "text": "body=full",
    }
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        parse_mapping(["=x"])


def test_a_second_stdin_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        require_files([str(tmp_path / "absent")])
    with pytest.raises(UsageError, match="once only"):
        require_files(["-", "-"])
    require_files(["-", os.devnull, str(tmp_path)])


def test_every_field_that_the_table_reader_knows_can_be_mapped() -> None:
    assert parse_mapping(["repost_of=original", "followers=fans"]) == {
        "repost_of": "original",
        "followers": "fans",
    }
