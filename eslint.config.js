import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import ts from 'typescript-eslint';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';

/** Each stage of the pipeline may import only from the stages before it (CONTRIBUTING.md, "How the house is laid out"). */
const stages = {
  numerals: [],
  judgments: [],
  network: [],
  offline: [],
  files: ['judgments'],
  privacy: ['offline'],
  readers: ['judgments', 'network', 'files'],
  'project-files': ['judgments', 'files', 'readers'],
  writers: ['judgments', 'files', 'readers', 'analysis'],
  annotators: ['judgments', 'network', 'files'],
  analysis: ['judgments'],
  map: ['judgments', 'analysis'],
  store: ['judgments', 'files', 'annotators', 'map'],
  charts: ['numerals', 'judgments', 'files', 'analysis'],
  jobs: [
    'judgments',
    'network',
    'files',
    'readers',
    'project-files',
    'writers',
    'annotators',
    'analysis',
    'map',
    'store',
  ],
};
const everyStage = [...Object.keys(stages), 'pages'];

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

/** The rooms of the page: each may import only from those after it. */
const rooms = [
  'app',
  'project-page',
  'start',
  'report-file',
  'read',
  'annotate',
  'project',
  'runs',
  'models',
  'projects',
  'open',
  'live',
  'finding',
  'site',
  'stage',
  'names',
  'address',
  'background',
  'ui',
];
/** The rooms of the views, inside `read`, with those of them that each may import from. */
const views = {
  overview: ['items', 'parts'],
  people: ['parts'],
  models: ['parts'],
  categories: ['parts'],
  transparency: ['parts'],
  uncertainty: ['parts'],
  calibration: ['parts'],
  guidelines: ['parts'],
  paper: ['parts'],
  method: ['parts'],
  numbers: ['items', 'method', 'parts'],
  items: ['parts'],
  map: ['items', 'parts'],
  parts: [],
};

for (const [folder, listed] of [
  ['src', [...Object.keys(stages), 'pages']],
  ['src/pages', rooms],
  ['src/pages/read', Object.keys(views)],
]) {
  const unlisted = readdirSync(folder).filter((name) => !name.includes('.') && !listed.includes(name));
  if (unlisted.length > 0) throw new Error(`${folder}/${unlisted[0]} has no place in eslint.config.js yet.`);
}

/** @param forbidden by how an import of them begins, such as `../../app/` */
const roomRules = (folder, forbidden) => ({
  files: [`src/pages/${folder}/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: forbidden.map((start) => ({
          regex: `^${start.replaceAll('.', '\\.')}`,
          message: `${folder}/ does not import from there: see the order of rooms in eslint.config.js.`,
        })),
      },
    ],
  },
});

const roomByRoom = rooms.map((room, place) =>
  roomRules(
    room,
    rooms.slice(0, place).map((other) => `../${other}/`),
  ),
);
const viewByView = Object.entries(views).map(([view, allowed]) =>
  roomRules(`read/${view}`, [
    ...rooms.slice(0, rooms.indexOf('read')).map((room) => `../../${room}/`),
    ...Object.keys(views)
      .filter((other) => other !== view && !allowed.includes(other))
      .map((other) => `../${other}/`),
    '../views.ts',
    '../part-shown.ts',
  ]),
);

export default ts.config(
  { ignores: ['dist/', 'lib/', '.command-line/', '.svelte-check/', 'node_modules/', 'public/'] },
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
    files: ['src/{judgments,analysis,map}/**/*.ts'],
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
  {
    // An argument for each entry: a list of a hundred thousand overflows the stack.
    files: [
      'src/{judgments,files,readers,project-files,writers,analysis,map,store,jobs}/**/*.ts',
      'workers/**/*.ts',
    ],
    // Their lists are short whatever is analysed, of models, folds, labels and penalties; a changed line in
    // src/analysis makes every report that ships out of date.
    ignores: [
      'src/analysis/sections/transparency.ts',
      'src/analysis/label-budget.ts',
      'src/analysis/raters.ts',
      'src/analysis/calibration/dirichlet.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='Math'][callee.property.name=/^(max|min)$/] > SpreadElement",
          message: 'The list may be long: take max, min or extent of d3.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^(push|unshift)$/] > SpreadElement',
          message: 'The list may be long: add its entries in a loop, or make a new list.',
        },
      ],
    },
  },
  {
    files: ['src/{pages,charts}/**/*.{ts,svelte}', 'package/**/*.{ts,svelte}'],
    ignores: ['src/pages/names/analysis-words.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(toFixed|toPrecision|toExponential)$/]',
          message: 'A person has chosen how numbers are written: take format or fixed of src/numerals.',
        },
        {
          // Dates have words of their own.
          selector: "CallExpression[callee.property.name='toLocaleString'][arguments.length<2]",
          message: 'A person has chosen how numbers are written: take whole or format of src/numerals.',
        },
        {
          selector:
            "ImportDeclaration[source.value='d3'] > ImportSpecifier[imported.name=/^(format|precision)/]",
          message: 'A person has chosen how numbers are written: take format of src/numerals.',
        },
        {
          selector: 'ImportDeclaration[source.value=/analysis.(reasons|slice-words|paper.found-here)[.]ts$/]',
          message: 'Its numbers have points: take it of pages/names/analysis-words.ts.',
        },
      ],
    },
  },
  ...oneWay,
  ...roomByRoom,
  ...viewByView,
);
