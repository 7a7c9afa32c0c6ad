"""Outcomes of scans, written by hand: one quiet world and one with two planted networks."""

from typing import Any

Line = dict[str, Any]  # Any: plain JSON


def network(
    size: int, *, verdict: str = "coordinated", main: str = "planted", kind: str = "ring", **other: Any
) -> Line:
    """Return one network, all of whose accounts are in its main group unless told otherwise."""
    inside = other.pop("inside", size)
    planted = inside if main == "planted" else 0
    return {
        "size": size,
        "verdict": verdict,
        "explanation": "newswire",
        "fit": 0.9,
        "layers": {"repost": 3},
        "main": main,
        "main_kind": kind,
        "main_level": "easy" if main == "planted" else "",
        "inside": inside,
        "planted": planted,
        "kinds": {f"planted {kind}" if main == "planted" else kind: inside, "person": size - inside},
        **other,
    }


def outcome(world: str = "easy", seed: int = 1, **other: Any) -> Line:
    """Return one outcome; what is not given is empty."""
    return {
        "program": "abc",
        "world": world,
        "seed": seed,
        "size": 1.0,
        "posts": 1000,
        "cpu_seconds": 1.0,
        "twin": [0, 0],
        "twin_networks": {"as_data": 0, "accounts": {}},
        "pairs": {"planted": 0, "agreed": 0, "alike": 0, "nothing": 0},
        "networks": [],
        "planted": [],
        "agreement": None,
        "texts": [],
        "detectors": {"co_action": {}},
        "kinds": {"person": 100},
        "uniformity": [],
        **other,
    }


def uniformity(bins: list[int], tiny: list[int], *, data: str = "as it is", layer: str = "link", **who: int) -> Line:
    """Return what the p-values of one layer look like, with who has the smallest of them."""
    key = {"data": data, "layer": layer, "null": "timing", "window_s": 60}
    return {**key, "bins": bins, "tiny": tiny, "who": who}


def quiet_outcome(seed: int = 1) -> Line:
    """Return a quiet world in which the newswire was found and explained."""
    wire = network(14, verdict="coordinated_explained", main="agreed", kind="newswire")
    pairs = {"planted": 0, "agreed": 91, "alike": 0, "nothing": 0}
    uniform = uniformity([4] * 50, [2, 0])
    kinds = {"person": 100, "newswire": 14}
    return outcome("quiet", seed, networks=[wire], pairs=pairs, kinds=kinds, uniformity=[uniform])


def easy_outcome(seed: int = 1, *, strangers: int = 0) -> Line:
    """Return an easy world: a ring of 15 found with some strangers, and ten others that nobody found."""
    return outcome(
        "easy",
        seed,
        networks=[network(15 + strangers, inside=15)],
        planted=[
            {
                "playbook": "ring",
                "level": "easy",
                "accounts": 15,
                "found": 15,
                "unexplained": 15,
                "named": {"sleeper": 3},
            },
            {"playbook": "hashtag_push", "level": "easy", "accounts": 10, "found": 0, "unexplained": 0, "named": {}},
        ],
        pairs={"planted": 100, "agreed": 0, "alike": 3, "nothing": 2},
        agreement=0.5,
        detectors={
            "co_action": {"account": {"planted": 15, "nobody": strangers}, "target": {"unknown": 2}},
            "sleeper": {},
        },
        kinds={"person": 90, "planted ring": 15, "planted hashtag_push": 10},
    )
