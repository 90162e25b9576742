"""Sign-in and account: the pages of everybody who has a mandate or a post."""
