"""People at their phones, one class a channel: each reads the message as it is shown, and does what the channel gives."""
