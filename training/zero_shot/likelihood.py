"""Label likelihoods of texts by a wording: the natural logarithm of each label's probability as the answer."""

from __future__ import annotations

import numpy as np
import torch

from data import EMOTIONS
from zero_shot.asked_model import LABEL, TEXT, AskedModel
from zero_shot.wordings import Wording


class Likelihood:
    """A model with a wording and its words as tokens."""

    def __init__(
        self, model: AskedModel, wording: Wording, labels: tuple[str, ...] = EMOTIONS
    ) -> None:
        self.model, self.wording, self.labels = model, wording, labels
        whole = model.written(wording)
        if wording.yes_or_no:
            self._ask_each(whole)
            return
        head, self.after_word = whole.split(LABEL)
        self.before = head.rstrip(" ")
        space = head[len(self.before) :]
        tail = self.before.split(TEXT)[1]
        words = [
            (label, tuple(model.continued(tail, space + word + self.after_word)))
            for label, name in enumerate(labels)
            for word in wording.words[name]
        ]
        # A word that begins with another of its label is counted in that one.
        self.words = [
            (label, tokens)
            for label, tokens in words
            if not any(
                other == label and tokens != each and tokens[: len(each)] == each
                for other, each in words
            )
        ]
        for label, tokens in self.words:
            for other, each in self.words:
                if label != other and tokens[: len(each)] == each:
                    raise ValueError(
                        f"{labels[label]} and {labels[other]} cannot be told apart."
                    )
        self.branches = [list(tokens[:-1]) for _, tokens in self.words]

    def _ask_each(self, whole: str) -> None:
        """The question goes on after the text, once for each label."""
        self.before, rest = whole.split("feeling ")
        self.before += "feeling"
        rest = rest.removesuffix(LABEL)
        asked = self.wording.yes_or_no
        self.branches = [
            self.model.continued("g", " " + asked.replace(LABEL, label) + rest)
            for label in self.labels
        ]
        ids = self.model.ids
        self.yes = [ids(word)[0] for word in ("Yes", "yes", " Yes", " yes")]
        self.no = [ids(word)[0] for word in ("No", "no", " No", " no")]

    def row(self, text: str) -> list[int]:
        """What is read before the answer."""
        return self.model.start + self.model.ids(self.before.replace(TEXT, text))

    @torch.no_grad()
    def score(self, texts: list[str]) -> np.ndarray:
        """[B, labels]."""
        last, after = self.model.states([self.row(text) for text in texts], self.branches)
        if self.wording.yes_or_no:
            return self._yes(after)
        first = self.model.log_probabilities(last)
        scores = torch.full((len(texts), len(self.labels)), -torch.inf, device=first.device)
        at = 0
        for label, tokens in self.words:
            log = first[:, tokens[0]].clone()
            if len(tokens) > 1:
                later = self.model.log_probabilities(after[:, at : at + len(tokens) - 1])
                for place, token in enumerate(tokens[1:]):
                    log += later[:, place, token]
                at += len(tokens) - 1
            scores[:, label] = torch.logaddexp(scores[:, label], log)
        return scores.float().cpu().numpy()

    def _yes(self, after: torch.Tensor) -> np.ndarray:
        ends = np.cumsum([len(branch) for branch in self.branches]) - 1
        columns = []
        for end in ends:
            logs = self.model.log_probabilities(after[:, end])
            yes, no = logs[:, self.yes].logsumexp(-1), logs[:, self.no].logsumexp(-1)
            columns.append(yes - torch.logaddexp(yes, no))
        return torch.stack(columns, 1).float().cpu().numpy()


def score_all(likelihood: Likelihood, texts: list[str], batch: int) -> np.ndarray:
    """Scores texts of about one length together. [N, labels], in the order given."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    scores = np.empty((len(texts), len(likelihood.labels)), np.float32)
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        scores[part] = likelihood.score([texts[at] for at in part])
    return scores
