"""The parts of a network's page in words: what is claimed, when they acted, which columns its members need."""

from typing import Any

from unisono.cli.network_rows import innocent_parts, verdict_text
from unisono.cli.output import cell_text
from unisono.cli.page_parts import bars_text
from unisono.dossiers.network.judging import all_alike, likelihood_text
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted

MEMBER_COLUMNS = (
    "member",
    "role",
    "acts",
    "explained_share",
    "significant_partners",
    "unusual_partners",
    "stability",
    "first_at",
    "last_at",
)


def member_columns(members: list[Row]) -> tuple[str, ...]:
    """Return the columns to show: no roles where all members have the same one, no partners of a kind nobody has."""
    silent = {"role"} if all_alike(members, "role", "crowd") else set()
    silent |= {"unusual_partners"} if all_alike(members, "unusual_partners", 0) else set()
    return tuple(name for name in MEMBER_COLUMNS if name not in silent)


def heading_text(page: Row) -> str:
    """Return what is claimed about a network, how sure that is, and what else could explain it."""
    layers = ", ".join(f"{name} {counted(count, 'pair')}" for name, count in page["layers"].items()) or "none"
    lines = [
        f"Network {page['network']}: {counted(page['size'], 'account')} that acted together. "
        f"Verdict: {verdict_text(page['verdict'])}.",
        f"  Why: {page['because'] or 'not recorded'}",
        *([f"  Why this verdict: {because}"] if (because := page.get("verdict_because")) else []),
        f"  Chance: q {cell_text(page['q']) or 'not known'}. {likelihood_text(page['likelihood'], page['rests_on'])}",
        f"  {page['confidence_sentence']}",
        f"  Members stay in it in {_share(page['stability'])} of the repeats that leave another member out.",
        f"  Layers: {layers}.",
        f"  When: {cell_text(page['first_at']) or 'not known'} to {cell_text(page['last_at']) or 'not known'}."
        + "".join(
            f" {word} {cell_text(page[name])}."
            for name, word in (("born_at", "Created"), ("woke_at", "Woke"), ("turned_at", "Changed its subject"))
            if page[name]
        ),
        *([f"  What for: {purpose}."] if (purpose := _purpose_text(page["purpose"])) else []),
        "  Innocent explanations:",
        *(f"    - {part}." for part in innocent_parts(page["innocent"])),
        "  Who stands behind it is not computed.",
    ]
    return "\n".join(lines)


def timeline_text(days: list[Row]) -> str:
    """Return a bar for each of the days with most acts, in order of time."""
    return bars_text(days, "acts", lambda day: counted(day["acts"], "act"))


def _purpose_text(purpose: dict[str, Any]) -> str:  # Any: JSON numbers
    """Return the purposes with their shares, the largest first; nothing where none is known."""
    from unisono.dossiers.network.purpose_words import shares_text

    return shares_text(purpose)


def _share(value: float | None) -> str:
    return "an unknown share" if value is None else f"{value:.0%}"
