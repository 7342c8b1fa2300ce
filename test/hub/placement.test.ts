import { describe, expect, test } from 'vitest';
import {
  advisePlacement,
  ggufPlacement,
  nextPlacement,
  type GraphicsCards,
} from '../../src/annotators/hub/placement.ts';

/** What a browser with a graphics card of these abilities answers. */
function cards(...features: string[]): GraphicsCards {
  return {
    requestAdapter: async () => ({ features: new Set(features), info: { isFallbackAdapter: false } }),
  };
}

describe('the suggested place', () => {
  test('is the graphics card where there is one that suits the weights', async () => {
    expect(await advisePlacement('q4', cards(), 2)).toMatchObject({
      device: 'webgpu',
      possible: ['webgpu', 'wasm'],
    });
    expect((await advisePlacement('q4f16', cards('shader-f16'), 2)).device).toBe('webgpu');
  });

  test.each([
    ['no WebGPU', 'q4', undefined, /offers no graphics card/],
    ['no adapter', 'q4', { requestAdapter: () => Promise.resolve(null) }, /offers no graphics card/],
    [
      'an adapter that fails',
      'q4',
      { requestAdapter: () => Promise.reject(new Error()) },
      /offers no graphics card/,
    ],
    ['no half precision', 'fp16', cards(), /no half precision/],
    ['8 bits', 'q8', cards('shader-f16'), /8 bits/],
  ] as const)('is the processor, and only it, with %s', async (_, dtype, offered, words) => {
    const advice = await advisePlacement(dtype, offered, 4);
    expect(advice).toMatchObject({ device: 'wasm', possible: ['wasm'] });
    expect(advice.reason).toMatch(/^Suggested: the processor, with 4 threads, because /);
    expect(advice.reason).toMatch(words);
  });

  test('is the processor where the card is an imitation, which may be chosen', async () => {
    const software: GraphicsCards = {
      requestAdapter: async () => ({ features: new Set<string>(), info: { isFallbackAdapter: true } }),
    };
    expect(await advisePlacement('fp32', software, 1)).toEqual({
      device: 'wasm',
      reason:
        'Suggested: the processor, with one thread, because the only graphics card is an imitation in software, which is slower.',
      possible: ['wasm', 'webgpu'],
    });
  });
});

describe('the suggested place of a GGUF model', () => {
  test('is the graphics card where there is one, and ONNX Runtime can compute it', async () => {
    const advice = await ggufPlacement(cards(), 1, 2);
    expect(advice).toMatchObject({ device: 'webgpu', possible: ['webgpu', 'wasm'] });
    expect(advice.reason).toMatch(
      /^Suggested: the graphics card, by WebGPU\. That is for .*, by ONNX Runtime; .* by llama\.cpp with one thread\.$/,
    );
    expect(await ggufPlacement(undefined, 1, 2)).toMatchObject({ device: 'wasm', possible: ['wasm'] });
  });

  test('is the processor for one that llama.cpp alone computes', async () => {
    expect(await ggufPlacement(cards('shader-f16'), 3, null)).toEqual({
      device: 'wasm',
      reason: 'Runs on the processor, with 3 threads, by llama.cpp.',
      possible: ['wasm'],
    });
  });
});

describe('after a failure', () => {
  const named = (name: string, message = '') => Object.assign(new Error(message), { name });
  const card = { device: 'webgpu', smallBatches: false } as const;
  const processor = { device: 'wasm', smallBatches: false } as const;

  test('a lost device goes on on the processor', () => {
    expect(nextPlacement(named('DeviceLostError'), card)).toEqual(processor);
    expect(
      nextPlacement(
        new Error('Text 3 could not be annotated: A valid external Instance reference no longer exists.'),
        card,
      ),
    ).toEqual(processor);
  });

  test('without the runtime for graphics cards, as offline, it goes on on the processor', () => {
    const offline = new Error(
      'no available backend found. ERR: [webgpu] TypeError: Failed to fetch dynamically imported module: https://a.org/x.mjs',
    );
    expect(nextPlacement(offline, card)).toEqual(processor);
    expect(nextPlacement(offline, processor)).toBeNull();
  });

  test('want of memory tries fewer texts at once, then the processor, then gives up', () => {
    const full = new Error('std::bad_alloc');
    const smaller = nextPlacement(full, card)!;
    expect(smaller).toEqual({ device: 'webgpu', smallBatches: true });
    const next = nextPlacement(full, smaller)!;
    expect(next).toEqual({ device: 'wasm', smallBatches: true });
    expect(nextPlacement(full, next)).toBeNull();
    expect(nextPlacement(named('WorkerDiedError'), processor)).toEqual({
      device: 'wasm',
      smallBatches: true,
    });
  });

  test('anything else is no matter of the place', () => {
    expect(nextPlacement(new Error('The prompt has 300 tokens.'), card)).toBeNull();
    expect(nextPlacement(named('DeviceLostError'), processor)).toBeNull();
  });
});
