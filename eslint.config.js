import js from '@eslint/js';
import ts from 'typescript-eslint';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';

/** Each stage of the pipeline may import only from the stages before it (CONTRIBUTING.md, "How the house is laid out"). */
const stages = {
  judgments: [],
  readers: ['judgments'],
  annotators: ['judgments'],
  analysis: ['judgments'],
  store: ['judgments', 'annotators'],
  charts: ['judgments', 'readers', 'analysis'],
};
const everyStage = ['judgments', 'readers', 'annotators', 'analysis', 'store', 'charts', 'pages'];

const oneWay = Object.entries(stages).map(([stage, before]) => ({
  files: [`src/${stage}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: everyStage
          .filter((other) => other !== stage && !before.includes(other))
          .map((other) => ({ group: [`**/${other}/**`], message: `${stage}/ comes before ${other}/.` })),
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist/', 'lib/', 'node_modules/', 'public/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/{judgments,analysis}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'fetch',
        'indexedDB',
        'caches',
        'self',
        'process',
      ],
    },
  },
  ...oneWay,
);
