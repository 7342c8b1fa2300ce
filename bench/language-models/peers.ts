import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TRAINING = resolve(import.meta.dirname, '../../training');
export const NODE_LLAMA_CPP = '3.22.1';
const PYTHON_PACKAGES = ['numpy==2.4.6', 'onnx==1.23.1', 'gguf==0.19.0', 'tokenizers==0.23.2'];

/** Makes a folder once and keeps it from run to run; one that was not finished is made again. */
function keptFolder(name: string, make: (folder: string) => void): string {
  const folder = join(tmpdir(), `dissensus-bench-${name}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  make(making);
  renameSync(making, folder);
  return folder;
}

/** The folder that node-llama-cpp is installed in: 100 MB that nothing else here needs. */
export function installNodeLlamaCpp(): string {
  return keptFolder(`node-llama-cpp-${NODE_LLAMA_CPP}`, (folder) => {
    writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
    const options = { cwd: folder, stdio: 'inherit' } as const;
    // Its script would look for another build; the one for this machine is a package of its own.
    execFileSync('npm', ['install', '--ignore-scripts', `node-llama-cpp@${NODE_LLAMA_CPP}`], options);
  });
}

/** A GGUF file's weights in the layout that transformers.js loads, by training/lm_from_gguf.py. Needs Python 3. */
export function makeOnnx(gguf: string, sha256: string): string {
  const python = keptFolder('python', (folder) => {
    execFileSync('python3', ['-m', 'venv', '--copies', join(folder, 'venv')], { stdio: 'inherit' });
    const pip = join(folder, 'venv/bin/python');
    execFileSync(pip, ['-m', 'pip', 'install', '--quiet', ...PYTHON_PACKAGES], { stdio: 'inherit' });
  });
  const made = keptFolder(`onnx-${sha256.slice(0, 8)}`, (folder) => {
    const call = ['lm_from_gguf.py', '--gguf', gguf, '--out', join(folder, 'model')];
    execFileSync(join(python, 'venv/bin/python'), call, { cwd: TRAINING, stdio: 'inherit' });
  });
  return join(made, 'model');
}
