"""Print what people decided about the findings and networks of a case."""

from collections.abc import Iterator
from dataclasses import asdict
from shlex import quote
from typing import Any

from unisono.cases import open_case
from unisono.cases.marks import KeptMarks, kept_marks
from unisono.cases.reviews import DECISIONS, KeptReviews, kept_reviews
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption

COLUMNS = ("at", "by", "kind", "subject", "decision", "holds", "note")


def command(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print what people decided about the findings and networks of a case.

    The latest come first. Marks and reviews are made in the workbench: unisono serve CASE. Of several marks of one
    claim the latest holds; the others stay. What a reviewer says of who stands behind a network is theirs alone, and
    nothing of it is computed.
    """
    output = Output(as_json, quiet)
    folder = open_case(case).path
    marks, reviews = kept_marks(folder), kept_reviews(folder)
    none = f"Nothing is marked. Mark findings and networks in the workbench: unisono serve {quote(str(case))}"
    output.rows(list(decision_rows(marks, reviews)), COLUMNS, none=none)
    for one in reviews.reviews:
        if one.attribution and not as_json:
            output.text(f"{one.by} attributes network {one.network} to: {one.attribution} Sources: {one.sources}")
    for damaged in (*marks.damaged, *reviews.damaged):
        output.say(damaged.told)


def decision_rows(marks: KeptMarks, reviews: KeptReviews) -> Iterator[dict[str, Any]]:  # Any: text, numbers, truths
    """Yield marks and reviews as rows, the latest first; holds says whether a later one of the same claim is there."""
    latest = {id(one) for one in marks.latest.values()}
    rows = [
        *({**asdict(one), "is": "mark", "decision": one.mark, "holds": id(one) in latest} for one in marks.marks),
        *(
            {**asdict(one), "is": "review", "kind": "network", "subject": one.network, "holds": True}
            | {"decision": DECISIONS[one.decision]}
            for one in reviews.reviews
        ),
    ]
    yield from sorted(rows, key=lambda row: str(row["at"]), reverse=True)
