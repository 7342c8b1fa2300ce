"""Writes hashes of the ids that the models' heads were trained or tuned on, so that an analysis can set seen items apart."""

import argparse
import hashlib
from pathlib import Path

from data import read_emotions, read_ratings

ID_BYTES = 6
"""Of a SHA-256: among a million foreign ids about one in five thousand data sets would have one taken for a seen one."""


def seen_hashes(ids: list[str]) -> bytes:
    """The first ID_BYTES bytes of the SHA-256 of every id in UTF-8, sorted and put end to end."""
    hashes = {hashlib.sha256(item.encode()).digest()[:ID_BYTES] for item in ids}
    return b"".join(sorted(hashes))


def main() -> None:
    """Write one file per data set: its training and development ids."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("../public/models/seen"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name, read in (("goemotions", read_emotions), ("emobank", read_ratings)):
        ids = [item.id for split in ("train", "dev") for item in read(args.data, split)]
        (args.out / f"{name}.bin").write_bytes(seen_hashes(ids))
        print(f"{name}: {len(ids)} ids")


if __name__ == "__main__":
    main()
