"""Uploads: the page behind a link, and files that come piece by piece."""
