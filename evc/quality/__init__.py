"""How the work is kept good: the check list, sampling, findings, second opinions, auditors and what they are given."""
