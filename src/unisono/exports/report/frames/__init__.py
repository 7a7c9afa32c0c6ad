"""Analytic frames of the report: ABCDE, breakout scale, rival explanations, model card."""
