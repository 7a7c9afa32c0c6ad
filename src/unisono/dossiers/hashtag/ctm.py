"""The coefficient of traffic manipulation of a flow of posts: reposts, the most active accounts, posts per account."""

from dataclasses import asdict, dataclass

MOST_ACTIVE = 50


@dataclass(frozen=True)
class Ctm:
    """The coefficient and its parts: r and f in percent (0 to 100), u in posts per account."""

    value: float
    r: float
    f: float
    u: float

    def as_json(self) -> dict[str, float]:
        """Return the parts by their names."""
        return asdict(self)


def measure_ctm(posts: int, accounts: int, *, reposts: int, top_posts: int) -> Ctm:
    """Return the coefficient of a flow (Nimmo 2019, Measuring traffic manipulation on Twitter): R / 10 + F + U.

    R: percent of the posts that are reposts. F: percent of them by the fifty most active accounts (top_posts). U: posts
    per account. It falls with size by arithmetic, to R / 10 + 5,000 / n + 1 at the least: compare like with like.

    >>> measure_ctm(1_000, 250, reposts=500, top_posts=400)
    Ctm(value=49.0, r=50.0, f=40.0, u=4.0)
    """
    if not 0 < accounts <= posts:
        raise ValueError(f"{accounts} accounts cannot have {posts} posts")
    r, f, u = 100.0 * reposts / posts, 100.0 * top_posts / posts, posts / accounts
    return Ctm(r / 10.0 + f + u, r, f, u)
