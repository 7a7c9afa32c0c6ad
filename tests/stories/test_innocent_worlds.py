"""Worlds in which nobody hides anything: they must stay silent, or be explained."""

from collections.abc import Callable

import numpy as np

from unisono.cases import Run

Scan = Callable[[list[str]], Run]


def accused(run: Run) -> list[str]:
    """Return every account in a network that no innocent explanation fits."""
    unexplained = run.table("networks").filter(run.table("networks")["verdict"] != "coordinated_explained")
    members = run.table("members")
    return members.filter(members["network"].is_in(unexplained["network"].to_list()))["account"].to_list()


def test_ordinary_people_are_silent(scan: Scan, neighbours: list[str]) -> None:
    run = scan(neighbours)
    assert run.table("networks").height == 0


def test_a_football_final_is_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(1)
    kick_off, goals = 5 * 86_400, (1_320, 2_940, 5_220)
    lines = []
    for fan in range(350):
        for goal in goals:
            if rng.random() < 0.7:
                at = kick_off + goal + int(3 + rng.exponential(25))
                lines.append(f'{at} person{fan} #final #goal "{rng.choice(["Goal!", "What a goal!", "Goooal!"])}"')
        lines += [
            f'{kick_off + int(rng.integers(0, 6_600))} person{fan} #final "Minute thought {rng.integers(10**9)}."'
            for _ in range(rng.poisson(3))
        ]
    assert accused(scan(neighbours + lines)) == []


def test_a_newsroom_is_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(2)
    lines = [f'reporter{number} is "Reporter at the Harbour Gazette."' for number in range(15)]
    for article in range(60):
        published = 86_400 * (article // 6) + 28_800 + 4_800 * (article % 6)
        lines += [
            f"{published + int(300 * rng.lognormal(0, 1.2)) + 2} reporter{reporter} rt:gazette/{published}"
            for reporter in np.flatnonzero(rng.random(15) < 0.5)
        ]
    assert accused(scan(neighbours + lines)) == []


def test_the_release_of_a_song_is_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(3)
    lines = [f'fan{number} is "Fan account of Luma. She saved my year."' for number in range(200)]
    for post in range(40):
        published = 21_600 * post + 900
        lines += [
            f"{published + int(15 * rng.lognormal(0, 0.9)) + 1} fan{fan} rt:luma/{published}"
            for fan in np.flatnonzero(rng.random(200) < 0.5)
        ]
    release = 6 * 86_400
    for fan in range(200):
        for _ in range(3):
            at = release + int(rng.exponential(1_800))
            lines.append(f'{at} fan{fan} #LumaComeback #OutNow "Crying for the {rng.integers(10**9)} time."')
    assert accused(scan(neighbours + lines)) == []


def test_accounts_that_say_they_are_automated_are_explained(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(4)
    lines = [f'weather{town} is "Automated weather reports. I am a bot."' for town in range(8)]
    for hour in range(0, 240, 6):
        for town in range(8):
            at = 3_600 * hour + int(rng.integers(0, 20))
            lines.append(
                f'{at} weather{town} #weather report{hour} "Weather at {hour}: {rng.integers(5, 30)} degrees."'
            )
    assert accused(scan(neighbours + lines)) == []


def test_a_petition_signed_by_strangers_is_explained(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(5)
    words = "I have just signed for night trains. Please sign as well!"
    lines = [f'{86_400 + int(40_000 * rng.lognormal(0, 1))} person{person} signhere "{words}"' for person in range(300)]
    assert accused(scan(neighbours + lines)) == []


def test_friends_who_repost_one_another_when_they_happen_to_look_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(6)
    lines = []
    for published in rng.integers(0, 800_000, 50).tolist():
        author = int(rng.integers(0, 10))
        lines += [
            f"{published + int(900 * rng.lognormal(0, 1.8)) + 5} friend{friend} rt:friend{author}/{published}"
            for friend in np.flatnonzero(rng.random(10) < 0.4)
            if friend != author
        ]
    assert accused(scan(neighbours + lines)) == []


def test_commuters_who_repost_the_night_on_one_train_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(7)
    lines = []
    for published in rng.integers(0, 800_000, 60).tolist():
        train = (published // 86_400 + 1) * 86_400 + 30_000
        lines += [
            f"{train + int(rng.integers(0, 1_800))} rider{rider} rt:night{published % 5}/{published}"
            for rider in np.flatnonzero(rng.random(25) < 0.3)
        ]
    assert accused(scan(neighbours + lines)) == []


def test_viewers_who_write_of_the_same_show_every_evening_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(14)
    lines = []
    for evening in range(10):
        begins = 86_400 * evening + 72_000
        twist = begins + int(rng.integers(600, 5_000))
        for viewer in np.flatnonzero(rng.random(150) < 0.6):
            opens = begins + int(30 * (viewer % 7) + abs(rng.normal(0, 60)))
            moments = [opens, twist + int(rng.exponential(40)), *(begins + rng.integers(0, 5_400, rng.poisson(2)))]
            lines += [f'{at} viewer{viewer} #nightshow "Thought {rng.integers(10**9)} of mine."' for at in moments]
    assert accused(scan(neighbours + lines)) == []


def test_people_who_greet_with_one_tag_at_their_own_minute_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(16)
    lines = []
    for person in range(80):
        habit = int(25_200 + 2_400 * rng.normal())
        mornings = 86_400 * np.flatnonzero(rng.random(10) < 0.9) + habit
        moments = mornings + rng.normal(0, 150, len(mornings)).astype(int)
        lines += [f'{at} early{person} #morning "Hello {rng.integers(10**9)}."' for at in moments]
    assert accused(scan(neighbours + lines)) == []


def test_players_of_a_daily_puzzle_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(8)
    lines = []
    for player in range(60):
        habit = int(28_800 + 3_600 * rng.normal())
        lines += [
            f"{86_400 * int(day) + habit + int(rng.normal(0, 240))} player{player} #Puzzle{day + 200} 'Solved in 3.'"
            for day in np.flatnonzero(rng.random(10) < 0.8)
        ]
    assert accused(scan(neighbours + lines)) == []


def test_players_who_share_one_line_of_a_daily_game_at_their_own_minute_are_silent(
    scan: Scan, neighbours: list[str]
) -> None:
    rng = np.random.default_rng(10)
    lines = []
    for player in range(60):
        habit = int(28_800 + 3_600 * rng.normal())
        lines += [
            f'{86_400 * int(day) + habit + int(rng.normal(0, 90))} player{player} "Ferry game {day + 200}: solved."'
            for day in np.flatnonzero(rng.random(10) < 0.8)
        ]
    assert accused(scan(neighbours + lines)) == []


def test_followers_of_one_popular_account_are_silent(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(9)
    lines = []
    for find in range(40):
        published = 14_400 * (find + 2) + 137 * find
        passed_on = published + int(rng.uniform(3_600, 80_000))
        lines.append(f"{passed_on} hub rt:star{find}/{published}")
        lines += [
            f"{passed_on + int(600 * rng.lognormal(0, 1.4)) + 3} follower{follower} rt:star{find}/{published}"
            for follower in np.flatnonzero(rng.random(40) < 0.35)
        ]
    assert accused(scan(neighbours + lines)) == []
