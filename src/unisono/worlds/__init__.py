"""Synthetic worlds with known truth: for demos, tests and calibration."""

from unisono.worlds.assembly import World
from unisono.worlds.building import build_world
from unisono.worlds.settings import Planted, WorldSettings, easy, hard, medium, quiet, with_networks

__all__ = ["Planted", "World", "WorldSettings", "build_world", "easy", "hard", "medium", "quiet", "with_networks"]
