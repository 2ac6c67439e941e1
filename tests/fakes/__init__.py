"""Stand-ins for the services that the product talks to: strict, and written from their documentation."""
