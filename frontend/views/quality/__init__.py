"""Quality care: the check, reading dossiers, sampling, findings, auditors and what they are given."""
