"""Measures scans against synthetic worlds with known truth: who is found, who is missed, who is wrongly accused.

worlds.py lists the worlds, truth.py says who belongs together in one, outcome.py scans one and counts, uniformity.py
looks at the p-values of pairs that met by chance, planning.py says what is asked by default and how long it takes,
keeping.py keeps every outcome as a JSON line with the program (program.py) that made it, and page.py with bars.py,
tables.py and figure.py writes docs/calibration.md from those lines.
"""
