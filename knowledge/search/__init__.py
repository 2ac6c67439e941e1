"""Finding what a person means among criteria, words and the things the assistant does."""
