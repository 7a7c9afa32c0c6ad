"""More networks, less of each."""

from unisono.exports.report.limits import limits_for


def test_a_report_on_one_network_shows_a_thousand_members() -> None:
    assert limits_for(1).members == 1000


def test_the_rows_of_all_networks_together_stay_bounded() -> None:
    for networks in range(1, 200):
        limits = limits_for(networks)
        shown = min(networks, limits.networks)
        assert shown * limits.members <= 3000
        assert shown * limits.raster_cells <= 75_000
