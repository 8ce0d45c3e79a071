"""Many articles: which are copies, which tell one story, and which of their claims may speak of one thing."""
