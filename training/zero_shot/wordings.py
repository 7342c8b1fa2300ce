"""Wordings in which models are asked about emotion, in the form of src/annotators/language-model/prompts.json.

``word``: the answer is the label; ``letter``: the letter before it in a list; ``sentence``: the end of a sentence that
the answer has begun; ``all``: the first of all that apply, or a yes to each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from data import EMOTIONS

LIST = ", ".join(EMOTIONS)
LETTERS = dict(zip(EMOTIONS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ12", strict=True))
LETTERED = "\n".join(f"{letter}) {label}" for label, letter in LETTERS.items())
FELT = {
    "admiration": "impressed", "amusement": "amused", "anger": "angry", "annoyance": "annoyed",
    "approval": "approving", "caring": "caring", "confusion": "confused", "curiosity": "curious",
    "desire": "longing", "disappointment": "disappointed", "disapproval": "disapproving",
    "disgust": "disgusted", "embarrassment": "embarrassed", "excitement": "excited", "fear": "afraid",
    "gratitude": "grateful", "grief": "heartbroken", "joy": "happy", "love": "loving",
    "nervousness": "nervous", "optimism": "hopeful", "pride": "proud", "realization": "enlightened",
    "relief": "relieved", "remorse": "sorry", "sadness": "sad", "surprise": "surprised",
    "neutral": "neutral",
}  # fmt: skip
"""A word for each label that ends "The writer feels"."""
QUESTION = (
    'Comment: "{text}"\n\nWhat is the writer of this comment feeling? Answer with one word.'
)

SAY = 'Read this comment and say what it expresses.\n\n"{text}"'


@dataclass(frozen=True)
class Wording:
    """A prompt: ``answer`` is how the answer begins and goes on after ``{label}``."""

    name: str
    form: str
    user: str
    answer: str = "{label}"
    system: str | None = None
    words: dict[str, list[str]] = field(
        default_factory=lambda: {label: [label] for label in EMOTIONS}
    )
    story: bool = False
    """Read as it stands, without a chat."""
    yes_or_no: str | None = None
    """Asked once for each label, after the text."""


def _one(words: dict[str, str]) -> dict[str, list[str]]:
    return {label: [word] for label, word in words.items()}


def wordings(shipped: dict[str, Wording]) -> list[Wording]:
    """All that are compared; ``shipped`` are the page's own, by id."""
    return [
        Wording("list, a word", "word", shipped["chat-emotion"].user, system=shipped["chat-emotion"].system),
        Wording("question, a word", "word", QUESTION),
        Wording("Emotion:", "word", "Comment: {text}\nEmotion:"),
        Wording("name the emotion", "word", 'Name the one emotion that this comment shows most: "{text}"'),
        Wording(
            "lettered list first", "letter",
            f'Which of these does the writer of the comment feel?\n\n{LETTERED}\n\nComment: "{{text}}"\n\nAnswer with one letter.',
            words=_one(LETTERS),
        ),
        Wording(
            "lettered list last, answer begun", "letter",
            f'Comment: "{{text}}"\n\nWhich of these does its writer feel? Answer with the letter.\n\n{LETTERED}',
            "The letter is {label}", words=_one(LETTERS),
        ),
        Wording("The writer is feeling", "sentence", QUESTION, "The writer is feeling {label}"),
        Wording(
            "The writer feels, adjectives", "sentence",
            'Comment: "{text}"\n\nHow does the writer of this comment feel? Answer with one word.',
            "The writer feels {label}", words=_one(FELT),
        ),
        Wording(
            "They are, adjectives", "sentence",
            'Someone wrote: "{text}"\n\nWhat is their mood? Describe it in one word.',
            "They are {label}", words=_one(FELT),
        ),
        Wording(
            "The emotion behind these words is", "sentence",
            '"{text}"\n\nWhich emotion is behind these words?',
            "The emotion behind these words is {label}",
        ),
        Wording(
            "This comment expresses", "sentence",
            SAY,
            "This comment expresses {label}",
        ),
        Wording(
            "A reader would see", "sentence",
            'Comment: "{text}"\n\nWhich emotion do most readers see in this comment?',
            "Most readers see {label}",
        ),
        Wording(
            "I feel, adjectives", "sentence",
            'You have just said: "{text}"\n\nHow do you feel?',
            "I feel {label}", words=_one(FELT),
        ),
        Wording(
            "list, The writer is feeling", "sentence",
            f'Comment: "{{text}}"\n\nWhat is the writer of this comment feeling? Answer with one of: {LIST}.',
            "The writer is feeling {label}",
        ),
        Wording(
            "all that apply, as the paper asks", "all",
            'What emotions does this text express?\n\n"{text}"', '["{label}"',
            system=f"You are an assistant for emotion annotation. Select all emotions that apply from this list: {LIST}. If none applies, select neutral. Return only a JSON array of labels.",
        ),
        Wording(
            "all that apply, without a list", "all",
            'Comment: "{text}"\n\nList every emotion that its writer feels, as a JSON array of words.', '["{label}"',
        ),
        Wording(
            "yes or no to each", "all", 'Comment: "{text}"\n\nIs the writer of this comment feeling ',
            "{label}", yes_or_no="{label}? Answer yes or no.",
        ),
        Wording("story, She was", "sentence", shipped["story-emotion"].user, words=shipped["story-emotion"].words, story=True),
        Wording("story, The writer feels", "sentence", 'Comment: "{text}"\nThe writer of this comment feels {label}', words=_one(FELT), story=True),
        Wording("story, Emotion:", "word", 'Comment: "{text}"\nEmotion: {label}', story=True),
        Wording("question, This comment expresses", "sentence", QUESTION, "This comment expresses {label}"),
        Wording("say what, The writer is feeling", "sentence", SAY, "The writer is feeling {label}"),
        Wording("a feeling of", "sentence", SAY, "This comment expresses a feeling of {label}"),
        Wording("The writer of this comment expresses", "sentence", SAY, "The writer of this comment expresses {label}"),
        Wording("This comment shows", "sentence", SAY, "This comment shows {label}"),
        Wording("which emotion, This comment expresses", "sentence", 'Which emotion does this comment express?\n\n"{text}"', "This comment expresses {label}"),
    ]  # fmt: skip
