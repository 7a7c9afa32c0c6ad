"""One question per file; the list of them is written out here."""

from unisono.detectors.amplified_post import DETECTOR as AMPLIFIED_POST
from unisono.detectors.attacks import DETECTOR as ATTACKS
from unisono.detectors.avatar_reuse import DETECTOR as AVATAR_REUSE
from unisono.detectors.born_together import DETECTOR as BORN_TOGETHER
from unisono.detectors.co_action import DETECTOR as CO_ACTION
from unisono.detectors.co_deletion import DETECTOR as CO_DELETION
from unisono.detectors.contradicting_claims import DETECTOR as CONTRADICTING_CLAIMS
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.declaration import Detector
from unisono.detectors.dormancy import DETECTOR as DORMANCY
from unisono.detectors.identity_change import DETECTOR as IDENTITY_CHANGE
from unisono.detectors.pushed_hashtag import DETECTOR as PUSHED_HASHTAG
from unisono.detectors.testimony import DETECTOR as TESTIMONY
from unisono.detectors.turn import DETECTOR as TURN
from unisono.detectors.turned_together import DETECTOR as TURNED_TOGETHER
from unisono.detectors.woke_together import DETECTOR as WOKE_TOGETHER

__all__ = ["DETECTORS", "Detector"]

DETECTORS: tuple[Detector, ...] = (
    CO_ACTION,
    COPIED_TEXT,
    TESTIMONY,
    CONTRADICTING_CLAIMS,
    AVATAR_REUSE,
    BORN_TOGETHER,
    DORMANCY,
    WOKE_TOGETHER,
    TURN,
    TURNED_TOGETHER,
    IDENTITY_CHANGE,
    CO_DELETION,
    AMPLIFIED_POST,
    ATTACKS,
    PUSHED_HASHTAG,
)
