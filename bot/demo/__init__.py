"""The demo world: an invented district with six communes in every state, loaded into an empty database only."""
