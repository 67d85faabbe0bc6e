"""Many runs: named recipes with their success rates, gradient estimates, and sweeps."""
