"""Forms of the agreement, the statements and the consents."""
