"""Commands on one file of a zip, which has no path that can be typed until the zip is unpacked."""

from pathlib import Path
from shlex import quote


def command_on(name: str, command: str) -> str:
    """Return the command with the file's name in place of FILE; a file of a zip is unpacked first, by Python itself.

    >>> command_on("my posts.csv", "unisono inspect FILE")
    "unisono inspect 'my posts.csv'"
    """
    packed = _archive_and_member(name)
    if packed is None:
        return command.replace("FILE", quote(name))
    archive, member = packed
    folder = f"{archive.removesuffix('.zip')}-unpacked"
    unpack = f"python -m zipfile -e {quote(archive)} {quote(folder)}"
    return f"{unpack} && {command.replace('FILE', quote(f'{folder}/{member}'))}"


def _archive_and_member(name: str) -> tuple[str, str] | None:
    """Take `posts.zip:data/a.csv` apart; None where no file before a colon is there."""
    place = name.find(":")
    while place >= 0:
        if Path(name[:place]).is_file():
            return name[:place], name[place + 1 :]
        place = name.find(":", place + 1)
    return None
