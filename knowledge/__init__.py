"""What the assistant knows: criteria sets as data, their checks, search over typed Vietnamese, explanations."""
