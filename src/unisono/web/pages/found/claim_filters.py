"""The filters of lists of claims, and the words of their choices, which the interface translates."""

from unisono.web.pages.found.choosing import Filter

# Names of detectors are the program's own words, which commands take; they are told with spaces.
DETECTORS = (
    "co_action",
    "copied_text",
    "testimony",
    "contradicting_claims",
    "pushed_hashtag",
    "avatar_reuse",
    "born_together",
    "dormancy",
    "woke_together",
    "turn",
    "turned_together",
    "identity_change",
    "co_deletion",
    "amplified_post",
    "attacks",
)

MARK = Filter(
    "mark",
    "mark",
    "Mark",
    {"unmarked": "not marked", "keep": "kept", "dismiss": "dismissed", "unsure": "unsure"},
)
VERDICT = Filter(
    "verdict",
    "verdict",
    "Verdict",
    {
        "coordinated": "coordinated",
        "coordinated_explained": "coordinated, explained",
        "likely_inauthentic": "likely inauthentic",
    },
)
EXPLAINED = Filter(
    "explained",
    "explained",
    "Innocent explanation",
    {"yes": "one fits", "no": "none fits", "untested": "named, not tested"},
)
KIND = Filter("subject", "subject_kind", "About", {})
DETECTOR = Filter("detector", "detector", "Detector", {name: name.replace("_", " ") for name in DETECTORS})

CLAIM_FILTERS = (MARK, KIND, DETECTOR, VERDICT, EXPLAINED)
