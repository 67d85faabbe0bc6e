"""The training loops that the benchmarks compare: this package's, plain PyTorch's, and JAX's; each as a process."""
