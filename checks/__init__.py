"""Long proofs: what must hold whatever happens, tried with chance and a printed seed."""
