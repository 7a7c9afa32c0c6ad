"""What chance would give: null models, corrections, the shuffled twin."""
