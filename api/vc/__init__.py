"""The VC-API of the W3C Credentials Community Group, as far as issuing and verifying go.

JSON in and out, also when something is wrong; no session, no CSRF check, no redirect. ``urls`` serves it to tokens;
``python -m api.vc`` serves the same views to anybody, on this machine, with a key of the moment.
"""
