"""The forms in which a tag is written, counted by posts."""

from pathlib import Path

from tests.dossiers.written_case import write_case
from unisono.dossiers.hashtag.describing import describe_hashtag


def test_forms_are_counted_once_a_post_and_the_commonest_comes_first(tmp_path: Path) -> None:
    texts = ["#İstanbul bugün", "bak #İstanbul #İstanbul", "#istanbul", "＃ＩＳＴＡＮＢＵＬ ve #ankara", "#ISTANBUL"]
    posts = [{"account": f"a{number}", "text": text} for number, text in enumerate(texts)]
    card = describe_hashtag(write_case(tmp_path / "case", posts), None, "İSTANBUL")
    assert card["hashtag"] == "istanbul"
    assert card["posts"] == 5
    assert card["written"] == [
        {"form": "İstanbul", "posts": 2},
        {"form": "ISTANBUL", "posts": 1},
        {"form": "istanbul", "posts": 1},
        {"form": "ＩＳＴＡＮＢＵＬ", "posts": 1},
    ]
