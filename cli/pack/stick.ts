import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { contentSecurityPolicy } from '../../content-security-policy.ts';
import { ISOLATION, PORT } from '../../serving.ts';

/** Where the scripts are that start the page from a stick. */
const STICK = join(import.meta.dirname, 'stick');
const EXECUTABLE = 0o100755;
const UNIX = 3;
/** Weights that no packing makes smaller. */
const PACKED = /\.gguf\.part-\d+$/;
/** Names that a person looks for; on macOS a double click needs the ending. */
const STARTERS = ['start-linux.sh', 'start-macos.command'];

/**
 * One zip of the built page and of what starts it on Windows, macOS and Linux.
 * @param site folder of the built page
 */
export function packStick(site: string): Uint8Array {
  const files: Zippable = {};
  const put = (path: string, content: Uint8Array, executable = false) => {
    const attrs = (executable ? EXECUTABLE : 0o100644) << 16;
    const level = PACKED.test(path) ? 0 : 6;
    files[`dissensus/${path}`] = [content, { os: UNIX, attrs, level }];
  };
  for (const path of filesIn(site)) put(`page/${path}`, readFileSync(join(site, path)));
  for (const path of filesIn(STICK)) {
    const content = new TextEncoder().encode(
      readFileSync(join(STICK, path), 'utf8').replaceAll('@PORT@', String(PORT)),
    );
    if (path === 'start.sh') for (const name of STARTERS) put(name, content, true);
    else put(path, content);
  }
  put('headers.txt', new TextEncoder().encode(headers()));
  return zipSync(files);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** What every answer carries, a header to a line. */
function headers(): string {
  const all = { ...ISOLATION, 'Content-Security-Policy': contentSecurityPolicy() };
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
