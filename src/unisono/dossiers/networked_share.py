"""Which share of acts networks made: of the reposts of a post, the posts of a hashtag; with what it may be instead."""

import math
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.followers import Reposts, count_company, count_met, followers_of, read_repost_acts
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME
from unisono.significance.shares import exact_interval

FEWEST_OTHER_ACTS = 3
"""Posts beside those looked at from which on an account's company can be seen at all."""

FEWEST_JUDGED = 10
MOST_OF_QUIETEST = 5
"""Other posts of the quietest accounts that can be judged: as many networked as among them may be among the rest."""

LEAST_STABLE = 0.5
PARTS = 10_000
TOLERATED = 1e-3
"""Bounds are told to four decimals, rounded outward; a thousandth of the last decimal is no reason to widen them."""

UPPER = 1.645
"""Standard deviations that a one-sided bound of 95 % lies above the expected."""


@dataclass(frozen=True)
class ShareEstimate:
    """The share of acts by members of networks, and by accounts that follow one; None where nothing can be said.

    low, high: 95 %; they cover members in doubt, accounts that may belong to a network unseen or are too quiet to be
    judged, and acts that were not collected; low <= share <= high, and where all acts are known to be collected they
    hold no sampling error. networked: acts that count. networks: network, accounts, acts, share,
    verdict and explained_by of each. followers: account, network, met, acts, expected, p and q of accounts in no
    network that count nevertheless. unjudged: accounts with fewer than three other posts in the case: they count as
    not networked. what: what an act is called.
    """

    share: float | None
    low: float | None
    high: float | None
    acts: int
    networked: int
    networks: list[Card]
    accounts: int = 0
    explained: int = 0
    doubtful: float = 0.0
    hidden: float = 0.0
    unjudged: int = 0
    all_acts: int | None = None
    followers: list[Card] = field(default_factory=list)
    cannot_say: str | None = None
    what: str = "act"

    @property
    def members_share(self) -> float | None:
        """Return the share of acts by members of networks alone; None where nobody has looked for networks."""
        return None if self.share is None else sum(one["acts"] for one in self.networks) / self.acts

    @property
    def _many(self) -> str:
        return "replies" if self.what == "reply" else f"{self.what}s"

    def as_json(self) -> Card:
        """Return every field by its name, and the sentences."""
        return {**asdict(self), "members_share": self.members_share, "says": self.says}

    @property
    def says(self) -> list[str]:
        """Return what the numbers say, in plain sentences with counts."""
        if self.share is None:
            return [f"Which share networks have: cannot say, {self.cannot_say}."]
        lines = [
            f"{self.networked:,} of {counted(self.acts, self.what, self._many)} ({self.share:.1%}; 95 %: "
            f"{self.low:.1%} to {self.high:.1%}) are by accounts that acted together in networks."
        ]
        if self.all_acts is not None and self.all_acts <= self.acts:
            lines.append(
                f"The case has every {self.what} that the platform counted: the interval has no sampling error, and "
                "covers only who may be wrongly counted, in a network or in none."
            )
        if self.explained:
            lines.append(f"{self.explained:,} of these are by networks that an innocent explanation fits.")
        if self.followers:
            of = len(self.followers)
            lines.append(
                f"{of:,} of these accounts {'is' if of == 1 else 'are'} in no network, but reposted the same as one, "
                "in the same minutes, more often than others do."
            )
        if self.hidden >= 1:
            lines.append(
                f"Up to {round(self.hidden):,} more may be by a network unseen: these accounts were also elsewhere "
                "within minutes of each other, too seldom to tell from people who read the same."
            )
        if self.unjudged:
            lines.append(
                f"Of {counted(self.unjudged, 'account')} with fewer than {FEWEST_OTHER_ACTS} other posts in the case "
                f"nothing can be said; {'it counts' if self.unjudged == 1 else 'they count'} as in no network."
            )
        return lines


def estimate_share(
    acts: pl.DataFrame,
    case: Case,
    run: Run | None,
    *,
    all_acts: int | None = None,
    leave_out: Collection[str] = (),
    reposts: Reposts | None = None,
    what: str = "act",
) -> ShareEstimate:
    """Return which share of these acts (a row each, with its `account`, platform:id) members of networks made.

    all_acts: how many there are in all, where known; else those not collected are taken to be many. leave_out: reposted
    posts that say nothing of who follows whom, such as the one looked at. reposts: REPOSTS of the case, if at hand.
    what: what an act is called in sentences.
    """
    by_account = acts.group_by("account").agg(pl.len().alias("here")).sort("account")
    total, people = acts.height, by_account.height
    if run is None or not total:
        why = f"there is no {what}" if run is not None else "the case was not scanned"
        return ShareEstimate(None, None, None, total, 0, [], people, all_acts=all_acts, cannot_say=why, what=what)
    members = run.table("members").select("account", "network", "stability", "q")
    inside = by_account.join(members.unique("account"), on="account")
    other = _other_posts(case, by_account)
    too_few = pl.col("other") < FEWEST_OTHER_ACTS
    unjudged = other.join(inside, on="account", how="anti").filter(too_few).height
    networks = _count_networks(inside, run, total)
    judged = people - unjudged
    if not inside.height and judged < min(FEWEST_JUDGED, math.ceil(people / 2)):
        why = (
            f"only {judged:,} of {counted(people, 'account')} {'has' if judged == 1 else 'have'} {FEWEST_OTHER_ACTS} "
            "other posts in the case, and who acts together shows in what else they do (n = "
            f"{judged:,})"
        )
        return ShareEstimate(
            None, None, None, total, 0, networks, people, 0, 0.0, 0.0, unjudged, all_acts, [], why, what
        )
    known = read_repost_acts(case) if reposts is None else reposts
    followers, hidden = _find_unseen(members, by_account, leave_out, known)
    following = by_account.join(followers, on="account", how="semi")
    by_members = int(inside["here"].sum())
    networked = by_members + int(following["here"].sum())
    doubtful = _in_doubt(inside)
    known_networked = pl.concat([inside["account"], following["account"]])
    may_be = hidden + unjudged * _most_of_quietest(other, known_networked)
    low, high = _bounds(by_members - doubtful, networked + may_be, total, all_acts)
    share = networked / total
    return ShareEstimate(
        share=share,
        low=min(_outward(low, math.floor, TOLERATED), share),
        high=max(_outward(high, math.ceil, -TOLERATED), share),
        acts=total,
        networked=networked,
        networks=networks,
        accounts=people,
        explained=sum(one["acts"] for one in networks if one["explained_by"]),
        doubtful=doubtful,
        hidden=hidden,
        unjudged=unjudged,
        all_acts=all_acts,
        followers=followers.to_dicts(),
        what=what,
    )


