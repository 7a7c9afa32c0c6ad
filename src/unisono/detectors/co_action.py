"""Which accounts keep acting on the same objects, together, more often than chance gives?"""

import orjson
import polars as pl

from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.model.findings import BOUND, chance_words, finding_id, likelihood_word, network_finding_id
from unisono.model.tables import FINDINGS, conform, empty
from unisono.networks.pooling import LOOSE_LEVEL

MOST_PAIR_FINDINGS = 20_000
"""Pairs beyond these stay in the pairs table and have no finding of their own."""

SAID_OF_PAIRS = ("a", "b", "layer", "window_s", "objects", "expected", "expected_basis", "q")
"""Columns of PAIRS that the words of a pair's finding are made of."""

NAME = "co_action"


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each network, each member, and each of the strongest pairs."""
    parts = [_of_networks(scene), _of_members(scene), _of_pairs(scene)]
    return pl.concat([empty(FINDINGS), *parts])


def _of_networks(scene: Scene) -> pl.DataFrame:
    rows = []
    counts = _count_pairs(scene, _pairs_of_networks(scene))
    for network in scene.networks.iter_rows(named=True):
        possible = network["size"] * (network["size"] - 1) // 2
        measure, paired, level = counts[network["network"]]
        subject = str(network["network"])
        rows.append(
            {
                "finding": network_finding_id(NAME, network["accounts"], "pairs"),
                "subject_kind": "network",
                "subject": subject,
                "measure": measure,
                "value": float(paired),
                "expected": possible * min(1.0, level),
                "expected_basis": BOUND,
                "n": possible,
                "p": network["q"],
                "q": network["q"],
                "because": f"{network['because']} {_bound_of_pairs(possible, level)}",
                "posts_count": network["posts"],
                "likelihood": likelihood_word(1.0 - network["q"]),
                "evidence": orjson.dumps({"kind": "network", "network": network["network"]}).decode(),
            }
        )
    return _as_findings(rows)


def _count_pairs(scene: Scene, pairs: pl.DataFrame) -> dict[int, tuple[str, int, float]]:
    """Return for each network what is counted, how many pairs, and the p-value that all of them reach.

    A network found by its weak pairs together has none in the pairs table; its members' partners count them.
    """
    partners = scene.members.group_by("network").agg(pl.col("partners").sum() // 2)
    met = pairs.group_by("network").agg(pl.struct("a", "b").n_unique(), pl.col("p").max())
    counts = {network: ("unusual_pairs", paired, LOOSE_LEVEL) for network, paired in partners.iter_rows()}
    return counts | {network: ("significant_pairs", paired, level) for network, paired, level in met.iter_rows()}


def _bound_of_pairs(possible: int, level: float) -> str:
    """Say how many pairs of a network chance could give, and from what that follows."""
    return (
        f"By chance at most {possible * min(1.0, level):.2g} of {possible:,} pairs would be as strong as the weakest "
        f"of them (p {level:.1g})."
    )


def _pairs_of_networks(scene: Scene) -> pl.DataFrame:
    member_of = scene.members.select("account", "network")
    return (
        scene.pairs.join(member_of, left_on="a", right_on="account")
        .join(member_of.rename({"network": "network_b"}), left_on="b", right_on="account")
        .filter(pl.col("network") == pl.col("network_b"))
    )


def _of_members(scene: Scene) -> pl.DataFrame:
    posts = dict(scene.acts.group_by("account").agg(pl.col("post").n_unique()).iter_rows())
    sizes = dict(scene.networks.select("network", "size").iter_rows())
    significant = _significant_partners(scene)
    rows = [
        {
            "finding": finding_id(NAME, "account", member["account"], "partners"),
            "subject_kind": "account",
            "subject": member["account"],
            "measure": "partners",
            "value": float(member["partners"]),
            "expected": (sizes[member["network"]] - 1) * LOOSE_LEVEL,
            "expected_basis": BOUND,
            "n": sizes[member["network"]] - 1,
            "p": member["q"],
            "q": member["q"],
            "because": _because_of_member(member, sizes[member["network"]], significant.get(member["account"], 0)),
            "posts_count": posts.get(member["account"], 0),
            "likelihood": likelihood_word(1.0 - member["q"]),
            "evidence": orjson.dumps({"kind": "account", "account": member["account"]}).decode(),
        }
        for member in scene.members.iter_rows(named=True)
    ]
    return _as_findings(rows)


def _significant_partners(scene: Scene) -> dict[str, int]:
    """Count each account's partners in its network whose pair with it is significant by itself."""
    pairs = _pairs_of_networks(scene).select("a", "b").unique()
    ends = pl.concat([pairs.select(account="a"), pairs.select(account="b")])
    return dict(ends.group_by("account").len().iter_rows())


