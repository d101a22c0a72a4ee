import type { PickerSearch } from './profile-picker.view.js';
import { echoText } from './form-echo.js';

/** What a form with the profile fields asks for: to look for a district or sector, to see its effect, or to be taken. */
export type FormAct = 'find' | 'preview' | 'submit';

/**
 * Reads the button that was pressed. Enter in any field presses the form's first button, `enter`: it looks for what
 * has just been typed into a search field and not been looked for yet, and otherwise takes the form.
 */
export function formAct(form: unknown): FormAct {
  const act = echoText(form, 'act');
  if (act === 'find' || act === 'preview') return act;
  if (act !== 'enter') return 'submit';
  const isNew = (typed: string, shown: string) => {
    const text = echoText(form, typed).trim();
    return text !== '' && text !== echoText(form, shown).trim();
  };
  return isNew('findDistrict', 'foundDistrict') || isNew('findSector', 'foundSector') ? 'find' : 'submit';
}

/** What is looked for in the trees, as it was typed. */
export function pickerSearch(form: unknown): PickerSearch {
  return {
    districts: echoText(form, 'findDistrict').trim().slice(0, 50),
    sectors: echoText(form, 'findSector').trim().slice(0, 50),
  };
}
