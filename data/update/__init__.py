"""Keep the tables current: read Ontario's pages, propose changes, write them whole or not."""