def _other_posts(case: Case, by_account: pl.DataFrame) -> pl.DataFrame:
    """Return account and how many `other` posts each has in the case beside those here."""
    # Few accounts are named, not every post's.
    ids = case.posts().group_by("platform", "account_id").len("posts")
    posts = ids.select(ACCOUNT_NAME, "posts").group_by("account").agg(pl.col("posts").sum()).collect()
    joined = by_account.join(posts, on="account", how="left")
    return joined.select("account", (pl.col("posts").fill_null(0).cast(pl.Int64) - pl.col("here")).alias("other"))


def _most_of_quietest(other: pl.DataFrame, networked: pl.Series) -> float:
    """Return the upper bound of the share of networked accounts among the quietest that can be judged."""
    quietest = other.filter(pl.col("other").is_between(FEWEST_OTHER_ACTS, MOST_OF_QUIETEST))
    found = int(quietest["account"].is_in(networked.implode()).sum())
    return exact_interval(found, quietest.height)[1]


def _count_networks(inside: pl.DataFrame, run: Run, total: int) -> list[Card]:
    """Return network, accounts, acts, share, verdict and explained_by of each network here, most acts first."""
    counted_acts = inside.group_by("network").agg(pl.len().alias("accounts"), pl.col("here").sum().alias("acts"))
    told = run.table("networks").select("network", "verdict", "innocent")
    joined = counted_acts.join(told, on="network", how="left").sort("acts", "network", descending=[True, False])
    return [
        {
            "network": row["network"],
            "accounts": row["accounts"],
            "acts": row["acts"],
            "share": row["acts"] / total,
            "verdict": row["verdict"],
            "explained_by": best_explanation(row["innocent"]) if row["verdict"] == "coordinated_explained" else None,
        }
        for row in joined.iter_rows(named=True)
    ]


def best_explanation(innocent: str | None) -> str | None:
    """Return the innocent explanation that fits best, of a network's JSON list; None where there is none."""
    found = pl.Series([innocent or "[]"]).str.json_decode(
        pl.List(pl.Struct({"explanation": pl.String(), "fit": pl.Float64()}))
    )
    listed = sorted(found[0].to_list(), key=lambda one: -one["fit"])
    return str(listed[0]["explanation"]) if listed else None


def _in_doubt(inside: pl.DataFrame) -> float:
    """Return the acts of members who may be none: those of loose members, and as many as their q-values expect."""
    loose = pl.col("stability").fill_null(1.0) < LEAST_STABLE
    doubt = pl.when(loose).then(1.0).otherwise(pl.col("q").fill_null(0.0))
    return float(inside.select((pl.col("here") * doubt).sum()).item())


def _find_unseen(
    members: pl.DataFrame, by_account: pl.DataFrame, leave_out: Collection[str], reposts: Reposts
) -> tuple[pl.DataFrame, float]:
    """Return the accounts that follow a network, and a bound of the acts here of others that may be in one unseen.

    The bound is the larger of two: the others' surplus of meetings with a network, with its error, over the meetings of
    a member; and the acts of those who keep company with each other elsewhere.
    """
    met = count_met(reposts, members, leave_out)
    followers = followers_of(met, by_account["account"])
    known = pl.concat([followers["account"], members["account"]])
    outside = by_account.filter(~pl.col("account").is_in(known.implode()))
    company = count_company(reposts, outside["account"], leave_out)
    together = int(outside.join(company, on="account", how="semi")["here"].sum())
    of_member = met.filter(pl.col("p").is_null())["met"].mean()
    rest = met.filter(pl.col("p").is_not_null()).join(outside, on="account")
    if not rest.height or not isinstance(of_member, float) or of_member <= 0:
        return followers, float(together)
    seen, expected, each = rest.select(pl.col("met").sum(), pl.col("expected").sum(), pl.col("here").mean()).row(0)
    surplus = seen - expected + UPPER * math.sqrt(max(expected, seen))
    return followers, max(float(together), min(max(0.0, surplus / of_member), outside.height) * each)


def _outward(bound: float, round_to: Callable[[float], int], tolerated: float) -> float:
    """Return a bound with four decimals: the next lower or higher."""
    return round_to(bound * PARTS + tolerated) / PARTS


def _bounds(fewest: float, most: float, seen: int, all_acts: int | None) -> tuple[float, float]:
    """Return the bounds of the share among all acts: of those seen as counted, of the others as a sample tells."""
    fewest, most = max(0.0, fewest), min(float(seen), most)
    low, _ = exact_interval(math.floor(fewest), seen)
    _, high = exact_interval(math.ceil(most), seen)
    if all_acts is None:
        return low, high
    unseen = max(0, all_acts - seen)
    return (fewest + unseen * low) / (seen + unseen), (most + unseen * high) / (seen + unseen)
