import { CALIBRATION_METHODS } from '../src/analysis/calibration/fit.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { EMBEDDED } from './option-values.ts';
import { READING_USAGE } from './reading-options.ts';
import { STANDARD_OUTPUT } from './result-file.ts';

/** What `--help` writes. */
export const USAGE = `Usage:
  dissensus analyse FILE... [--model MODEL]... [--predictions FILE]... --out REPORT.json [--epsilon E]
            [--table TABLE.csv|.xlsx|.parquet|.jsonl [--no-texts]] [--threshold NAME=VALUE]... [--more-raters RULE]
            [--seen MODEL[=FILE]]... [--slice NAME=VALUE [--compare NAME=VALUE]] [--embed] [--lexicon FILE] [--seed N]
  dissensus annotate FILE... --model MODEL --out ANNOTATIONS.csv|.jsonl|.parquet [--no-texts]
  dissensus calibrate FILE... [--model MODEL]... [--predictions FILE]... [--method METHOD]
            [--seen MODEL[=FILE]]... --out CALIBRATOR.json
  dissensus calibrate FILE... [--model MODEL]... [--predictions FILE]... --calibrator CALIBRATOR.json
            --out ANNOTATIONS.csv|.jsonl|.parquet [--no-texts]
  dissensus replicate FILE... --out FOLDER [--group NAME=MODEL,...]... [--unreadable neutral|failed] [--lexicon FILE]
            [--embed | --embeddings FILE]
  dissensus schema
  dissensus read FILE... [--predictions FILE]... --out READING.json|ANSWERS.csv|.parquet
  dissensus --help | --version

analyse    compares what people said with what models said, and writes the report as JSON.
           Models are those of --model, and those whose answers are among the files or in --predictions;
           without any the report is about the people alone.
annotate   writes the model's distribution for every text, in the format that the name ends with.
calibrate  without --calibrator: fits a calibrator to people's answers for each model, and writes it as JSON.
           With it: applies the calibrator to models' answers, to texts that people judged or not, and writes them
           as annotate does; analyse takes them back.
replicate  computes the tables of the paper on files in its authors' form (docs/replicating.md), and writes them to a folder:
           paper.csv, a CSV for each table, and paper.html to be read.
schema     writes the JSON Schema of the report to standard output.
read       says how files are read: as JSON with every item, vote and answer, what was skipped and what is not certain
           ("asks"); or people's answers as a table with the columns item, text, question, rater, label.

FILE       the export of an annotation or survey tool, a known data set, any table with a row or a column per rater or
           votes per label, a table of texts, plain text with one text per line, or annotations written by this command
           or downloaded from the page; as CSV, TSV, JSON, JSON Lines, Parquet, Excel or OpenDocument sheet, also in a
           ZIP or gzip archive; or a folder of such files.
--predictions
           answers of models that ran elsewhere, joined by id or text: probabilities or scores per label, responses in
           words or JSON, or the output of a model's interface. May be given several times.
--method   ${CALIBRATION_METHODS.map((method) => `"${method}"`).join(', ')}
           (default: the one with the least cross-entropy on held-out items)
--epsilon  what the alt-test allows a model for being cheaper than a rater (default ${DEFAULT_SETTINGS.epsilon})
--table    also writes one row per text: people's shares and number, each model's distribution and top label, and the
           same calibrated, by a calibrator that has not seen the text's votes; a column says whether a model answered,
           failed or was not asked
--threshold
           where a line of the verdicts is drawn: ${Object.entries(DEFAULT_SETTINGS.thresholds)
             .map(([name, value]) => `${name}=${value}`)
             .join(', ')}
--more-raters
           by what rule more raters were asked about some texts, where numbers depend on answers:
           "3+2 unless two agree" (on a label), "3+2 unless all agree", or "none"
           (default: what is known of the data set; GoEmotions' own files are "3+2 unless two agree")
--model    ${EMBEDDED}, or by name: ${EMBEDDED_MODELS.map(({ model }) => model).join(', ')}
--seen     MODEL or MODEL=FILE: the model was trained on these texts or their votes, on all of them or on those that the
           file lists by id or text, one in each line or in a column of a table; figures are over the others.
           May be given several times
--seen-rows
           COLUMN=VALUE: the rows that are meant where that file says what each was used for, such as split=train; may be
           given several times, for the rows of any; or "all"
--slice    NAME=VALUE: figures over the texts that have this value of an attribute, or over the answers of the raters who have
           it ("read" says which attributes there are; also "length in characters"); of numbers a third: lowest, middle or highest
--compare  another such slice: the report then has D, JSD, top-1 and the entropy difference in both, with the differences
--seed     seed of all random draws, a whole number (default ${DEFAULT_SETTINGS.seed})
--group    models that are taken together and compared with another group, such as api=gpt,claude and open=llama,qwen
--unreadable
           what becomes of an answer in which no label can be read: neutral (it counts as that label, as in the paper;
           the default) or failed (it is left out)
--lexicon  words of each label, in the form of the NRC Emotion Lexicon, in place of ours
--embed    reads the texts with all-MiniLM-L6-v2, for the paper's embedding score of each label
--embeddings
           vectors of texts (by id or text) and of the labels' words, or finished scores of the labels
--no-texts leaves the texts out of the file or the table
--out, --table
           a file, which is replaced if it is there; no input, link or device is. ${STANDARD_OUTPUT} is standard output, in the first of the
           formats

Exit status: 0 done; 1 a file cannot be read or written, or a model fails; 2 the command line is wrong; 3 the files were read,
and nothing in them can be used.

${READING_USAGE}`;
