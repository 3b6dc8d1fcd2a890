"""Figures that the issues and the documentation promise, measured."""
