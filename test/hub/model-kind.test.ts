import { expect, test } from 'vitest';
import { modelKind, promptForm } from '../../src/annotators/hub/model-kind.ts';

test.each([
  ['LlamaForCausalLM', 'language model'],
  ['Gemma3ForConditionalGeneration', 'language model'],
  ['GPT2LMHeadModel', 'language model'],
  ['RobertaForSequenceClassification', 'classifier'],
])('%s is a %s', (architecture, kind) => {
  expect(modelKind({ architectures: [architecture] }, 'a/b')).toBe(kind);
});

test('anything else is told by name', () => {
  expect(() => modelKind({ architectures: ['ViTModel'] }, 'a/b')).toThrow(
    /^a\/b cannot be used here: its config\.json names ViTModel/,
  );
  expect(() => modelKind({}, 'a/b')).toThrow(/names nothing as its architecture/);
});

test('a chat template, wherever it stands, makes a chat', () => {
  expect(promptForm({ chat_template: '{{ messages }}' }, [])).toBe('chat');
  expect(promptForm({}, ['config.json', 'chat_template.jinja'])).toBe('chat');
  expect(promptForm({}, ['config.json'])).toBe('story');
});
