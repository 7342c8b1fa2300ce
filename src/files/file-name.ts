/** A title as the name of a file that every system takes: letters and digits, all else a hyphen; `project` if none is left. */
export function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'project';
}
