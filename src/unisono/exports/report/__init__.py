"""The report: one file that shows what was found, how sure that is, and the posts it rests on."""

from unisono.exports.report.formats import FORMATS, render_as, write_report
from unisono.exports.report.page import PROFILES, render_report

__all__ = ["FORMATS", "PROFILES", "render_as", "render_report", "write_report"]
