"""What is kept of conversations: the database, the audit, erasing, redacting, retention, export."""
