"""What the server does beside the pages: start-up, memory, errors."""
