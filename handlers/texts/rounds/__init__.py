"""The words about rounds."""
