"""Every change of the quality care, one function each."""
