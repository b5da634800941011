"""The addresses that ``api.v1.urls`` takes in, by what they are about."""
