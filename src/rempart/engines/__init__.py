"""Engines: values in, values out. No file, socket, clock, randomness, database or framework."""
