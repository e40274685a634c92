"""Batches: which inputs there are, and how they are worked through without losing one."""
