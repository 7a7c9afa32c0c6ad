"""The options of the commands that invent worlds: the folder they are written into, and the number that fixes them."""

from pathlib import Path

from unisono.model.errors import UsageError

LARGEST_SEED = 2**63 - 1


def new_folder(name: str, example: str) -> Path:
    """Return the folder that -o names; raises UsageError where it names none, with an example of the whole command."""
    if not name.strip():
        raise UsageError(f"-o {name!r} names no folder. Name a new one: {example} -o NEW_FOLDER")
    return Path(name)


def require_seed(seed: int) -> int:
    """Return the seed; raises UsageError where it is none that a world, or a scan of it, can be drawn with."""
    if not 0 <= seed <= LARGEST_SEED:
        raise UsageError(f"--seed {seed} is not a whole number from 0 to {LARGEST_SEED}. Type one: --seed 2018")
    return seed
