"""Changes to people, organisations and memberships."""
