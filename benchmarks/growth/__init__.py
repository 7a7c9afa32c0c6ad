"""Growth curves: what importing and scanning take as cases grow from 100,000 to 100,000,000 posts."""