def _because_of_member(member: dict[str, object], size: int, significant: int) -> str:
    partners, share = int(str(member["partners"])), float(str(member["explained_share"]))
    unusual = max(0, partners - significant)
    return (
        f"It met {partners:,} of the {size - 1:,} other accounts of network {member['network']} unusually often: "
        f"{significant:,} so that the pair is significant, {unusual:,} merely with p at most {LOOSE_LEVEL:.0%}; "
        f"{share:.0%} of its {int(str(member['acts'])):,} acts were made with the network."
    )


def _of_pairs(scene: Scene) -> pl.DataFrame:
    strongest = scene.pairs.unique(["a", "b"], keep="first", maintain_order=True).head(MOST_PAIR_FINDINGS)
    if strongest.is_empty():
        return empty(FINDINGS)
    pairs = list(strongest.select(SAID_OF_PAIRS).iter_rows(named=True))
    subjects = [f"{pair['a']} {pair['b']}" for pair in pairs]
    names = [finding_id(NAME, "pair", subject, pair["layer"]) for subject, pair in zip(subjects, pairs, strict=True)]
    evidence = [
        orjson.dumps({"kind": "pair", **{name: pair[name] for name in ("a", "b", "layer", "window_s")}}).decode()
        for pair in pairs
    ]
    # Column by column: as rows, every cell of them would be looked at for its kind.
    return conform(
        strongest.select(
            pl.Series("finding", names),
            pl.lit(NAME).alias("detector"),
            pl.lit("pair").alias("subject_kind"),
            pl.Series("subject", subjects),
            pl.format("common_objects_{}", "layer").alias("measure"),
            pl.col("objects").cast(pl.Float64).alias("value"),
            "expected",
            "expected_basis",
            pl.lit(scene.pairs_tested).alias("n"),
            "p",
            "q",
            pl.Series("because", [because_of_pair(pair) for pair in pairs]),
            pl.col("posts").cast(pl.Int64).alias("posts_count"),
            pl.Series("likelihood", [likelihood_word(1.0 - pair["q"]) for pair in pairs]),
            pl.Series("evidence", evidence),
        ),
        FINDINGS,
    )


def because_of_pair(pair: dict[str, object]) -> str:
    """Say in counts why a row of PAIRS is surprising."""
    seconds = pair["window_s"]
    within = "at any time" if seconds is None else f"within {window_words(float(str(seconds)))} of each other"
    objects, expected = int(str(pair["objects"])), float(str(pair["expected"]))
    noun = "object" if objects == 1 else "objects"
    basis = pair.get("expected_basis")
    chance = chance_words(expected, None if basis is None else str(basis))
    return f"They acted on {objects:,} common {noun} {within} ({pair['layer']}); {chance}."


def window_words(seconds: float) -> str:
    """Return a window in words, such as 60 s, 10 min, 1 h or 1 day."""
    for size, unit in ((86400.0, "day"), (3600.0, "h"), (60.0, "min")):
        if (seconds > size and seconds % size == 0) or (seconds == size and unit != "min"):
            count = f"{seconds / size:,.0f}"
            return f"{count} {unit}{'s' if unit == 'day' and count != '1' else ''}"
    return f"{seconds:,.0f} s" if float(seconds).is_integer() else f"{seconds:,} s"


def _as_findings(rows: list[dict[str, object]]) -> pl.DataFrame:
    if not rows:
        return empty(FINDINGS)
    frame = pl.DataFrame(rows, schema_overrides={"posts_count": pl.Int64, "value": pl.Float64, "expected": pl.Float64})
    return conform(frame.with_columns(pl.lit(NAME).alias("detector")), FINDINGS)


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("network", "account", "pair"),
    question="Which accounts keep acting on the same objects, together, more often than chance gives?",
    columns=("account_id", "created_at", "kind", "text"),
    innocent=(
        "share button",
        "newswire",
        "fan club",
        "declared automation",
        "agreed activism",
        "one person's many accounts",
        "like habits",
        "collection artefact",
    ),
    find=find,
)
