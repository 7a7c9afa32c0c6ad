"""What is known about one account: who it says it is, its life, habits and changes, and what was found about it."""
