import { foundHere, reasonFor } from '../../names/analysis-words.ts';
import { PAPER_FINDINGS, type PaperFinding } from '../../../analysis/paper/paper-findings.ts';
import { paperRows } from '../../../analysis/paper/paper-lines.ts';
import { PAPER_TABLES, type PaperRow, type PaperTable } from '../../../analysis/paper/paper-row.ts';
import type { PaperLine, QuestionReport, Report } from '../../../analysis/report.ts';

/** A table of the paper on these data, with what is said of it. */
export interface ShownPaperTable extends PaperFinding {
  readonly table: PaperTable;
  readonly rows: readonly PaperRow[];
  /** What the table says here; `null` where its rows are missing. */
  readonly found: string | null;
  /** Why the table, or a part of it, is missing. */
  readonly missing: readonly string[];
}

interface Part {
  /** Whose tables they are; empty where they are of all models. */
  readonly model: string;
  readonly tables: Partial<Readonly<Record<PaperTable, readonly PaperLine[]>>>;
  /** By the name of a table, or of a part of it. */
  readonly reasonOf: (path: string) => string | undefined;
}

const OF_LABELS: readonly PaperTable[] = PAPER_TABLES.filter((table) => table !== 'continuous');
const OF_SCALES: readonly PaperTable[] = ['between_models', 'continuous'];
/** Parts of tables that may be missing alone. */
const PARTS: Partial<Readonly<Record<PaperTable, readonly string[]>>> = {
  transparency: ['lexicon', 'embedding', 'gradient'],
  continuous: ['intervals'],
};

/** The questions whose tables are shown together: scales that were asked together, or one with labels. */
export function askedTogether(
  { questions, paper }: Report,
  question: QuestionReport,
): readonly QuestionReport[] {
  const group = paper?.find((one) => one.questions.includes(question.question));
  return group ? questions.filter((one) => group.questions.includes(one.question)) : [question];
}

/** The paper's tables on a question, in the paper's order, whether they have rows or only a reason. */
export function paperTablesOf(report: Report, question: QuestionReport): readonly ShownPaperTable[] {
  const parts = partsOf(report, question);
  const applicable = question.kind === 'ordinal' ? OF_SCALES : OF_LABELS;
  return applicable.map((table) => {
    const rows = parts.flatMap(({ model, tables }) => paperRows(table, tables[table] ?? [], model));
    return {
      table,
      ...PAPER_FINDINGS[table],
      rows,
      found: foundHere(table, rows),
      missing: missingOf(table, parts),
    };
  });
}

function partsOf(report: Report, question: QuestionReport): readonly Part[] {
  const across =
    question.kind === 'ordinal'
      ? report.paper?.find(({ questions }) => questions.includes(question.question))
      : question.paper;
  const members = askedTogether(report, question);
  const ofModels = members.flatMap(({ models }) =>
    models
      .filter(({ reference, paper }) => !reference && paper)
      .map(({ model, paper, reasons }) => ({
        model,
        tables: paper!,
        reasonOf: (path: string) => reasonFor(reasons, `paper.${path}`),
      })),
  );
  if (!across) return ofModels;
  const { reasons } = across;
  return [
    ...ofModels,
    { model: '', tables: across, reasonOf: (path) => reasonFor(reasons, path) ?? reasons[''] },
  ];
}

function missingOf(table: PaperTable, parts: readonly Part[]): readonly string[] {
  const reasons = parts
    .filter(({ tables }) => table in tables)
    .flatMap(({ model, tables, reasonOf }) => {
      const paths = tables[table]!.length === 0 ? [table] : [];
      const own = paths.flatMap((path) => reasonOf(path) ?? []);
      const ofParts = (PARTS[table] ?? []).flatMap((part) => partReason(reasonOf, table, part));
      return [...own, ...ofParts].map((reason) => ({ model, reason }));
    });
  const several = new Set(parts.map(({ model }) => model).filter((model) => model !== '')).size;
  const words = [...new Set(reasons.map(({ reason }) => reason))];
  return words.map((reason) => {
    const models = [...new Set(reasons.filter((one) => one.reason === reason).map(({ model }) => model))];
    const isOfAll = models.includes('') || models.length >= several;
    return isOfAll ? reason : `${models.join(', ')}: ${reason}`;
  });
}

/** The reason of a part alone, and not of the whole table. */
function partReason(reasonOf: Part['reasonOf'], table: string, part: string): readonly string[] {
  const reason = reasonOf(`${table}.${part}`);
  return reason === undefined || reason === reasonOf(table) ? [] : [reason];
}
