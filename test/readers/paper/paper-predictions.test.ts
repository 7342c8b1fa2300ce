import { describe, expect, it } from 'vitest';
import { importedTemperature } from '../../../src/judgments/annotator.ts';
import { setsOf } from '../../../src/judgments/votes.ts';
import { spreadOver } from '../../../src/readers/predictions/rated-scales.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import type { NamedBlob } from '../../../src/readers/named-blob.ts';

function csv(name: string, ...lines: readonly string[]): NamedBlob {
  return { name, blob: new Blob([`${lines.join('\n')}\n`]) };
}

const PEOPLE = csv(
  'people.csv',
  'id,text,rater,emotion',
  'a,so glad,r1,joy',
  'a,so glad,r2,joy',
  'b,leave me,r1,anger',
  'b,leave me,r2,neutral',
);
const RESULTS = csv(
  'gpt_results.csv',
  'id,model,temperature,sample_idx,raw_response,parsed_labels,error,anger_pred,joy_pred,neutral_pred',
  'a,gpt,0.0,0,"[""joy""]","[""joy""]",False,0.0,1.0,0.0',
  'a,gpt,0.7,0,"[""anger"", ""joy""]","[""anger"", ""joy""]",False,1.0,1.0,0.0',
  'b,gpt,0.0,0,"[""anger""]","[""anger""]",False,1.0,0.0,0.0',
  'b,gpt,0.7,0,who knows,"[""neutral""]",True,0.0,0.0,1.0',
);
const RATERS = csv(
  'individual_reader_ratings.csv',
  'id,V,A,D',
  's1,4,2,3',
  's1,5,1,3',
  's2,2,3,3',
  's2,2,4,2',
);
const TEXTS = csv('emobank.csv', 'id,split,V,A,D,text', 's1,test,4,2,3,So glad', 's2,test,2,3,3,Leave me');
const RATINGS = csv(
  'emobank_gpt_results.csv',
  'id,model,temperature,sample_idx,raw_response,V_pred,A_pred,D_pred,parse_error,api_error',
  's1,gpt,0.0,0,"{""V"": 4.2}",4.25,1.5,3,False,False',
  's1,gpt,1.0,0,"{""V"": 4.2}",4.75,1.5,3,False,False',
  's2,gpt,0.0,0,no,,,,True,False',
  's2,gpt,1.0,0,"{""V"": 2.5, ""A"": 3, ""D"": 3}",,,,False,False',
);

describe('results of the paper’s study, opened with what people answered', () => {
  it('are a model’s samples as sets of labels: together, and at each temperature', async () => {
    const { predictions } = await readFiles([PEOPLE, RESULTS]);
    const found = predictions!.judgments.map((one) => ({
      model: one.annotator.model,
      temperature: importedTemperature(one.annotator),
      samples: [...(one.samples ?? [])],
      sets: [0, 1].map((item) => (one.several ? setsOf(one.several, item).length : 0)),
    }));
    expect(found).toEqual([
      { model: 'gpt', temperature: 'all', samples: [2, 1], sets: [1, 0] },
      { model: 'gpt', temperature: '0', samples: [1, 1], sets: [0, 0] },
      { model: 'gpt', temperature: '0.7', samples: [1, 0], sets: [1, 0] },
    ]);
    const [together] = predictions!.judgments;
    const labels: readonly string[] = together.question.labels;
    const share = (item: number, label: string) =>
      together.distributions[item * labels.length + labels.indexOf(label)];
    expect([share(0, 'joy'), share(0, 'anger'), share(1, 'anger')]).toEqual([0.75, 0.25, 1]);
    expect(predictions!.failures.count).toBe(1);
  });

  it('have the shares of a fine-tuned model by the names of its columns', async () => {
    const tuned = csv(
      'finetuned_predictions.csv',
      'id,model,anger_dist,joy_dist,neutral_dist,entropy',
      'a,RoBERTa,0.25,0.5,0.25,1.5',
      'b,RoBERTa,0.5,0.25,0.25,1.5',
    );
    const { predictions } = await readFiles([PEOPLE, tuned]);
    const [one] = predictions!.judgments;
    expect(one.question.labels.map((_, at) => one.distributions[at]).sort()).toEqual([0.25, 0.25, 0.5]);
  });

  it('are ratings with decimals: the two nearest points share a number, and the mean is kept', async () => {
    const { predictions } = await readFiles([TEXTS, RATERS, RATINGS]);
    const all = predictions!.judgments.filter(({ annotator }) => importedTemperature(annotator) === 'all');
    expect(all.map(({ question }) => question.name)).toEqual(['valence', 'arousal', 'dominance']);
    const [valence] = all;
    expect([...valence.distributions.subarray(0, 5)]).toEqual([0, 0, 0, 0.5, 0.5]);
    expect([...valence.distributions.subarray(5, 10)]).toEqual([0, 0.5, 0.5, 0, 0]);
    const cold = predictions!.judgments.find(
      ({ annotator, question }) => importedTemperature(annotator) === '0' && question.name === 'valence',
    )!;
    expect([...cold.answered]).toEqual([1, 0]);
    expect(predictions!.failures.count).toBe(1);
  });

  it('spreads a number over the points of any scale', () => {
    expect(spreadOver([1, 2, 4], 3.5)).toEqual([0, 0.25, 0.75]);
    expect(spreadOver([1, 2, 4], 2)).toEqual([0, 1, 0]);
    expect(spreadOver([1, 2, 4], 0.5)).toEqual([1, 0, 0]);
    expect(spreadOver([1, 2, 4], 9)).toEqual([0, 0, 1]);
  });
});
