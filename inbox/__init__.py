"""Messages that visitors leave for the practice: kept first, then delivered."""
