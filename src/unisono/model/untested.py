"""What a scan says that could test no pair of accounts: why, and what to do next."""

from collections.abc import Mapping

HEADLINE = "No pair of accounts could be tested"
NO_TRACES = (
    "The posts show nothing that two accounts could share: no repost, reply, link, hashtag, mention, picture or text "
    "of some length is known. Look which columns were found and which are missing: unisono inspect FILE, then import "
    "with --map FIELD=COLUMN."
)
NO_ACCOUNTS = (
    "No post says which account published it. Look which columns were found: unisono inspect FILE, then import with "
    "--map account_id=COLUMN."
)
ONE_ACCOUNT = (
    "All posts are of one account, and nobody acts together alone. Import posts of others on the same subject."
)


def untested_text(record: Mapping[str, object]) -> str:
    """Return why a scan tested no pair and what to do next, in sentences; empty where it tested some.

    record: of a run.
    """
    if record.get("pairs_tested") != 0:
        return ""
    if record.get("accounts") in (0, 1):
        return ONE_ACCOUNT if record["accounts"] else NO_ACCOUNTS
    if not record.get("layers"):
        return NO_TRACES
    settings = record.get("settings")
    asked = settings if isinstance(settings, Mapping) else {}
    least = asked.get("min_objects", 2)
    why = f"No two accounts acted on {least} of the same things, and no pair counts with fewer."
    spans = ("since", "until")
    shorter = " Scan a longer time: leave out --since and --until." if any(asked.get(name) for name in spans) else ""
    return f"{why} Import more posts on the subject: of more accounts, or of a longer time.{shorter}"
