"""What is kept how long: for an organisation, and for oneself."""
