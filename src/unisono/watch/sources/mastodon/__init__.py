"""Streams of Mastodon servers: what is asked, and what comes, over WebSocket and over HTTP."""
