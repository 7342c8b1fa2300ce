import { expect, it } from 'vitest';
import { memoryNeeded, memoryProblem } from '../../../src/annotators/llama-cpp/memory-needed.ts';

const SMALL = { positions: 8192, cacheBytesPerToken: 23_040 };

it('counts the file, the keys and values of what is read at most, and llama.cpp itself', () => {
  expect(memoryNeeded(SMALL, 98e6)).toBe(98e6 + 4096 * 23_040 + 400e6);
});

it('is checked against what WebAssembly gives and what the machine has', () => {
  expect(memoryProblem(SMALL, 98e6, {})).toBeNull();
  expect(memoryProblem(SMALL, 98e6, { deviceMemory: 8 })).toBeNull();
  expect(memoryProblem(SMALL, 98e6, { deviceMemory: 0.5 })).toMatch(/needs 0\.6 GB.*about 0\.5 GB in all/);
  expect(memoryProblem(SMALL, 4.2e9, {})).toMatch(/at most 4\.3 GB/);
});
