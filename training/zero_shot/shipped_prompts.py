"""The page's own prompts, and what it knows texts by."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from zero_shot.wordings import Wording

PROMPTS = Path(__file__).parents[2] / "src/annotators/language-model/prompts.json"
EMPTY = ("", "N/A", "[text]")
"""Texts that say nothing: the model's answer to them is its prior."""


def shipped_prompts(
    path: Path = PROMPTS,
) -> tuple[dict[str, Wording], dict[str, list[str]]]:
    """The page's own prompts by id, and the labels of each."""
    content = json.loads(path.read_text())
    found, labels = {}, {}
    for one in content["prompts"]:
        wording = one["wording"]
        of = content["questions"][one["question"]]["labels"]
        story = wording["form"] == "story"
        found[one["id"]] = Wording(
            one["id"],
            "sentence" if story else "word",
            wording["template" if story else "user"],
            "{label}" if story else wording["answer"],
            wording.get("system"),
            one.get("words", {label: [label] for label in of}),
            story,
        )
        labels[one["id"]] = of
    return found, labels


def text_hash(text: str) -> str:
    """As src/judgments/text-hash.ts has it."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
