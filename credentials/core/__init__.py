"""The credential engine: plain Python, a package of its own.

Documents (Verifiable Credentials, Open Badges) go in; documents or a report come out. No Django, no settings, no
network: the clock, the signer, the resolver and the loader are handed in.

``claim`` what a badge states · ``open_badge`` from claim to credential and back · ``primitives.data_integrity`` signs
and verifies one proof · ``did_document`` and ``status_list`` what an issuer publishes · ``verify`` checks a whole
document · ``report`` its answer.

What the check of an ordinary badge loads is held in named tuples: a dataclass takes ten times as long to make, and the
command line would make some thirty of them, and load ``inspect`` for it, before it does anything.
"""
