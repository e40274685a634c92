"""The workflow file that makes the models."""

from pathlib import Path

import srsly

from policytext.training.train import MODELS

ROOT = Path(__file__).resolve().parents[2]


def test_the_workflow_trains_every_model_and_names_only_steps_that_are_there() -> None:
    project = srsly.read_yaml(ROOT / "project.yml")
    commands = {command["name"]: command for command in project["commands"]}
    trained = {line.split()[2] for command in commands.values() for line in command["script"] if " train " in line}
    assert trained == set(MODELS) - {"labels"}, "labels of one's own come from one's own examples"
    assert {step for steps in project["workflows"].values() for step in steps} <= set(commands)


def test_what_a_step_leaves_lies_in_the_models_folder() -> None:
    for command in srsly.read_yaml(ROOT / "project.yml")["commands"]:
        for output in command.get("outputs_no_cache", ()):
            assert (ROOT / output).is_file(), output
