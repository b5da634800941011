"""Reads of the quality care for screens."""
