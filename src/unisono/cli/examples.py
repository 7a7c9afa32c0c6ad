"""Examples of what to type, where a command lacks something: what was typed, filled up with examples of the rest."""

from shlex import quote
from typing import Any

VALUES = {
    "case": "case",
    "cases": "case",
    "file": "posts.csv",
    "files": "posts.csv",
    "folder": "pictures",
    "story": "amplified-post",
    "out": "world",
    "output": "pack",
    "pack": "pack",
    "path": "written.json",
    "finding": "f-1a2b3c4d",
    "to": "csv",
    "network": "1",
    "level": "4",
    "name": "harbour",
    "at": "2018-06-30",
    "account": "@ann",
    "because": "'one person says so'",
    "known": "1",
    "target": "harbour",
    "post": "twitter:1002520131793846272",
    "text": "t-0123456789abcdef",
    "link": "https://example.org/page",
    "hashtag": "harbour",
    "image": "i-0123456789abcdef",
    "time_window": "60",
    "min_participation": "2",
    "min_edge_weight": "2",
}
"""What stands for each argument and each option that a command cannot do without."""

SUBCOMMANDS = {"show": "network 1"}
"""The subcommand that is shown of those that need a name themselves; of the others the one that lists, or help."""


def example_for(context: Any) -> str:  # Any: a context of the command line library, which types it as internal
    """Return a command to type: what was typed, with examples of what is missing."""
    words = _words_of(context)
    commands = getattr(context.command, "commands", None)
    if commands:
        name = str(context.command.name)
        words.append(SUBCOMMANDS.get(name) or ("list" if "list" in commands else f"{min(commands)} --help"))
    return " ".join(words)


def _words_of(context: Any) -> list[str]:  # Any: as above
    words = [*_words_of(context.parent), str(context.info_name)] if context.parent is not None else ["unisono"]
    for parameter in context.command.params:
        if not parameter.required:
            continue
        typed = context.params.get(parameter.name)
        given = typed if isinstance(typed, list | tuple) else [typed]
        values = [quote(str(one)) for one in given if one is not None] or [VALUES[parameter.name]]
        is_option = parameter.param_type_name == "option"
        words += [f"{parameter.opts[0]} {value}" for value in values] if is_option else values
    return words
