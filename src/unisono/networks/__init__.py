"""From significant pairs to groups, members, roles and layout."""
