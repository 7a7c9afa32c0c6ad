"""Only who says so in the profile is automated: no name, no car and no denial says so by accident."""

import pytest

from tests.networks.innocent.views_by_hand import Act, everyone, of_one, view_of
from unisono.networks.innocent import declared_bots

fit = of_one(declared_bots.fit)


def share(**columns: object) -> float:
    """Return the fit of two accounts with this profile."""
    acts = [Act("m0", "p", 0), Act("m1", "p", 1)]
    return fit(view_of(acts, profiles=everyone(columns, columns))).fit


@pytest.mark.parametrize(
    "columns",
    [
        {"is_bot_declared": True},
        {"handle": "weather_bot"},
        {"handle": "WeatherBot"},
        {"handle": "QuakeBot_2"},
        {"display_name": "Harbour Weather Bot"},
        {"display_name": "Погода Бот 🌧"},
        {"display_name": "날씨봇"},
        {"bio": "Automated weather reports for Leeds."},
        {"bio": "I am a bot. Ask @ann."},
        {"bio": "A small bot that posts old maps"},
        {"bio": "Bot by @ann, every hour"},
        {"bio": "RSS feed of the Valley Post"},
        {"bio": "Soy un bot, publico sismos"},
        {"bio": "Cuenta automatizada"},
        {"bio": "Автоматическая лента новостей"},
        {"bio": "地震情報の自動投稿です"},
        {"bio": "本账号自动发布"},
        {"bio": "حساب آلي للأخبار"},
    ],
)
def test_accounts_that_say_so_are_automated(columns: dict[str, object]) -> None:
    assert share(**columns) == 1.0


@pytest.mark.parametrize(
    "columns",
    [
        {"handle": "JohnAbbot"},
        {"handle": "abbot"},
        {"handle": "talbot_1985", "display_name": "Mary Talbot"},
        {"handle": "botanist_amy", "display_name": "Botany now"},
        {"bio": "自動車が好きです"},
        {"bio": "自动化专业学生"},
        {"bio": "Not a bot."},
        {"bio": "I am not a robot"},
        {"bio": "No soy un bot"},
        {"bio": "Я не бот"},
        {"bio": "I block bots"},
        {"display_name": "Not A Bot"},
        {"bio": "Proud RSS member"},
        {"bio": "Test automation engineer"},
        {"bio": "Работаю на заводе"},
        {"is_bot_declared": False},
        {},
    ],
)
def test_accounts_that_do_not_say_so_are_not(columns: dict[str, object]) -> None:
    assert share(**columns) == 0.0


def test_the_fit_is_the_share_of_members_and_is_said_in_counts() -> None:
    acts = [Act(f"m{number}", "p", number) for number in range(4)]
    found = fit(
        view_of(acts, profiles=everyone({"handle": "news_bot", "bio": "x"}, *[{"handle": "ann", "bio": "I sing."}] * 3))
    )
    assert found.fit == 0.25
    assert "1 of 4 members" in found.because


def test_automated_accounts_outside_the_network_do_not_count() -> None:
    acts = [Act("m0", "p", 0), Act("m1", "p", 1)]
    assert fit(view_of(acts, profiles={"other": {"is_bot_declared": True}})).fit == 0.0


def test_without_names_and_biographies_it_is_not_measured_and_not_denied() -> None:
    acts = [Act("m0", "p", 0), Act("m1", "p", 1)]
    unknown = fit(view_of(acts, profiles=everyone({"handle": "ann"}, {"handle": "bob"})))
    assert (unknown.fit, unknown.measured) == (0.0, False)
    assert "not measured" in unknown.because
    known = fit(
        view_of(acts, profiles=everyone({"handle": "ann", "bio": "I sing."}, {"handle": "bob", "bio": "I paint."}))
    )
    assert (known.fit, known.measured) == (0.0, True)


def test_those_of_whom_nothing_is_known_leave_it_open_and_two_of_three_that_say_so_do_not() -> None:
    acts = [Act(f"m{number}", "p", number) for number in range(3)]
    open_ = fit(view_of(acts, profiles=everyone({"handle": "news_bot"}, {"handle": "bob", "bio": "I paint."}, {})))
    assert (open_.fit, open_.measured) == (0.0, False)
    assert "Name and biography of 2 of 3 members" in open_.because
    said = fit(view_of(acts, profiles=everyone({"handle": "news_bot"}, {"handle": "rain_bot"}, {})))
    assert (round(said.fit, 3), said.measured) == (0.667, True)
