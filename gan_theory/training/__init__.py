"""Algorithm 1 in one dimension: recipe, networks, losses, minibatches, updates, and Frames to look at."""
