"""The filters of lists of claims, and the words of their choices, which the interface translates."""

from unisono.detectors import NAMES
from unisono.web.pages.found.choosing import Filter

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
# Names of detectors are the program's own words, which commands take; they are told with spaces.
DETECTOR = Filter("detector", "detector", "Detector", {name: name.replace("_", " ") for name in NAMES})

CLAIM_FILTERS = (MARK, KIND, DETECTOR, VERDICT, EXPLAINED)
