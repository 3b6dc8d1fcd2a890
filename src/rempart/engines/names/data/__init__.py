"""Data written by `make train-names`: weights and background counts. No registered name is in it."""
