// Plain JavaScript, because Node 20 runs no TypeScript and a thread does not inherit tsx: it compiles the rest as it is loaded.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import('./perform-tasks.ts');
