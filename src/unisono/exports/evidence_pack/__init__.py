"""Evidence packs: a case sealed so that anybody can check it with stock tools, and the checking of such packs."""

from unisono.exports.evidence_pack.attaching import attach_stamp
from unisono.exports.evidence_pack.scope import Scope
from unisono.exports.evidence_pack.sealing import Sealed, SealSettings, seal_case
from unisono.exports.evidence_pack.verifying import Trust, Verdict, verify_pack

__all__ = ["Scope", "SealSettings", "Sealed", "Trust", "Verdict", "attach_stamp", "seal_case", "verify_pack"]
