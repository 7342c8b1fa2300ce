import { wrap } from 'comlink';
import { TAB, TAB_OF_WORKER } from '../../store/project-news.ts';
import { RunningWorker, type WorkerHandle } from './running-worker.ts';

/**
 * Starts a module worker from a short `blob:` module that imports it: only such a worker inherits the page's Content
 * Security Policy, and with it the promise that nothing leaves this machine. The import is one that runs, not one that is
 * declared: Firefox asks the network for a declared one, past the service worker, which has it when there is no network. What
 * is posted meanwhile is handed on.
 *
 * A browser that kills a worker tells nobody. So the worker holds a Web Lock for as long as it lives, and the page waits
 * for that lock: getting it means that the worker is gone.
 * @param url what Vite's `?worker&url` import gives
 * @param purpose what the worker does, for the message if it dies: `reading files`
 */
export function startWorker<Api>(url: string, purpose: string): RunningWorker<Api> {
  return new RunningWorker<Api>((onDied) => handleOf(url, purpose, onDied), purpose);
}

function handleOf<Api>(url: string, purpose: string, onDied: (message: string) => void): WorkerHandle<Api> {
  const address = new URL(url, document.baseURI).href;
  const lock = `dissensus:worker:${crypto.randomUUID()}`;
  const module = `globalThis[${JSON.stringify(TAB_OF_WORKER)}] = ${JSON.stringify(TAB)};
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
navigator.locks.request(${JSON.stringify(lock)}, () => { postMessage(${JSON.stringify(lock)}); return new Promise(() => {}); });
import(${JSON.stringify(address)}).then(
  () => {
    removeEventListener('message', keep);
    for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
  },
  (error) => setTimeout(() => { throw error; }),
);`;
  const blob = URL.createObjectURL(new Blob([module], { type: 'text/javascript' }));
  const worker = new Worker(blob, { type: 'module', name: purpose });
  const waiting = new AbortController();

  worker.addEventListener('error', (event) => {
    onDied(`The worker for ${purpose} failed${event.message ? `: ${event.message}` : ' to start'}.`);
  });
  worker.addEventListener('message', (event) => {
    if (event.data !== lock) return;
    URL.revokeObjectURL(blob);
    navigator.locks
      .request(lock, { signal: waiting.signal }, () => onDied(`The browser ended the worker for ${purpose}.`))
      .catch(() => {
        // Only an abort by terminate() rejects a request: then nobody is waiting for the news.
      });
  });

  return {
    remote: wrap<Api>(worker),
    terminate() {
      // An error as the reason would keep what called this, a whole project, for as long as Comlink keeps the worker: for ever.
      waiting.abort('ended');
      worker.terminate();
    },
  };
}
