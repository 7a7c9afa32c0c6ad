"""Post autopsy: who reposted a post, how, and what that fits."""
