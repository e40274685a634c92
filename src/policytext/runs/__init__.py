"""Runs: readers, pipeline, batch and writers put together."""
