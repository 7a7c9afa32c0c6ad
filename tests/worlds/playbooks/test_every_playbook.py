"""Promises that every playbook keeps."""

from unisono.worlds.playbooks import PLAYBOOK_KINDS
from unisono.worlds.settings import PLAYBOOKS


def test_every_playbook_of_the_settings_can_be_played() -> None:
    assert set(PLAYBOOK_KINDS) == set(PLAYBOOKS)
