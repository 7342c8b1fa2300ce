"""Words by which English prose names the 27 emotions: what a story says of a speaker.

They choose the passages that the language model reads most (``lm_rows.py``), and the
prompt's verbaliser is drawn from them. The words were written down by hand; no annotated
text had a part in it.
"""

from __future__ import annotations

import re

EMOTION_WORDS = {
    "admiration": "admiration admire admired admiring admiringly admirable respect",
    "amusement": "amusement amused amusing laughter laughing laughed mirth",
    "anger": "anger angry angrily rage fury furious furiously",
    "annoyance": "annoyance annoyed irritation irritated irritably impatience impatient "
    "impatiently vexed vexation",
    "approval": "approval approve approved approvingly agreement agreed",
    "caring": "tenderness tender tenderly concern sympathy kindness kindly",
    "confusion": "confusion confused perplexed perplexity bewilderment bewildered puzzled",
    "curiosity": "curiosity curious curiously",
    "desire": "desire longing eager eagerly eagerness",
    "disappointment": "disappointment disappointed",
    "disapproval": "disapproval disapproving disapprovingly reproach reproachfully "
    "indignation indignant indignantly",
    "disgust": "disgust disgusted contempt contemptuously scorn scornfully loathing",
    "embarrassment": "embarrassment embarrassed shame ashamed blushing blushed",
    "excitement": "excitement excited excitedly enthusiasm",
    "fear": "fear afraid terror terrified frightened alarm dread",
    "gratitude": "gratitude grateful gratefully thankful",
    "grief": "grief sorrow mourning weeping sobbing",
    "joy": "joy joyfully happiness happy delight delighted gladness glad",
    "love": "love loved loving lovingly affection affectionate affectionately",
    "nervousness": "nervousness nervous nervously anxiety anxious anxiously",
    "optimism": "hope hopeful hopefully cheerfully cheerful confidence",
    "pride": "pride proud proudly triumph triumphant triumphantly",
    "realization": "realized understanding recognition",
    "relief": "relief relieved",
    "remorse": "remorse regret sorry guilt repentance",
    "sadness": "sadness sad sadly melancholy misery unhappy mournfully",
    "surprise": "surprise surprised astonishment astonished amazement amazed",
}
"""Label -> words, of which the first or its noun is the label's own sense."""

ALL_WORDS = frozenset(word for words in EMOTION_WORDS.values() for word in words.split())

EMOTION_WORD = re.compile(r"\b(?:" + "|".join(sorted(ALL_WORDS)) + r")\b", re.IGNORECASE)
"""One of the words, as a whole word."""
