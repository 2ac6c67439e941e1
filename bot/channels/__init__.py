"""The channels: decode what comes in, render and send what goes out. One folder or module each."""
