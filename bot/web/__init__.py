"""The web chat: a channel of its own, with pages made for a phone."""
