"""The analysis's random streams, written again from sfc32's and FNV-1a's definitions, so that folds can be compared."""

import json

MASK = 0xFFFFFFFF


def _hash(text, offset):
    value = offset
    units = text.encode("utf-16-le")
    for place in range(0, len(units), 2):
        value = ((value ^ int.from_bytes(units[place : place + 2], "little")) * 0x01000193) & MASK
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & MASK
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & MASK
    return value ^ (value >> 16)


class Random:
    def __init__(self, seed, *stream):
        name = json.dumps([seed, *stream], separators=(",", ":"), ensure_ascii=False)
        self.a, self.b, self.c = (_hash(name, start) for start in (0x9E3779B9, 0x243F6A88, 0xB7E15162))
        self.counter = 1
        for _ in range(15):
            self.uint32()

    def uint32(self):
        value = (self.a + self.b + self.counter) & MASK
        self.counter = (self.counter + 1) & MASK
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c + (self.c << 3)) & MASK
        self.c = ((((self.c << 21) | (self.c >> 11)) & MASK) + value) & MASK
        return value

    def below(self, end):
        return self.uint32() * end // 2**32

    def shuffle(self, values, count=None):
        for place in range(len(values) if count is None else count):
            other = place + self.below(len(values) - place)
            values[place], values[other] = values[other], values[place]


def deal_folds(texts, count, random, judged=None):
    """Texts that somebody judged first, then the others, each part in an order of its own."""
    known = set(texts if judged is None else [text for text, is_judged in zip(texts, judged) if is_judged])
    every = list(dict.fromkeys(texts))
    fold = {}
    for part in ([text for text in every if text in known], [text for text in every if text not in known]):
        order = list(range(len(part)))
        random.shuffle(order)
        fold |= {part[text]: place % count for place, text in enumerate(order)}
    return [fold[text] for text in texts]
