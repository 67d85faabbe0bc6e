"""The networks G and D: families of generators, the discriminator, and their forward and backward passes."""
