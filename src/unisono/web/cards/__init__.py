"""What pages show and takes longer than a moment: computed beside the server, and kept until the case changes."""
