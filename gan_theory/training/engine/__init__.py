"""What moves the weights: the arrays of NumPy or torch, gradients, Adam, and the average of G's weights."""
