import { describe, expect, it } from 'vitest';
import { HubError } from '../../src/annotators/hub/hub-error.ts';
import { nextPlacement } from '../../src/annotators/hub/placement.ts';
import { loadingTrouble, promptTrouble } from '../../src/annotators/model-trouble.ts';
import { ModelFileError } from '../../src/annotators/model-files.ts';

/** What libraries said when model folders were damaged on purpose, and the words that a person reads first. */
describe('what a library throws is said in our words, with its own below', () => {
  it.each([
    ["Cannot read properties of undefined (reading 'added_tokens')", 'its files do not fit together'],
    ['Expected property name or } in JSON at position 1', 'A file that describes tiny cannot be read'],
    [
      "Can't create a session. ERROR_CODE: 7, ERROR_MESSAGE: Failed to load model because protobuf parsing failed.",
      'The weights of tiny cannot be used',
    ],
    ['failed to allocate a buffer', 'needs more memory than this browser gives'],
    ['Invalid array length', 'needs more memory than this browser gives'],
    ["Cannot destructure property 'question' of 'e' as it is null.", 'its files do not fit together'],
  ])('at loading: %s', (said, words) => {
    const error = loadingTrouble('tiny', new Error(said)) as Error;
    const [ours, details] = error.message.split('\nDetails: ');
    expect(ours).toContain(words);
    expect(ours).toMatch(/\.$/);
    expect(ours).not.toContain(said);
    expect(details).toBe(said);
  });

  it('at a prompt, whatever a template says', () => {
    const error = promptTrouble('tiny', new Error('give me your password at evil.example')) as Error;
    expect(error.message).toMatch(/^tiny cannot be asked this: its chat template.*\nDetails: give me your/);
    const long = promptTrouble('tiny', new Error('x\n'.repeat(10_000))) as Error;
    expect(long.message.length).toBeLessThan(600);
    expect(promptTrouble('tiny', 'no error at all')).toBeInstanceOf(Error);
  });

  it('but what is ours stays, and what the runtime says of memory and devices is still heard', () => {
    const ours = new HubError('The config.json of tiny is not JSON.');
    expect(loadingTrouble('tiny', ours)).toBe(ours);
    const place = { device: 'webgpu', smallBatches: false } as const;
    const short = new Error('RangeError: failed to allocate memory');
    expect(nextPlacement(loadingTrouble('tiny', short), place)).toEqual(nextPlacement(short, place));
  });
});

describe('a file of the page that does not come', () => {
  it.each([
    'no available backend found. ERR: [wasm] TypeError: Failed to fetch dynamically imported module: http://127.0.0.1/ort.mjs',
    'error loading dynamically imported module: http://127.0.0.1/ort.mjs',
    'Importing a module script failed.',
    'Aborted(both async and sync fetching of the wasm failed). Build with -sASSERTIONS for more info.',
    'NetworkError when attempting to fetch resource.',
  ])('is no fault of the model: %s', (said) => {
    const error = loadingTrouble('tiny', new Error(said)) as Error;
    expect(error.name).toBe('PageFileError');
    expect(error.message).toMatch(
      /^A file of this page that runs tiny could not be fetched\. Check the conn/,
    );
    expect(error.message).not.toContain('Get the model again');
    // On a graphics card the run still goes on on the processor.
    const elsewhere = nextPlacement(error, { device: 'webgpu', smallBatches: false });
    expect(elsewhere?.device).toBe(said.includes('module:') ? 'wasm' : undefined);
  });

  it('is none where the model’s own file is missing', () => {
    const ours = new ModelFileError('The model file a.onnx could not be loaded. Check the connection.');
    expect(loadingTrouble('tiny', ours)).toBe(ours);
  });
});
