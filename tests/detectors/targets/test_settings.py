"""The settings of episodes are those of the contract by default."""

from unisono.detectors.targets.settings import AttackSettings


def test_a_massive_episode_has_a_hundred_posts_and_ten_times_what_is_usual() -> None:
    assert (AttackSettings().massive_posts, AttackSettings().times_usual) == (100, 10.0)
