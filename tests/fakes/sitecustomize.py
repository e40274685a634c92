"""Puts the stand-in in place of the pipeline in every process that has this folder on its path."""

import sys

import fake_pipeline

sys.modules["policytext.pipeline"] = fake_pipeline
