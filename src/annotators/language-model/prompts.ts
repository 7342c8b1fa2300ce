import { labelAlignment, type Question } from '../../judgments/question.ts';
import { definePrompt, LABEL_PLACE, TEXT_PLACE, type Prompt, type Wording } from './prompt.ts';
import { formOf, PROMPT_FAMILIES, type PromptFamily } from './prompt-family.ts';
import content from './prompts.json' with { type: 'json' };

type Form = Wording['form'];

/** What a prompt asks for: one label as the answer, the percentage of each, or, as the paper does, all labels that apply. */
export const ASKED_FOR = ['label', 'percentages', 'all that apply'] as const;
export type AskedFor = (typeof ASKED_FOR)[number];

/** Prompts that ask for valence, arousal and dominance at once, as the paper does, with the keys of their answers in the same order. */
export const RATED_TOGETHER: { readonly ids: readonly string[]; readonly keys: readonly string[] } = {
  ids: ['paper-valence', 'paper-arousal', 'paper-dominance'],
  keys: ['V', 'A', 'D'],
};

/**
 * The prompts that come with Dissensus for models of one family: emotion, and valence, arousal and dominance.
 * A prompt without words in the file has each label stand for itself. What a family has no prompt of its own for is asked as others
 * of its form are. All labels that apply are asked for by instructions alone, so there are none of a `story`.
 */
export async function shippedPrompts(family: PromptFamily, askedFor: AskedFor = 'label'): Promise<Prompt[]> {
  const questions = content.questions as unknown as Readonly<Record<string, Question>>;
  const form = formOf(family);
  const fitting = content.prompts.filter(
    ({ wording, asks = 'label', family: own = form }) =>
      wording.form === form && asks === askedFor && (own === family || own === form),
  );
  const prompts = fitting.filter(
    (each) =>
      (each.family ?? form) === family ||
      !fitting.some(({ family: own, question }) => own === family && question === each.question),
  );
  return await Promise.all(
    prompts.map(({ id, question: name, wording, words }) => {
      const question = questions[name];
      return definePrompt({
        id,
        question,
        wording: wording as Wording,
        words: (words as unknown as Prompt['words'] | undefined) ?? ownNames(question),
      });
    }),
  );
}

/** The prompt for a question: a shipped one that asks it, otherwise one of the question's own labels. */
export async function promptFor(
  family: PromptFamily,
  question: Question,
  askedFor: AskedFor = 'label',
): Promise<Prompt> {
  const shipped = await shippedPrompts(family, askedFor);
  const form = formOf(family);
  return (
    shipped.find((prompt) => labelAlignment(prompt.question, question)) ??
    (await definePrompt({ ...PLAIN[askedFor](form, question), question, words: ownNames(question) }))
  );
}

/** The prompts for a data set's questions, each once, none for all that apply of a `story`; for texts without questions, those that come with Dissensus. */
export async function promptsFor(
  family: PromptFamily,
  questions: readonly Question[],
  askedFor: AskedFor = 'label',
): Promise<readonly Prompt[]> {
  if (questions.length === 0 || !canAsk(family, askedFor)) return await shippedPrompts(family, askedFor);
  const prompts = await Promise.all(questions.map((question) => promptFor(family, question, askedFor)));
  // The reader's and the writer's valence are asked with one prompt.
  return [...new Map(prompts.map((prompt) => [prompt.id, prompt])).values()];
}

/**
 * A version of a prompt that comes with Dissensus; `null` where none of them is it.
 * @param question what the answers to it are to
 */
export async function shippedPrompt(
  { id, version }: Pick<Prompt, 'id' | 'version'>,
  question: Question,
): Promise<Prompt | null> {
  // Without the question too: its labels may have been mapped to other ones.
  for (const questions of [[question], []])
    for (const family of PROMPT_FAMILIES)
      for (const askedFor of ASKED_FOR)
        for (const one of await promptsFor(family, questions, askedFor))
          if (one.id === id && one.version === version) return one;
  return null;
}

/** Whether models of a family can be asked for it. */
export function canAsk(family: PromptFamily, askedFor: AskedFor): boolean {
  return askedFor !== 'all that apply' || formOf(family) === 'chat';
}

const PLAIN: Readonly<
  Record<AskedFor, (form: Form, question: Question) => { id: string; wording: Wording }>
> = {
  label: plainPrompt,
  percentages: plainPercentagesPrompt,
  'all that apply': plainAllThatApplyPrompt,
};

function plainPrompt(form: Form, question: Question): { id: string; wording: Wording } {
  const { name, labels } = question;
  const scale = `from ${labels[0]} (lowest) to ${labels.at(-1)} (highest)`;
  const id = `${form}-${question.id}`;
  if (form === 'story') {
    const asked = question.kind === 'ordinal' ? `The ${name} of it, ${scale}, is` : `The ${name} of it is`;
    return { id, wording: { form, template: `"${TEXT_PLACE}" ${asked} ${LABEL_PLACE}` } };
  }
  const asked =
    question.kind === 'ordinal'
      ? `Rate the ${name} of the text. Answer with one number ${scale}.`
      : `Which ${name} does the text express? Answer with one of this list: ${labels.join(', ')}.`;
  return { id, wording: { form, user: `${asked}\n\nText: ${TEXT_PLACE}`, answer: LABEL_PLACE } };
}

function plainPercentagesPrompt(form: Form, question: Question): { id: string; wording: Wording } {
  const { name, labels } = question;
  const id = `${form}-${question.id}-percentages`;
  if (form === 'story') {
    const asked = `A hundred readers gave the ${name} of this, so many percent of them each:`;
    return { id, wording: { form, template: `"${TEXT_PLACE}" ${asked} ${LABEL_PLACE}` } };
  }
  const asked =
    question.kind === 'ordinal'
      ? `A hundred people each rate the ${name} of the text with one number from ${labels[0]} (lowest) to ${labels.at(-1)} (highest).`
      : `A hundred people each name the ${name} of the text, one of this list: ${labels.join(', ')}.`;
  const user = `${asked} What percentage of them gives which answer? Answer with one line for each, such as “${labels[0]}: 60%”, and nothing else; the percentages sum to 100.\n\nText: ${TEXT_PLACE}`;
  return { id, wording: { form, user, answer: LABEL_PLACE } };
}

function plainAllThatApplyPrompt(_: Form, question: Question): { id: string; wording: Wording } {
  const { name, labels } = question;
  const system =
    question.kind === 'ordinal'
      ? `You are an annotation assistant. Rate the ${name} of a text from ${labels[0]} (lowest) to ${labels.at(-1)} (highest). Use decimals. Return only a JSON object with the key ${JSON.stringify(name)}.`
      : `You are an annotation assistant. Select all labels of ${name} that apply from this list: ${labels.join(', ')}. Return only a JSON array of labels.`;
  const wording: Wording = { form: 'chat', system, user: `"${TEXT_PLACE}"`, answer: LABEL_PLACE };
  return { id: `chat-${question.id}-all`, wording };
}

function ownNames({ labels }: Question): Record<string, string[]> {
  return Object.fromEntries(labels.map((label) => [label, [label]]));
}
