"""Bodies in, answers out: names and types, nothing else."""
