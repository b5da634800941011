"""The draft report and the dossier as one paged PDF, for reading on paper."""
