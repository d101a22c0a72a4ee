import { readXml } from './office-package.js';

interface Level {
  format: string;
  text: string;
  start: number;
}

/** The automatic numbers of a Word file. */
export interface Numbering {
  /** Counts one paragraph and gives its printed mark: by its own list, else by its style's. '' for none and for bullets. */
  markOf(listId: string | null, level: number | null, style: string | null): string;
}

interface List {
  readonly definition: string;
  /** Lists that restart count for themselves; the others go on where the last list of their definition stopped. */
  readonly restarts: boolean;
}

interface StyleNumbering {
  listId: string | null;
  level: number | null;
  basedOn: string | null;
}

/** Reads word/numbering.xml and the numbered styles of word/styles.xml (ECMA-376 17.9); unknown lists give no mark. */
export function readNumbering(xml: string, stylesXml: string): Numbering {
  const { levels, lists } = readDefinitions(xml);
  const styles = readStyles(stylesXml);
  const counts = new Map<string, number[]>();
  return {
    markOf(ownList, ownLevel, style) {
      const inherited = ownList === null ? numberingOf(style, styles) : null;
      const list = lists.get(ownList ?? inherited?.listId ?? '');
      const level = ownLevel ?? inherited?.level ?? 0;
      const definition = levels.get(list?.definition ?? '') ?? [];
      const own = definition[level];
      if (list === undefined || own === undefined || own.format === 'bullet' || own.format === 'none')
        return '';
      const counter = list.restarts ? `list ${ownList ?? ''}` : list.definition;
      const count = counts.get(counter) ?? [];
      count[level] = (count[level] ?? own.start - 1) + 1;
      count.length = level + 1;
      counts.set(counter, count);
      return own.text.replace(/%(\d)/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        return printed(count[index] ?? definition[index]?.start ?? 1, definition[index]?.format ?? 'decimal');
      });
    },
  };
}

function numberingOf(
  style: string | null,
  styles: ReadonlyMap<string, StyleNumbering>,
): StyleNumbering | null {
  let name = style;
  for (let depth = 0; name !== null && depth < 10; depth += 1) {
    const found = styles.get(name);
    if (found?.listId) return found;
    name = found?.basedOn ?? null;
  }
  return null;
}

function readStyles(xml: string): Map<string, StyleNumbering> {
  const styles = new Map<string, StyleNumbering>();
  let open: StyleNumbering | null = null;
  readXml(xml, {
    onopentag(name, { 'w:val': value = '', 'w:styleId': id = '' }) {
      if (name === 'w:style') styles.set(id, (open = { listId: null, level: null, basedOn: null }));
      if (open === null) return;
      if (name === 'w:numId') open.listId = value;
      if (name === 'w:ilvl') open.level = Number(value);
      if (name === 'w:basedOn') open.basedOn = value;
    },
    onclosetag(name) {
      if (name === 'w:style') open = null;
    },
  });
  return styles;
}

function readDefinitions(xml: string): { levels: Map<string, Level[]>; lists: Map<string, List> } {
  const levels = new Map<string, Level[]>();
  const lists = new Map<string, List>();
  let abstractId = '';
  let listId = '';
  let level: Level = { format: 'decimal', text: '', start: 1 };
  readXml(xml, {
    onopentag(name, { 'w:val': value = '', ...attributes }) {
      if (name === 'w:abstractNum') levels.set((abstractId = attributes['w:abstractNumId'] ?? ''), []);
      if (name === 'w:lvl' && abstractId !== '')
        levels.get(abstractId)?.push((level = { format: 'decimal', text: '', start: 1 }));
      if (name === 'w:numFmt') level.format = value;
      if (name === 'w:lvlText') level.text = value;
      if (name === 'w:start') level.start = Number(value) || 1;
      if (name === 'w:num') listId = attributes['w:numId'] ?? '';
      if (name === 'w:abstractNumId') lists.set(listId, { definition: value, restarts: false });
      const list = lists.get(listId);
      if (name === 'w:startOverride' && list !== undefined) lists.set(listId, { ...list, restarts: true });
    },
    onclosetag(name) {
      if (name === 'w:abstractNum') abstractId = '';
    },
  });
  return { levels, lists };
}

const CHINESE = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function printed(number: number, format: string): string {
  if (/chinese|ideograph|taiwanese|japaneseCounting/i.test(format)) return chinese(number);
  if (/lowerLetter|upperLetter/.test(format)) {
    const letter = String.fromCharCode(96 + ((number - 1) % 26) + 1);
    return format === 'upperLetter' ? letter.toUpperCase() : letter;
  }
  return String(number);
}

function chinese(number: number): string {
  if (number >= 100) return String(number);
  const tens = Math.floor(number / 10);
  const ones = number % 10 === 0 ? '' : (CHINESE[number % 10] ?? '');
  if (tens === 0) return CHINESE[number] ?? String(number);
  return `${tens === 1 ? '' : CHINESE[tens]}十${ones}`;
}
