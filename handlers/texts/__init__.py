"""Every word a person is shown, in one catalogue, by conversation. ``**…**`` is bold on every channel."""
