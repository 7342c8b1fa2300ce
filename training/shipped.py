"""A model's folder under ``public/models`` and its entry in the page's list of them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

Json = dict[str, object]


def file_entries(folder: Path) -> list[Json]:
    """Path, size and SHA-256 of every file, sorted by path."""
    return [
        {
            "path": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def content_hash(entries: list[Json]) -> str:
    """The first 8 hex digits of a SHA-256 over the files' paths and hashes."""
    listing = "".join(f"{entry['sha256']}  {entry['path']}\n" for entry in entries)
    return hashlib.sha256(listing.encode()).hexdigest()[:8]


def write_json(path: Path, content: object) -> None:
    """JSON as the page's formatter would leave it alone."""
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf8"
    )


def new_folder(public: Path, name: str) -> Path:
    """An empty folder to put a model's files into, with an ``onnx`` folder in it."""
    folder = public / "models" / f"{name}-new"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)
    return folder


def named_by_content(folder: Path, name: str) -> Path:
    """``folder`` renamed to ``name`` and its content's hash; its forerunners are removed."""
    for other in folder.parent.glob(f"{name}-*"):
        if other != folder:
            shutil.rmtree(other)
    entries = file_entries(folder)
    final = folder.rename(folder.with_name(f"{name}-{content_hash(entries)}"))
    print(final, sum(int(str(each["bytes"])) for each in entries), "bytes")
    return final


def put_in_list(listing: Path, entries: list[Json]) -> None:
    """Write ``entries`` to the list: each in the place of the one with its id, new ones at the end."""
    listed = json.loads(listing.read_text(encoding="utf8"))
    for entry in entries:
        places = [at for at, each in enumerate(listed) if each["id"] == entry["id"]]
        if places:
            listed[places[0]] = entry
        else:
            listed.append(entry)
    write_json(listing, listed)


def ship(folder: Path, name: str, facts: Json, listing: Path) -> None:
    """Name ``folder`` by its content in place of its forerunner; write ``facts`` to the list."""
    final = named_by_content(folder, name)
    entries = file_entries(final)
    entry: Json = {
        "id": f"dissensus/{name}",
        "folder": f"models/{final.name}",
        "revision": content_hash(entries),
        **facts,
        "files": entries,
    }
    put_in_list(listing, [entry])
