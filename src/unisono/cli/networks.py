"""Print the networks of a case, strongest first."""

from shlex import quote

from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import has_several_platforms
from unisono.cli.network_rows import NETWORK_COLUMNS, innocent_parts, no_networks_text, shown_network
from unisono.cli.other_findings import texts_beside_networks
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.dossiers.network.judging import judged_networks, likelihood_text
from unisono.model.small_cases import small_case_text

EXPLAINED = 20
"""Networks whose innocent explanations are printed below the table; `show` has the others."""


def command(case: CaseArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Print the networks of a case, strongest first.

    A network is a group of accounts whose pairs acted together more often than chance gives. Read its innocent
    explanations and its posts before you name anyone: unisono show CASE network N
    """
    output = Output(as_json, quiet)
    opened = open_case(case)
    run = latest_run(opened)
    warn_of_later_posts(output, opened, run)
    rows = judged_networks(run)
    mixed = not as_json and has_several_platforms(opened)
    shown = rows if as_json else [shown_network(row, with_platform=mixed) for row in rows]
    output.rows(shown, NETWORK_COLUMNS, none=no_networks_text(run.record))
    for row in rows[:EXPLAINED]:
        output.text(f"Network {row['network']}: {likelihood_text(row['likelihood'], row['rests_on'])}")
        output.text(f"  {row['confidence_sentence']}")
        output.text("  Innocent explanations:")
        for part in innocent_parts(row["innocent"]):
            output.text(f"  - {part}.")
        output.text(f"  Members, objects and posts: unisono show {quote(str(case))} network {row['network']}")
    if rows and (small := small_case_text(run.record)):
        output.text(small)
    for text in texts_beside_networks(run.table("findings"), case):
        output.text(text)
