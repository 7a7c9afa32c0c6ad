"""The report as one Markdown file, written from the finished page, so that both say the same and hide the same."""

from unisono.exports.report.markdown.blocks import render_markdown

__all__ = ["render_markdown"]
