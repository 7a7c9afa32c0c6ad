"""The answer about a post."""

from datetime import UTC, date, datetime

from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.post.summary import judge, summarise

CHANCE = {"expected": 3.0, "networked": 50, "q": 1e-6}
HIRED = [{"hypothesis": "hired amplification", "fit": "fits"}]
SIGNS = [
    {"trait": trait, "label": trait, "unusual": True, "accounts": 50, "expected": 5.0}
    for trait in ("mixed_scripts", "alike_timeline")
]


def estimate(networked: int = 50, acts: int = 100, explained: int = 0, hidden: float = 0.0) -> ShareEstimate:
    share = networked / acts
    return ShareEstimate(share, share, share, acts, networked, [], acts, explained, 0.0, hidden)


def test_no_more_than_usual_is_nothing_unusual() -> None:
    said = judge(estimate(2), None, HIRED, SIGNS, for_hire=True)
    assert said["verdict"] == "nothing_unusual"
    assert judge(estimate(), {**CHANCE, "q": 0.02}, HIRED, SIGNS, for_hire=True)["verdict"] == "nothing_unusual"


def test_more_than_usual_is_coordinated_and_explained_where_that_fits() -> None:
    assert judge(estimate(), CHANCE, [], [], for_hire=None)["verdict"] == "coordinated"
    explained = judge(estimate(explained=25), CHANCE, HIRED, SIGNS, for_hire=True)
    assert explained["verdict"] == "coordinated_explained"


def test_likely_inauthentic_needs_hire_many_advertisers_and_two_disguises() -> None:
    assert judge(estimate(), CHANCE, HIRED, SIGNS, for_hire=True)["verdict"] == "likely_inauthentic"
    assert judge(estimate(), CHANCE, HIRED, SIGNS, for_hire=None)["verdict"] == "coordinated"
    assert judge(estimate(), CHANCE, HIRED, SIGNS[:1], for_hire=True)["verdict"] == "coordinated"
    assert judge(estimate(), CHANCE, [], SIGNS, for_hire=True)["verdict"] == "coordinated"
    fewer = [{**row, "expected": 90.0} for row in SIGNS]
    assert judge(estimate(), CHANCE, HIRED, fewer, for_hire=True)["verdict"] == "coordinated"


def test_too_little_shows_nothing_unusual_and_says_why_and_no_scan_gives_no_verdict() -> None:
    unknown = ShareEstimate(None, None, None, 5, 0, [], cannot_say="the case was not scanned")
    assert judge(unknown, None, [], [], for_hire=None, scanned=False) == {
        "verdict": None,
        "verdict_because": "Cannot say: the case was not scanned.",
        "verdict_limited": True,
    }
    quiet = ShareEstimate(None, None, None, 50, 0, [], cannot_say="only 2 of 50 accounts have posts")
    assert judge(quiet, None, [], [], for_hire=None)["verdict"] == "nothing_unusual"
    assert judge(quiet, None, [], [], for_hire=None)["verdict_limited"] is True
    assert judge(estimate(2), None, [], [], for_hire=None)["verdict_limited"] is False
    few = judge(estimate(5, 9), CHANCE, [], [], for_hire=None)
    assert (few["verdict"], "n = 9 reposts" in few["verdict_because"]) == ("nothing_unusual", True)
    hidden = judge(estimate(0, hidden=30.0), None, [], [], for_hire=None)
    assert (hidden["verdict"], hidden["verdict_limited"]) == ("nothing_unusual", True)
    assert "30 of its 100 reposters" in hidden["verdict_because"]


def test_the_sentences_give_wave_change_control_and_what_was_collected() -> None:
    moment = datetime(2020, 1, 1, 3, tzinfo=UTC)
    change = {"from": "commercial", "to": "political", "at": moment, "first_day": date(2019, 12, 30)}
    card = {
        "share": {"says": ["Half are networked."]},
        "verdict_because": "More than chance.",
        "waves": [
            {"start_at": moment, "end_at": moment, "reposts": 40, "networked": 39, "expected": 0.1}
            | {"at_publication": False}
        ],
        "purpose": {
            "of": "networked reposters",
            "for_hire": True,
            "shares": {"commercial": 0.7},
            "crossover": {**change, "last_day": date(2020, 1, 3)},
        },
        "control_post": {"post_id": "t:2", "reposts": 30, "networked_share": 0.0},
        "contrast_post": {"post_id": "t:2", "reposts": 30, "networked_share": 0.0},
        "comparable": {"posts": [{}, {}, {}]},
        "repost_count": 900,
        "reposts": 100,
    }
    told = " ".join(summarise(card))
    for words in (
        "Half are networked. More than chance. 40 reposts, 39 of them networked, came from 2020-01-01T03:00:00Z",
        "advertise for many: 70% of their posts.",
        "changed from commercial to political on 2020-01-01 (between 2019-12-30 and 2020-01-03).",
        "Beside it, t:2 of another author, with 30 reposts: 0.0% networked.",
        "The case has 100 of the 900 reposts",
    ):
        assert words in told
    assert "contrast" not in told
    pushed = {**card, "control_post": {"post_id": "t:2", "reposts": 30, "networked_share": 0.9}}
    pushed["contrast_post"] = {"post_id": "t:3", "reposts": 20, "networked_share": 0.01}
    told = " ".join(summarise(pushed))
    assert "The control is no contrast: most of its reposts are by networks as well." in told
    assert "As a contrast, t:3 of another author, with 20 reposts: 1.0% networked." in told
    none = " ".join(summarise({**pushed, "contrast_post": None}))
    assert "Of 3 comparable posts, none has fewer than 2% of its reposts by networks." in none
    quiet = {**card, "waves": [], "control_post": None, "repost_count": None}
    assert "There is no comparable post in the case" in " ".join(summarise(quiet))
