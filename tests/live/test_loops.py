"""Background work comes back after every failure, and ends when it is told to."""

import asyncio

from handoff.live.loops import keep_running, stop


async def test_work_that_fails_is_tried_again():
    tried = 0

    async def step() -> None:
        nonlocal tried
        tried += 1
        if tried < 3:
            raise ValueError("ill")

    task = asyncio.create_task(keep_running("test", step, pause=0.01, limit=1))
    await asyncio.sleep(1.2)
    await stop([task])
    assert tried > 4


async def test_work_that_hangs_is_given_up_and_begun_again():
    begun = 0

    async def step() -> None:
        nonlocal begun
        begun += 1
        await asyncio.sleep(3600)

    task = asyncio.create_task(keep_running("test", step, pause=0, limit=0.05))
    await asyncio.sleep(1)
    await stop([task])
    assert begun >= 2


async def test_a_lost_cancellation_does_not_keep_a_process_alive():
    """What Python 3.11's wait_for does to a cancellation that comes as the call ends."""
    lost = 0

    async def step() -> None:
        nonlocal lost
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            lost += 1
            if lost > 2:
                raise

    task = asyncio.create_task(keep_running("test", step, pause=0, limit=None))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await stop([task])
    assert task.done()
    assert lost >= 1
