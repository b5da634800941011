"""The agreement between three, statements of independence, and who may see the result."""
