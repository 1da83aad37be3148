"""Parts of the read side that need no database: the words of a search, and the sums of a card's timeline."""
