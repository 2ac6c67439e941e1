"""What reaches a conversation: events, commands as they are typed, files as they are announced."""
