"""Posts of people who speak of one or two subjects, drawn at random, for the tests of changes of subject."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.model.tables import POSTS, conform

START = datetime(2021, 3, 1, tzinfo=UTC)
SUBJECTS = {
    "football": ("goal", "keeper", "match", "league", "coach", "penalty", "stadium", "fans", "season", "cup"),
    "baking": ("bread", "flour", "oven", "dough", "yeast", "crust", "butter", "recipe", "sugar", "cake"),
    "vote": ("ballot", "mayor", "candidate", "council", "campaign", "poll", "district", "party", "debate", "seat"),
    "garden": ("tulip", "seeds", "spade", "compost", "hedge", "lawn", "roses", "weeds", "bulbs", "shade"),
}
EVERYDAY = ("today", "people", "really", "about", "there", "think", "again", "never", "little", "great")


class Town:
    """Rows of posts, one after the other."""

    def __init__(self, seed: int = 1, days: int = 60) -> None:
        """Begin without posts."""
        self.random = np.random.default_rng(seed)
        self.days = days
        self.rows: list[dict[str, object]] = []

    def post(self, account: str, day: float, subject: str) -> None:
        """Add one post: seven words of the subject and of every day, half of the time with the subject's tag."""
        words = [*self.random.choice(SUBJECTS[subject], 4), *self.random.choice(EVERYDAY, 3)]
        self.rows.append(
            {
                "platform": "here",
                "post_id": str(len(self.rows)),
                "account_id": account,
                "created_at": START + timedelta(days=float(day)),
                "created_at_precision": "second",
                "kind": "post",
                "text": " ".join(words),
                "hashtags": [subject] if self.random.random() < 0.5 else [],
                "urls": [],
                "lang": "en",
            }
        )

    def live(self, account: str, subject: str, posts: int = 60, *, then: str = "", since: float = 0.0) -> None:
        """Add an account's posts at random times; from day `since` on about another subject, where one is given."""
        for day in np.sort(self.random.uniform(0, self.days, posts)):
            self.post(account, day, then if then and day >= since else subject)

    def posts(self) -> pl.DataFrame:
        """Return POSTS."""
        return conform(pl.DataFrame(self.rows, infer_schema_length=None), POSTS)

    def known(self) -> KnownAccounts:
        """Return the town's accounts."""
        return KnownAccounts(self.posts())


def crowd(seed: int = 1, people: int = 60, **settings: int) -> Town:
    """Return a town of people who keep to one subject each."""
    town = Town(seed, **settings)
    for number in range(people):
        town.live(f"p{number}", ("football", "baking", "garden")[number % 3])
    return town
