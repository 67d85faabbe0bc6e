"""What a GAN can be trained on: named targets, Old Faithful, and splits of the user's own data."""
