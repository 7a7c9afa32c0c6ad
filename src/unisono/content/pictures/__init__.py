"""Pictures: what local files show, which of them show the same, and which posts and profiles carried them."""
