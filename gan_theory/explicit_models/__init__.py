"""Models that write p_g down: the chain rule, latent-variable models, the best Gaussians; and a Markov chain."""
