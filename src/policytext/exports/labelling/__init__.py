"""Annotations as labelling tools import them, so that people correct what the models said."""
