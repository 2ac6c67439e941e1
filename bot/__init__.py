"""The application: everything that touches the world, and the only place where it is put together."""
