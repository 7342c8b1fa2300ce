import fc from 'fast-check';

/** What any value of JSON may be replaced by, as JSON. */
const VALUES = [
  ...[
    'null',
    'true',
    '"abc"',
    '"3"',
    '-1',
    '-0',
    '0.5',
    '1e300',
    '1e999',
    '-1e999',
    '9007199254740993',
    '4294967296',
  ],
  ...[
    '{}',
    '[]',
    '[1]',
    '[null]',
    '""',
    '"NaN"',
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '['.repeat(120) + ']'.repeat(120),
  ],
];
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'later'];

/** One change of a value in JSON; `place` is taken among all its places. */
interface Edit {
  readonly place: number;
  readonly kind: 'delete' | 'duplicate' | 'truncate' | 'replace' | 'add';
  readonly name: string;
  readonly value: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  place: fc.nat({ max: 1_000_000 }),
  kind: fc.constantFrom('delete', 'duplicate', 'truncate', 'replace', 'replace', 'replace', 'add'),
  name: fc.constantFrom(...NAMES),
  value: fc.constantFrom(...VALUES),
});

/** One or two changes, as somebody makes them who wants to see what happens. */
export const edits = fc.array(edit, { minLength: 1, maxLength: 2 });

type Node = Record<string | number, unknown>;

/** The JSON of a value with changes made to it. */
export function edited(value: unknown, changes: readonly Edit[]): string {
  const root: Node = { value: JSON.parse(JSON.stringify(value)) };
  const literals: string[] = [];
  // Numbers that JavaScript cannot write are put in afterwards.
  const literal = (json: string) => `@@${literals.push(json) - 1}@@`;
  for (const change of changes) {
    const places = placesIn(root);
    const [parent, key] = places[change.place % places.length];
    const here = parent[key];
    if (change.kind === 'replace') parent[key] = literal(change.value);
    else if (change.kind === 'delete') {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else if (parent !== root) Reflect.deleteProperty(parent, key);
    } else if (change.kind === 'duplicate') {
      if (Array.isArray(parent)) parent.push(structuredClone(here));
    } else if (change.kind === 'truncate') {
      if (Array.isArray(here)) here.length = here.length >> 1;
    } else if (typeof here === 'object' && here !== null && !Array.isArray(here))
      Object.defineProperty(here, change.name, {
        value: literal(change.value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return JSON.stringify(root.value).replace(/"@@(\d+)@@"/g, (_, at: string) => literals[Number(at)]);
}

function placesIn(root: Node): [Node, string | number][] {
  const places: [Node, string | number][] = [];
  const walk = (node: Node) => {
    for (const key of Object.keys(node)) {
      const at = Array.isArray(node) ? Number(key) : key;
      places.push([node, at]);
      const inner = node[at];
      if (typeof inner === 'object' && inner !== null) walk(inner as Node);
    }
  };
  walk(root);
  return places;
}
