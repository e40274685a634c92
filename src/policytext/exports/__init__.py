"""Annotations in the formats of other tools."""
