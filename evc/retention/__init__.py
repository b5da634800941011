"""How long what is kept of a case: terms of an organisation, warnings a month before, and erasing class by class."""
