"""People: joining, one's own data and chats, inviting others, leaving office."""
