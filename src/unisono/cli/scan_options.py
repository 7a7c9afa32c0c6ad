"""The options of every command that scans: what to look at, how strictly, and what fixes chance."""

from typing import Annotated

import typer

ScannedCase = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="Folder of the case; with --engine spark also its address, such as hdfs://… or s3a://….",
        show_default=False,
    ),
]
SinceOption = Annotated[str | None, typer.Option("--since", help="Leave out posts before this day or time (UTC).")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Leave out posts from this day or time on (UTC).")]
WindowOption = Annotated[
    str | None,
    typer.Option(
        "--window", help="How close in time acts must be, with commas between. Default: 10s,60s,10min,1h,1d,any."
    ),
]
FalseShareOption = Annotated[
    float | None, typer.Option("--q", help="Highest share of false pairs to accept among those found. Default: 0.01.")
]
SimilarityOption = Annotated[
    float | None,
    typer.Option(
        "--similarity", help="Share of letters from which texts are nearly the same, from 0.5 to 1. Default: 0.7."
    ),
]
NoTwinOption = Annotated[bool, typer.Option("--no-twin", help="Leave out the shuffled twin; halves the time.")]
SeedOption = Annotated[
    int, typer.Option("--seed", metavar="NUMBER", help="Whole number that fixes every random choice.")
]
MemoryOption = Annotated[
    str | None,
    typer.Option(
        "--memory",
        metavar="SIZE",
        help="Memory that posts may take, such as 8GiB: more are read part by part. Default: 60 % of the machine's.",
    ),
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="Where to compute: embedded (in this process) or spark; both find the same.")
]
MasterOption = Annotated[
    str | None,
    typer.Option("--master", help="Where Spark runs: local[2], yarn, spark://HOST:7077. Default: all cores here."),
]
