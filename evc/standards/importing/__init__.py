"""A standard from a file that somebody sent: a CASE package, a spreadsheet, or our own form.

``reading.read_standard`` makes a ``Reading`` of the bytes, with everything that was skipped or kept said; ``keeping`` makes
the version of it. Nothing is imported here: a bounded process runs inside this package and must not load Django.
"""
