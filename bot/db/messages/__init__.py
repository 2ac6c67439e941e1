"""Messages in and out, the chats they belong to, and the pace of their channels."""
