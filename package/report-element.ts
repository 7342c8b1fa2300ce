import { mount, unmount } from 'svelte';
import type { Report } from '../src/analysis/report.ts';
import ReportView from './ReportView.svelte';
import { readReport } from './read-report.ts';
import style from './report-element.css?inline';

/**
 * `<dissensus-report src="report.json"></dissensus-report>` shows a report of `dissensus analyse` in any page: what the people
 * and each model said, how far apart they are, and the verdicts. Its attributes `question` and `model` name what is shown
 * first: a question's id and a model's name. `report` takes a report that the page already has, in place of `src`.
 *
 * A `load` event follows a report that is shown, an `error` event one that could not be had, which is also said in its place.
 * Colours are custom properties (`--ink`, `--card`, `--people`, `--model`, …); it follows the page's `color-scheme`.
 */
export class DissensusReport extends HTMLElement {
  static readonly observedAttributes = ['src', 'question', 'model'];

  #given: Report | null = null;
  #shown: object | null = null;
  /** What a later report or address makes pointless. */
  #loading: AbortController | null = null;
  #root = this.attachShadow({ mode: 'open' });
  #place = document.createElement('div');

  constructor() {
    super();
    this.#place.className = 'report';
    const styles = document.createElement('style');
    styles.textContent = style;
    this.#root.append(styles, this.#place);
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }

  set src(address: string) {
    this.setAttribute('src', address);
  }

  /** The report that is shown; `null` while there is none. */
  get report(): Report | null {
    return this.#given;
  }

  set report(report: Report | null) {
    this.#loading?.abort();
    this.#given = report;
    this.#show();
  }

  connectedCallback(): void {
    // Set before this module was there, it is a property of the element alone and hides the setter.
    if (Object.hasOwn(this, 'report')) {
      const { report } = this;
      delete (this as Partial<Pick<this, 'report'>>).report;
      this.report = report;
    } else if (this.#given) this.#show();
    else void this.#load();
  }

  disconnectedCallback(): void {
    this.#loading?.abort();
    this.#clear();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || before === after) return;
    if (name === 'src') void this.#load();
    else this.#show();
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#given = null;
    const { src } = this;
    if (src === '') return this.#show();
    this.#say('status', 'The report is being loaded.');
    try {
      const report = await readReport(new URL(src, this.baseURI), loading.signal);
      if (loading.signal.aborted) return;
      this.#given = report;
      this.#show();
      this.dispatchEvent(new Event('load'));
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#say('alert', (error as Error).message);
      this.dispatchEvent(new ErrorEvent('error', { error, message: (error as Error).message }));
    }
  }

  #show(): void {
    this.#clear();
    if (!this.#given || !this.isConnected) return;
    this.#shown = mount(ReportView, {
      target: this.#place,
      props: {
        report: this.#given,
        firstQuestion: this.getAttribute('question'),
        firstModel: this.getAttribute('model'),
      },
    });
  }

  #say(role: 'status' | 'alert', words: string): void {
    this.#clear();
    const line = document.createElement('p');
    line.setAttribute('role', role);
    line.textContent = words;
    this.#place.append(line);
  }

  #clear(): void {
    if (this.#shown) void unmount(this.#shown);
    this.#shown = null;
    this.#place.replaceChildren();
  }
}

// A page may load two copies of this module, and a name can be defined once.
if (!customElements.get('dissensus-report')) customElements.define('dissensus-report', DissensusReport);

declare global {
  interface HTMLElementTagNameMap {
    'dissensus-report': DissensusReport;
  }
}
