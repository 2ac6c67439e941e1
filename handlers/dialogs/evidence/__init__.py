"""Evidence: files, links and explanations find their leaf, and can be looked at, doubted and put right."""
