"""The options of `unisono replay`: what each is called and what it does."""

from typing import Annotated

import typer

LONGEST_S = 366 * 86_400.0
"""No time of a fault is longer than a year."""

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="A recording: one JSON object a line, also .gz or .zst; - is stdin.", show_default=False
    ),
]
Serve = Annotated[
    str, typer.Option("--serve", metavar="ADDRESS", help="Address on this machine; port 0 picks a free one.")
]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="STREAM", help="Serve as jetstream, mastodon or ndjson (plain lines); guessed when left out."
    ),
]
Speed = Annotated[
    str, typer.Option("--speed", metavar="N", help="Times as quick as it happened; max: as quick as it can be.")
]
Rate = Annotated[
    float | None, typer.Option("--rate", metavar="N", min=0.001, help="Send N messages a second, whatever their times.")
]
PeakOption = Annotated[
    list[str] | None,
    typer.Option(
        "--peak",
        metavar="RATE:SECONDS@START",
        help="With --rate: a burst, START seconds after the beginning; repeatable.",
    ),
]
Wait = Annotated[
    bool, typer.Option("--wait/--no-wait", help="Start the clock when the first client comes, or at once.")
]
Stay = Annotated[bool, typer.Option("--stay", help="Keep connections open at the end of the recording.")]
Keep = Annotated[
    float | None,
    typer.Option(
        "--keep", metavar="SECONDS", min=0, max=LONGEST_S, help="Forget what is older: a cursor before it is too old."
    ),
]
Token = Annotated[str | None, typer.Option("--token", help="As mastodon: ask clients for this access token.")]
WithDamaged = Annotated[
    bool, typer.Option("--with-damaged", help="Serve damaged lines as they are, in place of leaving them out.")
]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same faults.")]
DisconnectEvery = Annotated[
    int, typer.Option("--disconnect-every", metavar="N", min=0, help="Break connections off after N new messages.")
]
DisconnectAbout = Annotated[
    int,
    typer.Option(
        "--disconnect-about", metavar="N", min=0, help="Break connections off at random, about every N messages."
    ),
]
DisconnectHow = Annotated[
    str,
    typer.Option(
        "--disconnect-how",
        metavar="WAY",
        help="close (as it should be), reset (without a word), torn (inside a message) or mixed.",
    ),
]
Refuse = Annotated[
    float,
    typer.Option(
        "--refuse",
        metavar="SECONDS",
        min=0,
        max=LONGEST_S,
        help="Refuse connections for a while after one was broken off.",
    ),
]
SilenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--silence", metavar="SECONDS@MESSAGES", help="Send nothing for a while, after so many messages; repeatable."
    ),
]
Jitter = Annotated[
    float,
    typer.Option(
        "--jitter", metavar="SECONDS", min=0, max=LONGEST_S, help="Hold messages up now and then, up to so long."
    ),
]
Disorder = Annotated[
    float,
    typer.Option(
        "--disorder", metavar="SECONDS", min=0, max=LONGEST_S, help="Send some events late, by up to so long."
    ),
]
Duplicates = Annotated[
    float, typer.Option("--duplicates", metavar="SHARE", min=0, max=1, help="Send this share of the messages twice.")
]
DuplicatesWithin = Annotated[
    int, typer.Option("--duplicates-within", metavar="N", min=1, help="The second time comes up to N messages later.")
]
Deletes = Annotated[
    float, typer.Option("--deletes", metavar="SHARE", min=0, max=1, help="Delete this share of the posts again.")
]
DeleteAfter = Annotated[
    float,
    typer.Option(
        "--delete-after", metavar="SECONDS", min=0, max=LONGEST_S, help="How long after the post it is deleted."
    ),
]
Ahead = Annotated[
    float,
    typer.Option(
        "--ahead", metavar="SECONDS", min=0, max=LONGEST_S, help="Date some events so far ahead, as a wrong clock does."
    ),
]
AheadShare = Annotated[
    float, typer.Option("--ahead-share", metavar="SHARE", min=0, max=1, help="The share of events that is dated ahead.")
]
