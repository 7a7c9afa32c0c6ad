"""Posts about the targets of a case, which of them attack, and when they come in bursts."""
