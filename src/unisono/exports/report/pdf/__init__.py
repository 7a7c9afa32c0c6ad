"""The report as PDF: the same page on paper, tagged for screen readers, made without a look at network or files."""

from unisono.exports.report.pdf.rendering import render_pdf, require_pdf

__all__ = ["render_pdf", "require_pdf"]
