// Serves the folder "page" beside this file at http://localhost:PORT/, to this machine only.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.argv[2]);
const folder = dirname(fileURLToPath(import.meta.url));
const page = join(folder, 'page');
const headers = readFileSync(join(folder, 'headers.txt'), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line !== '')
  .map((line) => line.split(/: (.*)/s));
const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const server = createServer((request, response) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end();
  const file = fileAt(request.url);
  if (!file) return response.writeHead(404).end();
  response.setHeader('Content-Type', types[extname(file.path)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', file.size);
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.path).pipe(response);
});

function fileAt(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*/, ''));
    const file = normalize(join(page, path.endsWith('/') ? `${path}index.html` : path));
    const entry = file.startsWith(page + sep) && statSync(file);
    return entry && entry.isFile() ? { path: file, size: entry.size } : null;
  } catch {
    return null;
  }
}

server.on('error', (error) => {
  console.error(
    `Port ${port} is taken: close what uses it, perhaps another Dissensus, and start again. (${error.message})`,
  );
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  console.log(`Dissensus is at http://localhost:${port}/ until this window is closed.`);
});
