"""A page for the person attacked: what happened, how severe, since when, with the words hidden until asked for."""

from unisono.exports.target_page.page import render_target_page, write_target_page

__all__ = ["render_target_page", "write_target_page"]
