"""Synthetic worlds with known truth: for demos, tests and calibration."""

from unisono.worlds.assembly import World
from unisono.worlds.building import build_world
from unisono.worlds.files.twitter_v1 import write_v1_jsonl
from unisono.worlds.settings import Planted, WorldSettings, adversarial, easy, hard, medium, quiet, with_networks

__all__ = [
    "Planted",
    "World",
    "WorldSettings",
    "adversarial",
    "build_world",
    "easy",
    "hard",
    "medium",
    "quiet",
    "with_networks",
    "write_v1_jsonl",
]
