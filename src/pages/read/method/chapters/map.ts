import type { MethodChapter } from '../chapter.ts';

export const MAP: MethodChapter = {
  id: 'map',
  title: 'The map',
  entries: [
    {
      name: 'Places',
      words:
        'Vectors of all-MiniLM-L6-v2, on their first 50 principal components; the exact 15 nearest neighbours of each text there, by Euclidean distance; UMAP to two dimensions (least distance 0.4) from a start at the first two components, with the report’s seed. Near texts are near in meaning; how far apart two clusters stand, and how dense they look, says little.',
      source: 'McInnes, Healy & Melville 2018, UMAP; Reimers & Gurevych 2019, Sentence-BERT',
    },
    {
      name: 'Regions and their names',
      formula: 'score(w, r) = share of w in r’s words · log(1 + A / f_w)',
      words:
        'k-means of the 50 components from centres by k-means++, as many regions as the cube root of the number of texts, 2 to 20. No answer of people or models goes into it. A region is named by the words with the highest class-based TF-IDF, without stop words, words of one text and words that are not twice as common there as elsewhere; f_w counts w in all regions, A is the mean number of words of a region.',
      source: 'Lloyd 1982; Arthur & Vassilvitskii 2007; Grootendorst 2022, BERTopic',
    },
    {
      name: 'Where the model is wrong',
      formula: 't = (mean D inside − mean D outside) / √(s²_in/n_in + s²_out/n_out + V_raters)',
      words:
        'Mean D of each region with the interval of its slice, and Welch’s t test against all other texts; with few raters, what leaving each of them out does to the difference is a third part of the variance, and the degrees of freedom go together by Satterthwaite. Holm over the regions with ten judged texts inside and outside.',
      source: 'Welch 1947; Satterthwaite 1946; Holm 1979',
    },
  ],
};
