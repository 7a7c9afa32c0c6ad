"""The report: one HTML file that shows what was found, how sure that is, and the posts it rests on."""

from unisono.exports.report.page import PROFILES, render_report, write_report

__all__ = ["PROFILES", "render_report", "write_report"]
