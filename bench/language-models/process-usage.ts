import { readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks of a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of a processor that processes have taken so far, all their threads. */
export function processorSeconds(processes: readonly number[]): number {
  const ticks = processes.map((id) => {
    // The name before them may hold spaces.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS;
}

/** What processes hold more at most, from now on, than they hold now: a function that says how many megabytes. */
export function watchMemory(processes: readonly number[]): () => number {
  // From here on the kernel counts the most anew.
  for (const id of processes) writeFileSync(`/proc/${id}/clear_refs`, '5');
  const before = megabytes(processes, 'VmRSS');
  return () => megabytes(processes, 'VmHWM') - before;
}

function megabytes(processes: readonly number[], what: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = processes.map((id) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  });
  return (kilobytes.reduce((sum, each) => sum + each, 0) * 1024) / 1e6;
}
