"""What Mastodon and servers that speak like it say of posts and accounts."""
