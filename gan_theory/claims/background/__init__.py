"""What lectures on the paper add: statements B1 to B8."""
