/** Whether a file that was read is this one, or one in this archive or workbook. */
export function isIn(read: string, name: string): boolean {
  return read === name || read.startsWith(`${name}/`) || name.replace(/\.gz(ip)?$/i, '') === read;
}
