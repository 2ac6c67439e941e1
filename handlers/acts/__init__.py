"""Acts of the office that are the same by chat and on the command line."""
