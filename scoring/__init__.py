"""The shared scoring core: criteria sets, rules, score sheets, rounds, roles. Pure, exact, without I/O."""
