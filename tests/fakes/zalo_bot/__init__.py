"""The Zalo Bot Platform."""
