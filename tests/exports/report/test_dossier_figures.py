"""The figures of cards: the hours of a hashtag with its bursts, and the ranks of what a list's members used."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from unisono.dossiers.watchlist.describing import describe_watchlist
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.dossier_figures import hours_of, ranks_of
from unisono.exports.report.limits import Limits
from unisono.exports.report.telling import Teller

AT = datetime(2018, 6, 17, 1, tzinfo=UTC)
MEMBERS = [f"m{number}" for number in range(4)]


def card(**more: Any) -> dict[str, Any]:  # Any: a card
    hours = [{"at": AT + timedelta(hours=hour), "posts": 1 + 50 * (hour == 3)} for hour in range(6)]
    burst = {"start_at": AT + timedelta(hours=3), "end_at": AT + timedelta(hours=3, minutes=9)}
    return {"hashtag": "vote", "hours": hours, "bursts": [burst], "bursts_cannot_say": None, **more}


def test_the_hours_are_drawn_and_the_caption_says_what_is_shaded() -> None:
    figure = hours_of(card(), "#vote", Clock("Europe/Madrid"))
    assert figure is not None
    assert figure.caption.startswith("Posts over time, in Europe/Madrid. Shaded: 1 burst, in which")
    assert figure.picture.count('class="burst"') == 1
    calm = hours_of(card(bursts=[]), "#vote", Clock())
    assert calm is not None and "No hour has far more posts" in calm.caption
    silent = hours_of(card(bursts=[], bursts_cannot_say="cannot say, n = 6 posts"), "#vote", Clock())
    assert silent is not None and "Bursts: cannot say, n = 6 posts." in silent.caption
    assert hours_of(card(hours=[]), "#vote", Clock()) is None


def test_ranks_show_what_stays_and_not_the_habit_of_one(tmp_path: Path) -> None:
    posts = [
        {"account": member, "day": day, "hashtags": ["push"], "text": "#push"}
        for member in MEMBERS
        for day in (1, 2, 4)
    ]
    posts += [{"account": "m0", "day": day, "hashtags": ["breakfast"], "text": "#breakfast"} for day in (1, 2)]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, MEMBERS)
    page = describe_watchlist(case, "desk")
    figure = ranks_of(page, Teller.of_card(Disclosure(), page.card), Limits())
    assert figure is not None
    assert figure.picture.count('data-rank="1"') == 3
    assert "#push" in figure.picture and "breakfast" not in figure.picture
    assert str(date(2018, 6, 1)) in figure.picture


def test_others_see_no_account_among_the_ranks(tmp_path: Path) -> None:
    mention = {"mentions": ["zed_quill"], "text": "@zed_quill"}
    posts = [{"account": member, "day": day, **mention} for member in MEMBERS for day in (1, 2)]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, MEMBERS)
    page = describe_watchlist(case, "desk")
    open_copy = ranks_of(page, Teller.of_card(Disclosure(), page.card), Limits())
    peer = Disclosure("peer", b"k" * 32)
    hidden = ranks_of(page, Teller.of_card(peer, page.card), Limits())
    assert open_copy is not None and "zed_quill" in open_copy.picture
    assert hidden is not None and "zed_quill" not in hidden.picture


def test_a_list_that_used_nothing_has_no_figure(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [{"account": "m0", "text": "hello"}])
    list_accounts(case, ["m0"])
    page = describe_watchlist(case, "desk")
    assert ranks_of(page, Teller.of_card(Disclosure(), page.card), Limits()) is None
