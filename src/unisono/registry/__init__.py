"""Known networks across cases, in one local file: which accounts come back, together, or perhaps under another id."""

from unisono.registry.describing import DescribedCase, describe_case
from unisono.registry.exporting import export_registry, import_export
from unisono.registry.keeping import forget_account, forget_networks, keep_case, read_registry
from unisono.registry.location import registry_file
from unisono.registry.matching import Matches, count_same_posts, match_networks
from unisono.registry.recurring import Core, find_cores
from unisono.registry.returning import Returning, find_returning
from unisono.registry.same_posts import Repeated, find_repeated
from unisono.registry.seen_in import SeenIn, seen_in
from unisono.registry.tables import Registry

__all__ = [
    "Core",
    "DescribedCase",
    "Matches",
    "Registry",
    "Repeated",
    "Returning",
    "SeenIn",
    "count_same_posts",
    "describe_case",
    "export_registry",
    "find_cores",
    "find_repeated",
    "find_returning",
    "forget_account",
    "forget_networks",
    "import_export",
    "keep_case",
    "match_networks",
    "read_registry",
    "registry_file",
    "seen_in",
]
