"""What a synthetic world holds: its size, its planted networks, its innocent look-alikes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

LEVELS = ("easy", "medium", "hard")
"""How well a planted network hides."""

JITTER_SECONDS = {"easy": 10.0, "medium": 60.0, "hard": 600.0}
"""How loosely members follow a command: standard deviation of their delay."""

CAMOUFLAGE = {"easy": 0.15, "medium": 0.3, "hard": 0.6}
"""Share of the members' acts that are like everybody's: of some members much, of others nothing, as people are."""

PARTICIPATION = {"easy": 1.0, "medium": 0.8, "hard": 0.6}
"""Share of the members that follow one command."""

ACTIVITY_SPREAD = 1.2
"""How unlike people are in how much they do: standard deviation of the logarithm."""

DECOYS = (
    "fan_club",
    "newswire",
    "share_button",
    "petition",
    "declared_bots",
    "agreed_activism",
    "party_staff",
    "news_event",
    "returners",
)
"""Every kind of innocent co-action, and of innocent change, that a world can hold."""

HABITS = ("friends", "tv_show", "newsroom", "feeds", "trend_question", "greetings")
"""Every kind of innocent likeness without any agreement."""

ROUTINES = (
    "commuters",
    "hub_followers",
    "daily_puzzle",
    "tremors",
    "giveaways",
    "pasted_jokes",
    "first_answers",
)
"""Every kind of routine that coincides without any agreement: the hardest innocents."""

PRESET_PLAYBOOKS = ("hired_reposts", "hashtag_push", "launch_and_boost", "ring")
"""The playbooks of which easy, medium and hard worlds hold one network each."""

PLAYBOOKS = (
    *PRESET_PLAYBOOKS,
    "adverts_then_party",
    "theme_that_turns",
    "dormant_nets",
    "threat_wave",
    "testimony",
    "watchlist",
    "born_elsewhere",
    "copypasta",
    "translations",
    "meme_reuploads",
    "deleted_posts",
)
"""Every way in which a planted network can act."""


@dataclass(frozen=True)
class Planted:
    """One planted network: how it acts, how many accounts, how well hidden, how many commands it follows."""

    playbook: str
    size: int
    level: str = "medium"
    acts: int = 25
    name: str = ""


@dataclass(frozen=True)
class WorldSettings:
    """Size of a world, and who lives in it besides ordinary people."""

    posts: int = 60_000
    accounts: int = 6_000
    days: int = 21
    starts_at: datetime = datetime(2018, 6, 1, tzinfo=UTC)
    communities: int = 40
    super_fan_share: float = 0.1
    planted: tuple[Planted, ...] = ()
    decoys: tuple[str, ...] = DECOYS
    habits: tuple[str, ...] = ()
    level: str | None = None  # how well hidden the networks of a story are; None: as the story has them
    pictures: int = 0  # people with a picture of their own; some pass pictures on
    regretted_share: float = 0.0  # of people's own posts, deleted by their authors after a while

    @property
    def start_ms(self) -> int:
        """First moment of the world, in milliseconds since 1970."""
        return int(self.starts_at.timestamp() * 1000)

    @property
    def end_ms(self) -> int:
        """Moment after the last one, in milliseconds since 1970."""
        return self.start_ms + self.days * 86_400_000


def quiet(posts: int = 60_000, accounts: int = 6_000) -> WorldSettings:
    """Return a world with every decoy and no planted network."""
    return WorldSettings(posts=posts, accounts=accounts)


def with_networks(level: str, settings: WorldSettings | None = None) -> WorldSettings:
    """Return the world with one network of each preset playbook at this level (easy, medium, hard)."""
    planted = (
        Planted("hired_reposts", size=60, level=level, acts=30),
        Planted("hashtag_push", size=40, level=level, acts=12),
        Planted("launch_and_boost", size=35, level=level, acts=20),
        Planted("ring", size=15, level=level, acts=30),
    )
    return replace(settings or quiet(), planted=planted)


def easy() -> WorldSettings:
    """Return a world whose planted networks act within seconds and do little else."""
    return with_networks("easy")


def medium() -> WorldSettings:
    """Return a world whose planted networks act within a minute and are one third camouflaged."""
    return with_networks("medium")


def hard() -> WorldSettings:
    """Return a world whose planted networks act within ten minutes and mostly do what others do."""
    return with_networks("hard")


def adversarial(level: str | None = None) -> WorldSettings:
    """Return a world full of people who look alike, with or without planted networks of this level."""
    settings = replace(quiet(), habits=HABITS + ROUTINES)
    return settings if level is None else with_networks(level, settings)


def every_playbook(level: str = "medium") -> WorldSettings:
    """Return a world with every decoy and one network of each playbook there is, on two platforms."""
    return replace(quiet(), planted=tuple(Planted(name, size=40, level=level) for name in PLAYBOOKS))
