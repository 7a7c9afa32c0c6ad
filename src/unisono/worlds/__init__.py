"""Synthetic worlds with known truth: for demos, tests and calibration."""
