import { embeddedModel } from '../src/annotators/embedded-models.ts';
import { textsHere } from '../src/jobs/own-texts.ts';
import { languageName, languageWarning } from '../src/readers/language-warning.ts';
import { checkLanguages } from '../src/readers/text-languages.ts';
import { writeAnnotations } from '../src/writers/write-annotations.ts';
import { annotateTexts } from './annotate-texts.ts';
import type { AnnotateArguments } from './commands.ts';
import { loadEmbeddedAnnotators } from './embedded-annotators.ts';
import { shippedPrompts } from './shipped-prompts.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { readInputs } from './read-inputs.ts';
import { loadOptions } from './reading-options.ts';
import { checkResultPaths, writeResult } from './result-file.ts';

/** Writes a model's distribution for every text of the files, as the page's "Download annotations" does. */
export async function annotateCommand({
  files,
  model,
  out,
  format,
  texts,
  reading,
}: AnnotateArguments): Promise<void> {
  await checkResultPaths([out], files);
  const { dataset } = await readInputs(files, await loadOptions(reading));
  if (!dataset)
    throw new NothingUsableError('The files hold annotations and no texts; name a file of texts.');
  const annotators = await loadEmbeddedAnnotators(model);
  const { name, language } = embeddedModel(model);
  const warning = languageWarning(await checkLanguages(textsHere(dataset), language));
  if (warning !== null)
    process.stderr.write(
      `${warning} ${name} has learnt ${languageName(language)} alone: its answers about other texts may mean nothing.\n`,
    );
  const predictions = await annotateTexts(dataset, annotators);
  const annotations = {
    ids: dataset.ids,
    texts: texts && !dataset.withoutText ? dataset.texts : null,
    predictions,
    prompts: await shippedPrompts(predictions),
  };
  await writeResult(out, await writeAnnotations(format, annotations));
}
