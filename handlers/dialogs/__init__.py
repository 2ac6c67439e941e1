"""The conversations, one module a capability."""
