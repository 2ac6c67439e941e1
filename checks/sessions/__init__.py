"""Sessions of several people, played on a real installation, and what they leave behind."""
