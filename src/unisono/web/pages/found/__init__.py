"""Pages about what a scan found: triage, networks, findings."""

from unisono.web.pages.declared import Page
from unisono.web.pages.found import all_members, finding, findings, network, networks, triage

PAGES: tuple[Page, ...] = (
    triage.PAGE,
    all_members.PAGE,
    networks.PAGE,
    network.PAGE,
    findings.PAGE,
    finding.PAGE,
)
