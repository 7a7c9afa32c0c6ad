"""Worlds in which some act as one: they must be found, and nobody else with them."""

from collections.abc import Callable

import numpy as np

from unisono.cases import Run

Scan = Callable[[list[str]], Run]


def found(run: Run) -> set[str]:
    """Return every account that is in a network."""
    return {account.removeprefix("written:") for account in run.table("members")["account"].to_list()}


def test_hired_accounts_that_repost_scattered_posts_are_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(1)
    lines = []
    for job in range(15):
        published = 14_400 * int(rng.integers(0, 50)) + 137 * job
        command = published + int(rng.uniform(7_200, 80_000))
        lines += [
            f"{command + int(abs(rng.normal(0, 10)))} hired{account} rt:star{job}/{published}" for account in range(12)
        ]
    assert found(scan(neighbours + lines)) == {f"hired{number}" for number in range(12)}


def test_accounts_that_post_the_same_words_within_a_minute_are_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(2)
    lines = []
    for slogan in range(8):
        command = int(rng.integers(0, 800_000))
        for account in range(10):
            at = command + int(rng.integers(0, 50))
            lines.append(
                f'{at} echo{account} #cause{slogan % 3} "Slogan number {slogan} says what we all should think today."'
            )
    assert found(scan(neighbours + lines)) == {f"echo{number}" for number in range(10)}


def test_accounts_that_post_the_same_words_at_one_minute_of_every_day_are_found(
    scan: Scan, neighbours: list[str]
) -> None:
    rng = np.random.default_rng(12)
    lines = [
        f'{86_400 * day + 36_000 + int(rng.integers(0, 45))} timed{account} "Morning thought {word} of the valley."'
        for day, word in enumerate(("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet"))
        for account in range(10)
    ]
    assert found(scan(neighbours + lines)) == {f"timed{number}" for number in range(10)}


def test_a_ring_of_accounts_that_promptly_repost_each_other_is_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(6)
    lines = []
    for post in range(30):
        writer, written = post % 8, int(rng.integers(0, 800_000))
        lines.append(f'{written} ring{writer} "Post {post} of the ring is about nothing much at all."')
        lines += [
            f"{written + 20 + int(abs(rng.normal(0, 10)))} ring{account} rt:ring{writer}/{written}"
            for account in range(8)
            if account != writer
        ]
    assert found(scan(neighbours + lines)) == {f"ring{number}" for number in range(8)}


def test_accounts_that_push_one_hashtag_in_words_of_their_own_are_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(15)
    lines = []
    for day in range(10):
        command = 86_400 * day + int(rng.integers(0, 80_000))
        lines += [
            f'{command + int(abs(rng.normal(0, 30)))} pusher{account} #tag3 "Word {rng.integers(10**9)} of mine."'
            for account in range(12)
        ]
    assert found(scan(neighbours + lines)) == {f"pusher{number}" for number in range(12)}


def test_accounts_that_push_the_same_links_are_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(3)
    lines = []
    for page in range(14):
        command = int(rng.integers(0, 800_000))
        lines += [f"{command + int(rng.integers(0, 30))} pusher{account} page{page}" for account in range(8)]
    assert found(scan(neighbours + lines)) == {f"pusher{number}" for number in range(8)}


def test_a_loosely_timed_net_is_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(4)
    lines = []
    for job in range(25):
        published = 14_400 * int(rng.integers(0, 50)) + 137 * (job % 40)
        command = published + int(rng.uniform(7_200, 80_000))
        lines += [
            f"{command + int(abs(rng.normal(0, 120)))} loose{account} rt:star{job}/{published}"
            for account in np.flatnonzero(rng.random(20) < 0.8)
        ]
    members = {f"loose{number}" for number in range(20)}
    network = found(scan(neighbours + lines))
    assert network <= members
    assert len(network) >= 18


def test_a_net_that_makes_up_most_of_a_case_is_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(5)
    lines = []
    for job in range(20):
        published = 14_400 * int(rng.integers(0, 50)) + 137 * job
        command = published + int(rng.uniform(7_200, 80_000))
        lines += [
            f"{command + int(abs(rng.normal(0, 60)))} hired{account} rt:star{job}/{published}"
            for account in np.flatnonzero(rng.random(300) < 0.8)
        ]
    members = {f"hired{number}" for number in range(300)}
    network = found(scan(neighbours + lines))
    assert network <= members
    assert len(network) >= 285


def test_a_ring_whose_members_promptly_repost_each_other_is_found(scan: Scan, neighbours: list[str]) -> None:
    rng = np.random.default_rng(6)
    lines = []
    for published in rng.integers(0, 800_000, 40).tolist():
        author = int(rng.integers(0, 12))
        lines += [
            f"{published + 20 + int(abs(rng.normal(0, 60)))} ring{member} rt:ring{author}/{published}"
            for member in range(12)
            if member != author
        ]
    members = {f"ring{number}" for number in range(12)}
    network = found(scan(neighbours + lines))
    assert network <= members
    assert len(network) >= 11
