// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import LabelMatchDialog from '../../../src/pages/open/LabelMatchDialog.svelte';
import type { LabelsDiffer } from '../../../src/readers/reading-difficulty.ts';

const difficulty: LabelsDiffer = {
  kind: 'labels differ',
  message: '',
  file: 'encoder.csv',
  question: { kind: 'categorical', id: 'mood', name: 'mood', labels: ['joy', 'Sadness', 'Worry'] },
  missing: ['joy', 'Sadness', 'Worry'],
  of: 'columns',
  extra: ['joyful', 'sad', 'worried', 'relaxed'],
};

let matched: object[];
let drawn: ReturnType<typeof mount>;
function draw(shown: LabelsDiffer) {
  matched = [];
  drawn = mount(LabelMatchDialog, {
    target: document.body,
    props: { difficulty: shown, onmatch: (labels) => matched.push(labels), onclose: () => undefined },
  });
  flushSync();
}
afterEach(() => unmount(drawn));

function words(of: Node = document.body): string {
  return of.textContent!.replace(/\s+/g, ' ').trim();
}

function fields() {
  return [...document.body.querySelectorAll('label')].map((label) => ({
    words: words(label.querySelector('span')!),
    chosen: label.querySelector('select')!.selectedOptions[0].textContent.trim(),
  }));
}

describe('the dialog that matches a model’s labels with people’s', () => {
  beforeEach(() => draw(difficulty));

  it('suggests the likely ones, and says that they are to be checked', () => {
    expect(fields()).toEqual([
      { words: 'joyful suggested', chosen: 'joy' },
      { words: 'sad suggested', chosen: 'Sadness' },
      { words: 'worried suggested', chosen: 'Worry' },
      { words: 'relaxed', chosen: 'leave out' },
    ]);
    expect(words()).toContain('3 are suggested because the words are alike: check them.');
    expect(words()).toContain('“relaxed” is left out');
    expect(matched).toEqual([]);
  });

  it('takes what a person says instead, which is no suggestion any more', () => {
    const select = document.body.querySelectorAll('select')[2];
    select.selectedIndex = 0;
    select.dispatchEvent(new Event('change'));
    flushSync();
    expect(fields()[2]).toEqual({ words: 'worried', chosen: 'leave out' });
    expect(words()).toContain('2 are suggested');
    document.body.querySelector<HTMLButtonElement>('button.main')!.click();
    expect(matched).toEqual([{ joyful: 'joy', sad: 'Sadness', worried: null, relaxed: null }]);
  });
});

describe('the dialog that asks what a model’s answers stand for', () => {
  beforeEach(() =>
    draw({
      ...difficulty,
      missing: [],
      of: 'answers',
      extra: ['worried', 'Worried', 'calm', 'Calm', 'meh'],
      times: [11, 2, 7, 2, 1],
      more: 3,
    }),
  );

  it('has one row for what differs in case alone, with how often it was answered', () => {
    expect(fields()).toEqual([
      { words: 'worried, Worried 13× suggested', chosen: 'Worry' },
      { words: 'calm, Calm 9×', chosen: 'leave out' },
      { words: 'meh 1×', chosen: 'leave out' },
    ]);
    expect(words()).toContain('These are the commonest; 3 more are asked about after them.');
  });

  it('says one thing of all ways in which it is written', () => {
    expect(words()).toContain('10 answers “calm”, “Calm”, “meh” count as failed: they name no label.');
    document.body.querySelector<HTMLButtonElement>('button.main')!.click();
    expect(matched).toEqual([{ worried: 'Worry', Worried: 'Worry', calm: null, Calm: null, meh: null }]);
  });

  it('goes on while all are left out, and says what that comes to', () => {
    const select = document.body.querySelector('select')!;
    select.selectedIndex = 0;
    select.dispatchEvent(new Event('change'));
    flushSync();
    expect(words()).toContain(
      '23 answers “worried”, “Worried”, “calm”, “Calm”, “meh” count as failed: they name no label.',
    );
    document.body.querySelector<HTMLButtonElement>('button.main')!.click();
    expect(matched).toEqual([{ worried: null, Worried: null, calm: null, Calm: null, meh: null }]);
  });
});
