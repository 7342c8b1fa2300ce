import { pageModels } from '../../page-models.ts';

/** Why tests of the page's own language model are left out; `null` where its weights are there. */
export const NO_PAGE_MODEL =
  pageModels().length > 0
    ? null
    : 'public/models holds no language model besides those in the repository: run "npm run models", which needs Python\'s pip.';

/** Under CI they are no choice. */
if (NO_PAGE_MODEL && process.env.CI) throw new Error(NO_PAGE_MODEL);
if (NO_PAGE_MODEL) console.warn(`Left out: ${NO_PAGE_MODEL}`);
