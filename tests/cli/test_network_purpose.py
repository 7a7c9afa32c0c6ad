"""What members post for, in a terminal."""

from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.network.bought_voices import VOICES, bought_voices
from unisono.cli.network_purpose import print_purpose
from unisono.cli.output import Output
from unisono.dossiers.network.purpose import purpose_of_accounts


def printed(tmp_path: Path, capsys: pytest.CaptureFixture[str], accounts: list[str]) -> str:
    page: dict[str, Any] = purpose_of_accounts(bought_voices(tmp_path / "case"), accounts).as_json()
    print_purpose(Output(as_json=False, quiet=False), page)
    return capsys.readouterr().out


def test_sentences_come_first_then_words_posts_and_weeks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(tmp_path, capsys, [f"twitter:{voice}" for voice in VOICES])
    assert "What its members post for, by their words" in text
    assert "By the words of 120 posts" in text
    assert "Recognised as advertising by (posts): " in text
    assert "a price 80" in text
    assert "a shop's address 80" in text
    assert "Posts: twitter:" in text
    assert "What could explain it: a shop's own staff" in text
    assert "2018-06-25" in text
    assert "too few to say" in text
    assert "stars and sport" not in text


def test_where_nothing_can_be_told_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(tmp_path, capsys, ["twitter:nobody"])
    assert text.strip().splitlines()[1:] == [
        "  What these accounts post for: cannot say, 0 posts of 0 texts have words; 20 posts of 5 texts are needed."
    ]
