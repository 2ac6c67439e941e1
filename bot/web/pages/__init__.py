"""The pages: templates, style and scripts, and the manual."""
