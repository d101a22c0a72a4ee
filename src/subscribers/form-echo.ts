const ECHO_CHARACTERS = 1_000;

/** A field as it came, for the form that is shown again; what is no text is not shown. */
export function echoText(form: unknown, field: string): string {
  const [first] = echoTexts(form, field);
  return first ?? '';
}

/** All texts of a field as they came. */
export function echoTexts(form: unknown, field: string): string[] {
  if (typeof form !== 'object' || form === null || !Object.hasOwn(form, field)) return [];
  const value = (form as Record<string, unknown>)[field];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.slice(0, ECHO_CHARACTERS));
}

/** The codes a form has chosen, as they came. */
export function echoChosen(form: unknown) {
  const [districts, sectors, levels, types] = ['districts', 'sectors', 'levels', 'types'].map((field) =>
    echoTexts(form, field),
  ) as [string[], string[], string[], string[]];
  return { districts, sectors, levels, types };
}
