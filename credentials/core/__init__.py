"""The credential engine: plain Python, a package of its own.

Documents (Verifiable Credentials, Open Badges) go in; documents or a report come out. No Django, no settings, no
network: the clock, the signer, the resolver and the loader are handed in. ``credentials/README.md`` shows it at work.

Making: ``claim`` what a badge states · ``open_badge`` from claim to credential and back · ``clr`` a learner's badges in
one record · ``issue`` check and sign any credential · ``envelopes`` the same as a JWT · ``bulk`` many at once ·
``status_list`` and ``did_document`` what an issuer publishes.

Checking: ``verify`` one door for every kind · ``credential_checks`` the checks that all get · ``proof_checks`` and
``jwt_checks`` whose signature it is · ``status_checks`` whether it was withdrawn · ``presentations``, ``open_badge_2``,
``inner`` (badges inside badges) · ``report`` the answer · ``summary`` what the badge states · ``issuer_list`` whom the
reader knows.

``primitives`` are the sharp tools below: the canonical form (``canonical``: ``compiled_form`` the fast way, ``expansion``
and ``rdfc`` the general one), proofs (``data_integrity``, ``selective_disclosure``), keys, JWT, bits, baking.
"""
