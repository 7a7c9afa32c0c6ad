"""Parts of the pages of several subjects."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from unisono.cli.page_parts import days_text, networks_text, next_text, readable, spans_text

CASE = Path("my case")


def page(**fields: object) -> dict[str, object]:
    return {"networks": [], "networked_share": 0.0, "first_at": None, "last_at": None, **fields}


def test_a_text_is_one_line_cut_with_its_hidden_characters_named() -> None:
    assert readable("a\n\tb") == "a b"
    assert readable("x" * 200, 10) == "xxxxxxxxx…"
    assert readable("soft\u00adhyphen\u3164 \u034f") == "soft<U+00AD>hyphen<U+3164> <U+034F>"
    assert readable(None) == ""


def test_joiners_and_selectors_stay_where_scripts_and_emoji_need_them() -> None:
    for text in ("می\u200cخواهم", "क्\u200dष", "👩\u200d🚒", "❤\ufe0f"):
        assert readable(text) == text
    assert readable("vo\u200dte") == "vo<U+200D>te"
    assert readable("за\u200cвтра") == "за<U+200C>втра"


def test_what_is_known_of_networks_is_said_in_each_case() -> None:
    assert "unisono scan 'my case'" in networks_text(page(networks=None), CASE)
    assert "none of the posts" in networks_text(page(), CASE)
    one = {"network": 3, "posts": 1, "accounts": 2}
    said = networks_text(page(networks=[one], networked_share=0.125), CASE)
    assert said == "  Networks: 12% of the posts are by members: network 3 (1 post of 2 accounts)."


def test_of_many_days_the_busiest_are_shown_in_order() -> None:
    days = [
        {"day": date(2018, 6, 1) + timedelta(days=number), "posts": number + 1, "accounts": 1} for number in range(20)
    ]
    lines = days_text(days).split("\n")
    assert lines[0] == "Posts by day (the 14 busiest of 20 days)"
    assert [line.split()[0] for line in lines[1:]] == [f"2018-06-{day:02d}" for day in range(7, 21)]
    assert days_text([]) == ""
    assert days_text(days[:1]).endswith("1 post  of 1 account")


def test_times_are_said_where_there_are_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert spans_text(page()) == ""
    assert spans_text(page(first_at="a", last_at="b")) == "  When: a to b."


def test_the_way_on_leads_to_the_networks_with_most_posts() -> None:
    networks = [{"network": number, "posts": 1, "accounts": 1} for number in (4, 2, 9)]
    said = next_text(CASE, page(networks=networks), ["unisono evidence 'my case' f-1"])
    assert said.split("\n")[1:] == [
        "  unisono evidence 'my case' f-1",
        "  unisono show 'my case' network 4",
        "  unisono show 'my case' network 2",
    ]
    assert next_text(CASE, page(), []) == ""
