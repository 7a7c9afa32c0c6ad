"""What accounts show by themselves is told with the finding that says it, and only where it holds for the network."""

from pathlib import Path

from tests.exports.told_case import claims


def test_made_woken_turned_and_deleting_accounts_are_told_with_their_findings(tmp_path: Path) -> None:
    found = {claim.technique.id: claim for claim in claims(tmp_path / "case") if claim.network == 1}
    assert found["T0150.001"].findings[1:] == ("f-born_together1",)
    assert "10 days after" in found["T0150.001"].reason
    assert found["T0150.004"].findings[1:] == ("f-turned_together1",)
    assert found["T0129.007"].findings[1:] == ("f-co_deletion1",)
    assert "chance would give 0.1" in found["T0129.007"].reason


def test_pictures_and_claims_of_members_are_told_of_their_network_alone(tmp_path: Path) -> None:
    told = claims(tmp_path / "case")
    pictures = [claim for claim in told if claim.technique.id == "T0145.001"]
    assert [(claim.network, claim.findings[1:]) for claim in pictures] == [(1, ("f-avatar",))]
    (persons,) = [claim for claim in told if claim.technique.id == "T0143.002"]
    assert persons.network == 1
    assert persons.findings[1:] == ("f-claims1", "f-claims2", "f-claims3")
