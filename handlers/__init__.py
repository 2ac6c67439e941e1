"""The conversations: what a person sees and may do next, over channel-neutral events and cards."""
