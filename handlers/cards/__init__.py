"""What a conversation shows: cards, what their buttons carry, and their labels when they are typed."""
