"""Random people doing random things with one trajectory: the cast, what they try, and what must hold after every step."""
