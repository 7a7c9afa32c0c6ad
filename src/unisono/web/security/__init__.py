"""Who may ask the workbench for anything, and what a browser may do with its answers."""
