"""What a reading of a table noticed that rejects no row, in words."""

from unisono.importers.problems import Problem
from unisono.importers.tables.mapped_rows import Tally

NAIVE = "These times state no time zone and were read as UTC. If that is wrong: --tz ZONE, like --tz Europe/Madrid."
LETTERS = (
    "CST and AST were read as American zones, BST as British summer time; they stand for others too (China, Arabia, "
    "Bangladesh). If that is wrong, export the times as UTC or with an offset such as +08:00."
)
UNCLEAR = (
    "The zone's clocks were being changed: an hour shown twice was read as its first, one that does not exist with the "
    "offset before the change."
)
SPREADSHEET_DAYS = (
    "The column of times holds spreadsheet day numbers; they were read as days since 1899-12-30, on the clock of "
    "whoever made the table. Export again with times as text, or say whose clock it was: --tz ZONE."
)
DERIVED = (
    "The file has no usable post ids; they were derived from author, time and text. "
    "If a column holds ids: --map post_id=COLUMN."
)
DAMAGED = (
    "A spreadsheet or a float has rounded these ids, so they are not used; {instead}. Export again with ids as text."
)
INSTEAD = {
    "post_id": "ids are derived from the rows",
    "account_id": "the handle stands for the account, or the id in an address",
    "ref_post_id": "what these rows repost, answer or quote is known by its text at most",
    "ref_account_id": "whom these rows repost, answer or quote is known by the handle at most",
}
REPEATED = (
    "These rows equal an earlier row of the file in author, time and text. They are kept as posts of their own: "
    "nothing shows whether a post or only its row came twice."
)


def describe_tally(tally: Tally, *, zone: str | None = "UTC") -> tuple[Problem, ...]:
    """Report assumed zones (unless `zone` says that one was given), changed clocks, derived ids, repeats, lost ids."""
    counts = (
        ("no_time_zone", tally.without_zone if zone is None else 0, NAIVE),
        ("zone_letters", tally.zone_letters, LETTERS),
        ("spreadsheet_days", tally.spreadsheet_days, SPREADSHEET_DAYS),
        ("changed_clocks", tally.unclear_times, UNCLEAR),
        ("derived_post_ids", tally.derived_ids, DERIVED),
        ("repeated_rows", tally.repeated_rows, REPEATED),
    )
    examples = {"no_time_zone": "without_zone", "derived_post_ids": "derived_ids"}
    examples |= {code: code for code in ("zone_letters", "spreadsheet_days")}
    example = {code: tally.examples.get(noticed, "") for code, noticed in examples.items()}
    return (
        *(Problem(code, rows, example.get(code, ""), advice) for code, rows, advice in counts if rows),
        *(
            Problem(f"damaged_{name}", rows, lost, DAMAGED.format(instead=INSTEAD.get(name, "the field stays empty")))
            for name, (rows, lost) in tally.damaged.items()
        ),
    )
