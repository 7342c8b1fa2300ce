"""A file that a run saves is there whole, or still as it was."""

from pathlib import Path

import pytest

from long_run import Progress, save_whole


def test_a_save_that_fails_leaves_the_file_before_it(tmp_path: Path) -> None:
    state = tmp_path / "state.pt"
    save_whole(state, lambda new: new.write_bytes(b"first"))

    def die(new: Path) -> None:
        new.write_text("half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        save_whole(state, die)
    assert state.read_text() == "first"


class CountedRun:
    """A run that counts its saves."""

    def __init__(self) -> None:
        self.tokens = 0
        self.saves = 0

    def save(self) -> None:
        """Count."""
        self.saves += 1


def test_a_run_is_saved_after_its_minutes_and_at_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for minutes, saves in ((0.0, 4), (60.0, 1)):
        run = CountedRun()
        progress = Progress(run, minutes)
        for step in range(3):
            run.tokens += 1_000_000
            progress.after(step, 2.0)
        progress.end()
        assert run.saves == saves
    assert "done: 3.00 M tokens, loss 2.000" in capsys.readouterr().out
