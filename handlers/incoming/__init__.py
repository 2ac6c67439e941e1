"""What reaches a conversation: events, commands as typed, files as announced, and what of it cannot be followed."""
