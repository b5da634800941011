"""Sharp tools for the credential core only: canonical form, multibase, proofs, DIDs, bitstrings, baking.

They raise where something is wrong, so that nobody can overlook it; ``credentials.core.verify`` catches and reports.
"""
