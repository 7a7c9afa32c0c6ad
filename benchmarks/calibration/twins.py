"""What the networks of a shuffled twin are: whose accounts they hold, and how many would pass as networks of data.

A scan counts every loose group of its twin, because each speaks against a loose group of the data; the groups of the
data have to pass a test against twins. So that like is compared with like, the twin is scanned here as if it were data.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.calibration.truth import Truth
from unisono.model.settings import ScanSettings
from unisono.networks.searching import search_networks
from unisono.significance.interests import find_interests
from unisono.significance.layer_acts import EncodedLayers
from unisono.significance.twin import shuffle_accounts


def examine_twin(encoded: EncodedLayers, truth: Truth, settings: ScanSettings) -> dict[str, Any]:  # Any: plain JSON
    """Return of the twin's networks: how many pass as data would, and how many of their accounts are what in truth.

    encoded: the layers that a scan with these settings searches.
    """
    whole = search_networks(encoded, settings).twin
    if whole is None or not whole.groups.count:
        return {"as_data": 0, "accounts": {}}
    members = np.flatnonzero(whole.groups.member_of >= 0)
    ids = encoded.account_ids
    accounts = Counter(what_of(truth, str(ids[int(member)])) for member in members)
    # The very twin of the scan: shuffled around the networks that the data show before any twin is asked.
    alone = search_networks(encoded, replace(settings, twin=False)).found
    interest = find_interests(encoded, settings.seed)
    twin = shuffle_accounts(encoded, interest, alone.groups.member_of >= 0, settings.seed)
    return {"as_data": search_networks(twin, settings).found.groups.count, "accounts": dict(accounts)}


def what_of(truth: Truth, account: str) -> str:
    """Return whether an account was planted, is in a group that agreed or only looks alike, or is nobody."""
    group, _ = truth.main_group([account])
    return truth.groups[group].what if group >= 0 else "nobody"
