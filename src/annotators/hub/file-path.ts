/** Names that Windows takes for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// eslint-disable-next-line no-control-regex
const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f\\]/;
const LONGEST = 512;

/**
 * Whether a path names a file within its own folder, wherever it is written: no `..`, nothing absolute, no drive, no device
 * and no control character. An address or a key made of any other could be another file's.
 */
export function isPlainPath(path: string): boolean {
  return path.length <= LONGEST && !/^[a-z]:/i.test(path) && path.split('/').every(isPlainName);
}

function isPlainName(name: string): boolean {
  return !/^(|\.|\.\.)$/.test(name) && !CONTROL_OR_BACKSLASH.test(name) && !DEVICE.test(name);
}
