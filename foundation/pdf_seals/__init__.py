"""Seals on PDFs (PAdES): making a certificate, sealing, and looking at the seal of any file. Nothing is ever fetched.

A seal says which organisation sealed a file and that no byte changed since; not that what stands in it is right. Import from
the modules: the process that opens a stranger's file takes only what it needs.
"""
