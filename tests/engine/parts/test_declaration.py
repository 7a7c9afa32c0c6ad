"""Steps can be sent to other processes, and say what they split by."""

import pickle

import numpy as np
import pytest

from unisono.engine.parts.declaration import Step
from unisono.engine.parts.measuring import measuring_step
from unisono.engine.parts.sweeping import sweep_step

STEPS = [sweep_step(10, 5), measuring_step(np.array([1, 2]))]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_survives_being_sent_to_another_process(step: Step) -> None:
    sent = pickle.loads(pickle.dumps(step))
    assert sent.schema == step.schema
    assert sent.run.keywords == step.run.keywords


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_says_by_what_it_splits(step: Step) -> None:
    assert step.splits_by
