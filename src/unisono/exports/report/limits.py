"""How much of a run one report shows, so that the file can be mailed whatever the size of the case."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Rows, pictures' details and posts that a report shows; what is left out is counted and can be asked for."""

    networks: int = 50
    overview_rows: int = 200
    members: int = 1000
    pairs: int = 6
    acts_of_pair: int = 3
    objects: int = 12
    texts: int = 20
    testimonies: int = 6
    network_texts: int = 8
    network_images: int = 12
    network_domains: int = 12
    shared_avatars: int = 20
    contradicting: int = 20
    time_findings: int = 12
    happenings: int = 60
    dossiers: int = 4
    arguments: int = 8
    stays: int = 6
    ranked: int = 8
    posts_of_text: int = 1_000
    language_posts: int = 400
    drawn_accounts: int = 360
    drawn_ties: int = 1600
    raster_rows: int = 150
    raster_cells: int = 12_000
    folded_text: int = 280
    text_characters: int = 2400
    paths_of_settings: int = 200
    silent_evidence: bool = True
    framed: int = 50


def limits_for(networks: int) -> Limits:
    """Return the limits for a run with so many networks: the more of them, the less of each."""
    if networks <= 3:
        return Limits()
    if networks <= 12:
        return Limits(members=240, drawn_accounts=240, drawn_ties=1200, raster_cells=5000, language_posts=200)
    return Limits(
        members=60,
        pairs=2,
        objects=8,
        network_texts=4,
        network_images=6,
        network_domains=8,
        posts_of_text=300,
        language_posts=100,
        drawn_accounts=140,
        drawn_ties=500,
        raster_rows=90,
        raster_cells=1500,
        text_characters=900,
        silent_evidence=False,
        framed=20,
    )
