"""The command of a log entry: settings and paths as they were typed, and a keyed digest of what may name anybody."""

import hashlib
import hmac
import os
import shlex
from collections.abc import Iterator, Sequence

from unisono.model.doing import LONGEST

NAMED = "named-"
DIGITS = 20

_SUBCOMMANDS = (
    "account add build cnt coortweet export found from-network hashtag image import link list match members "
    "network post remove seal show target text verify versions watchlist withdraw words"
)
SUBCOMMANDS = frozenset(_SUBCOMMANDS.split())
"""Words that may follow the first one and are no name."""

_PLAIN = (
    "--acts --ahead --ahead-share --alerts --allowed-signers --as --at --before --buffer --by --case "
    "--collections --column --copies --date --dates --day --delete-after --deletes --detector --dictionary "
    "--disconnect-about --disconnect-every --disconnect-how --disorder --duplicates --duplicates-within "
    "--each --edge-weight --encoding --engine --format --from --hour --jitter --keep --keep-until "
    "--kind --label-column --lang --layer --least-accounts --level --log --map --massive-posts --master --media "
    "--memory --mend --min-edge-weight --min-participation --model --most-upload --network --networks --ocr --on "
    "--only --out --output --page --peak --platform --port --profile --q --rate --reference --refuse "
    "--registry --rules --save --search-posts --search-window --seed --serve --sign --signal --silence "
    "--similarity --since --size --sources --speed --store-every --subject-kind --time-window --times-usual --to "
    "--token-file --top --tsa --tsa-chain --tsa-response --tz --until --version --when-behind --window -o"
)
PLAIN = frozenset(_PLAIN.split())
"""Options whose value is a setting or a path. The value of any other is told by its digest."""


def command_without_names(words: Sequence[str], key: bytes) -> str:
    """Return the words of a command as the log tells them, the program first.

    Told plainly: the command, names of options, values of PLAIN, and what is a file or folder. Everything else may be
    an account, a post, a query or a note, and its digest stands in its place.
    """
    whole = shlex.join(["unisono", *_told(words, key)])
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"


def digest_of(word: str, key: bytes) -> str:
    """Return what stands for a word in the log: the same for each, and to be checked by those who have the key.

    >>> digest_of("twitter:1", bytes(32))
    'named-36370f2b05741e31e749'
    """
    message = b"log:" + word.encode("utf-8", "surrogatepass")
    return NAMED + hmac.new(key, message, hashlib.sha256).hexdigest()[:DIGITS]


def _told(words: Sequence[str], key: bytes) -> Iterator[str]:
    option, only_names = "", False
    for place, word in enumerate(words):
        if only_names or not word.startswith("-") or word == "-":
            is_plain = option in PLAIN or _is_command(place, word) or _is_path(word)
            yield word if is_plain else digest_of(word, key)
            option = ""
        elif word == "--":
            only_names = True
            yield word
        else:
            option, mark, value = _parts(word)
            yield option + mark + (value if option in PLAIN or not value else digest_of(value, key))
            option = "" if mark or value else option


def _parts(word: str) -> tuple[str, str, str]:
    """Return an option, the sign before its value, and the value where one was typed with it.

    >>> _parts("--account=ana"), _parts("-oa.csv"), _parts("--yes")
    (('--account', '=', 'ana'), ('-o', '', 'a.csv'), ('--yes', '', ''))
    """
    if not word.startswith("--"):
        return word[:2], "", word[2:]
    return word.partition("=")


def _is_command(place: int, word: str) -> bool:
    return place == 0 or (place == 1 and word in SUBCOMMANDS)


def _is_path(word: str) -> bool:
    """Say whether a word is the case, a source or another file: these are told as they were typed."""
    try:
        return word == "-" or os.path.lexists(word)
    except ValueError:  # a name that no file can have
        return False
