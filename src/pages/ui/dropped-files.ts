import type { FolderFile } from '../../annotators/hub/folder-model.ts';

/** The files of what was dropped, folders with all that is in them, each with its path from the dropped folder on. */
export async function droppedFiles(dropped: DataTransfer): Promise<FolderFile[]> {
  // Asked of all of them before anything is awaited: what was dropped is gone after that.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<FolderFile[]> {
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: entry.fullPath.slice(1), blob }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: FolderFile[] = [];
  // A folder is read in parts of a hundred entries; an empty part is its end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return files;
    for (const each of part) files.push(...(await filesIn(each)));
  }
}
