import { picklist, safeParse } from 'valibot';
import { numberForm, setNumberForm } from '../../numerals/number-form.ts';
import type { NumberForm } from '../../numerals/number-words.ts';

const KEY = 'dissensus:numbers';
const FORM = picklist(['point', 'comma', 'space']);

/** How a person wants numbers written; kept in this browser. */
class NumberSetting {
  constructor() {
    const kept = safeParse(FORM, localStorage.getItem(KEY));
    if (kept.success) setNumberForm(kept.output);
  }

  get now(): NumberForm {
    return numberForm();
  }

  choose(form: NumberForm): void {
    if (form === 'point') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, form);
    setNumberForm(form);
  }
}

export const numberSetting = new NumberSetting();
