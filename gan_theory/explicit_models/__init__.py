"""Models that write p_g down: the chain rule, latent-variable models, and the best Gaussians."""
