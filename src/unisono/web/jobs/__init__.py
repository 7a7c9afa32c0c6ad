"""What runs in the background while pages go on: imports and scans, with progress, cancel and another start."""
