"""Figures of the workbench that the report does not have: drawn on the server, as SVG that needs no script."""
