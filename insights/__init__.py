"""How the chat is used: numbers of chats by day, and nothing of any visitor."""
