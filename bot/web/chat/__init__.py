"""The chat in the browser: its page, what comes and goes, and whose it is."""
