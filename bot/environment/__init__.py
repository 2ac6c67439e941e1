"""What the program finds around it: settings, clock, log."""
