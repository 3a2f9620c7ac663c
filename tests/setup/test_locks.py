"""The lock files name packages alone, whatever index they were made from."""

import pytest

from setup.environments import ROOMS
from setup.locks import of_any_build

FOR_PROCESSORS = """\
filelock==3.20.0
torch==2.13.0+cpu
tqdm==4.67.1
"""
FOR_GRAPHICS_CARDS = """\
cuda-bindings==13.0.3
filelock==3.20.0
nvidia-cublas==13.1.0.3
nvidia-cudnn-cu13==9.15.1.9 ; platform_machine == 'x86_64'
torch==2.13.0
tqdm==4.67.1
triton==3.6.0
"""


def test_the_lock_does_not_tell_which_build_of_torch_was_met():
    assert of_any_build(FOR_GRAPHICS_CARDS) == of_any_build(FOR_PROCESSORS)
    assert "torch==2.13.0\n" in of_any_build(FOR_PROCESSORS)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_lock_brings_graphics_cards_or_addresses(room):
    for lock in (room.lock, room.development_lock):
        text = lock.read_text(encoding="utf-8")
        assert of_any_build(text) == text
        assert "://" not in text
