/** Hands a file to the person's downloads folder. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content by then; at once would be too early in Firefox.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
