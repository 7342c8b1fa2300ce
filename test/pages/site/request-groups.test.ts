import { beforeAll, expect, it, vi } from 'vitest';
import { requestGroups } from '../../../src/pages/site/request-groups.ts';

const HERE = 'https://example.org';

beforeAll(() => {
  vi.stubGlobal('location', new URL(`${HERE}/dissensus/`));
  return () => vi.unstubAllGlobals();
});

it('puts requests of one host and purpose together, other hosts first', () => {
  const groups = requestGroups(
    [
      { url: `${HERE}/dissensus/models/a/config.json`, by: 'the worker for annotating', bytes: 10, times: 1 },
      {
        url: `${HERE}/dissensus/models/a/onnx/model.onnx`,
        by: 'the worker for annotating',
        bytes: 30,
        times: 2,
      },
      { url: 'https://huggingface.co/x.csv', by: 'the worker for reading files', bytes: null, times: 1 },
      { url: 'https://elsewhere.example/y', by: 'the page', bytes: null, times: 1 },
    ],
    [],
  );
  expect(groups).toEqual([
    {
      host: 'huggingface.co',
      own: false,
      why: 'GoEmotions with every rater, and models that you add',
      bytes: null,
      times: 1,
      requests: ['https://huggingface.co/x.csv, by the worker for reading files'],
    },
    {
      host: 'elsewhere.example',
      own: false,
      why: 'a host that was added when this page was built',
      bytes: null,
      times: 1,
      requests: ['https://elsewhere.example/y, by the page'],
    },
    {
      host: 'example.org',
      own: true,
      why: 'an embedded model',
      bytes: 40,
      times: 3,
      requests: [
        '/dissensus/models/a/config.json, by the worker for annotating',
        '/dissensus/models/a/onnx/model.onnx, by the worker for annotating, 2 times',
      ],
    },
  ]);
});

it('lists a model’s files once, by the ledger, which knows their size and where they were sent on to', () => {
  const url = 'https://huggingface.co/someone/model/resolve/main/onnx/model.onnx';
  const groups = requestGroups(
    [{ url, by: 'the worker for fetching models', bytes: null, times: 1 }],
    [
      {
        time: 1,
        hosts: ['huggingface.co', 'cdn.hf.co'],
        why: 'model.onnx of someone/model',
        bytes: 70,
        outcome: 'received',
      },
      {
        time: 2,
        hosts: ['huggingface.co', 'cdn.hf.co'],
        why: 'model.onnx of someone/model',
        bytes: 5,
        outcome: 'cancelled',
      },
    ],
  );
  expect(groups).toEqual([
    {
      host: 'huggingface.co, sent on to cdn.hf.co',
      own: false,
      why: 'models that you add',
      bytes: 75,
      times: 2,
      requests: ['model.onnx of someone/model', 'model.onnx of someone/model: cancelled'],
    },
  ]);
});
