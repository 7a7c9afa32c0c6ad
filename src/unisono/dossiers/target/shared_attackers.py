"""Which accounts that attack one target attacked another one, too, compared with chance."""

import polars as pl

from unisono.dossiers.subject_posts import Card
from unisono.dossiers.target.material import TargetMaterial
from unisono.significance.distributions import hypergeometric_tail

ACCOUNTS_TOLD = 50


def describe_shared_attackers(material: TargetMaterial) -> list[Card]:
    """Return target, accounts (shared), of_own, of_other, expected, p, first_at, account_ids for each other target.

    Only accounts with posts in episodes count. expected and p: as many accounts drawn from all that posted about any
    target would share (hypergeometric). Those that are shared with nobody are left out.
    """
    involved = {number: _involved(material, number) for number in material.episodes}
    own = involved.get(material.number, pl.DataFrame(schema={"account": pl.String}))
    about = material.attacks.found.acts["account"].gather(material.attacks.found.about["act"].unique())
    everybody = about.n_unique()
    cards: list[Card] = []
    for number, other in involved.items():
        shared = own.join(other, on="account", how="inner")
        if number == material.number or not shared.height:
            continue
        cards.append(
            {
                "target": material.targets.targets[number].name,
                "accounts": shared.height,
                "of_own": own.height,
                "of_other": other.height,
                "expected": own.height * other.height / everybody,
                "p": hypergeometric_tail(shared.height, everybody, own.height, other.height),
                "n": everybody,
                "other_first_at": material.episodes[number][0].start_at,
                "account_ids": sorted(shared["account"])[:ACCOUNTS_TOLD],
            }
        )
    return sorted(cards, key=lambda card: (card["p"], card["target"]))


def _involved(material: TargetMaterial, number: int) -> pl.DataFrame:
    """Return the distinct accounts with posts in a target's episodes."""
    attacks = material.attacks.of(number)
    parts = [attacks[episode.attacks].select("account") for episode in material.episodes[number]]
    return pl.concat([attacks.select("account").clear(), *parts]).unique()
