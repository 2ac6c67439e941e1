"""People, units and their chats: who they are, how they join, how they are erased."""
