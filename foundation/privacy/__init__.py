"""Letting go of a person. Each app registers what it does in its own ``privacy.py``; see ``registry.py``."""
