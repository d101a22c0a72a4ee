import { foldText } from './source-words.js';

/** Part of a document: UTF-16 offsets, `to` exclusive. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** A text of many paragraphs finds each of them not far behind the last. */
const REACH = 4_000;

/**
 * A document and what it was read as, of one length: gives words of the reading back in the characters that the document
 * prints at their place, and where they are composed, in those that it prints most often for each.
 */
export class PrintedWords {
  private readonly units: string;
  private readonly places: readonly number[];
  private readonly usual: ReadonlyMap<string, string>;

  constructor(
    private readonly document: string,
    private readonly reading: string,
  ) {
    const places: number[] = [];
    let units = '';
    for (let at = 0; at < reading.length; at += 1) {
      const unit = foldText(reading.charAt(at));
      for (let n = 0; n < unit.length; n += 1) places.push(at);
      units += unit;
    }
    this.units = units;
    this.places = places;
    this.usual = usualForms(document, reading);
  }

  /** One value as printed in a part of the document. */
  of(value: string, part: Part): string {
    const [from, to] = [this.unitAt(part.from), this.unitAt(part.to)];
    return this.printed(value, this.units.slice(from, to).indexOf(folded(value)), from);
  }

  /** A text of several lines, each looked for behind the one before. */
  ofText(text: string, part: Part): string {
    let from = this.unitAt(part.from);
    return text
      .split('\n')
      .map((line) => {
        const needle = folded(line);
        const found = this.units.slice(from, from + needle.length + REACH).indexOf(needle);
        const printed = this.printed(line, found, from);
        if (found !== -1) from += found + needle.length;
        return printed;
      })
      .join('\n');
  }

  private printed(value: string, found: number, from: number): string {
    let unit = found === -1 ? null : from + found;
    return value.replace(/[\s\S]/g, (character) => {
      const place = unit === null ? undefined : this.places[unit];
      if (unit !== null) unit += foldText(character).length;
      if (place !== undefined && this.reading.charAt(place) === character) return this.document.charAt(place);
      return found === -1 ? (this.usual.get(character) ?? character) : character;
    });
  }

  /** The first unit at or behind a place of the document. */
  private unitAt(place: number): number {
    let [low, high] = [0, this.places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function folded(value: string): string {
  return value.replace(/[\s\S]/g, (character) => foldText(character));
}

function usualForms(document: string, reading: string): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (let at = 0; at < reading.length; at += 1) {
    const forms = counts.get(reading.charAt(at)) ?? new Map<string, number>();
    const form = document.charAt(at);
    counts.set(reading.charAt(at), forms.set(form, (forms.get(form) ?? 0) + 1));
  }
  const most = (forms: ReadonlyMap<string, number>) => [...forms].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return new Map([...counts].map(([character, forms]) => [character, most(forms)]));
}
