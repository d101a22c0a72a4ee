import { Parser } from 'htmlparser2';

interface Level {
  format: string;
  text: string;
  start: number;
}

/** The automatic numbers of a Word file. `next` counts one paragraph of a list and gives its printed mark. */
export interface Numbering {
  next(listId: string, level: number): string;
}

/** Reads word/numbering.xml; lists it does not know, and bullets, give no mark. */
export function readNumbering(xml: string): Numbering {
  const { levels, lists } = readDefinitions(xml);
  const counts = new Map<string, number[]>();
  return {
    next(listId, level) {
      const definition = levels.get(lists.get(listId) ?? '') ?? [];
      const own = definition[level];
      if (own === undefined || own.format === 'bullet' || own.format === 'none') return '';
      const count = counts.get(listId) ?? [];
      count[level] = (count[level] ?? own.start - 1) + 1;
      count.length = level + 1;
      counts.set(listId, count);
      return own.text.replace(/%(\d)/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        return printed(count[index] ?? definition[index]?.start ?? 1, definition[index]?.format ?? 'decimal');
      });
    },
  };
}

function readDefinitions(xml: string): { levels: Map<string, Level[]>; lists: Map<string, string> } {
  const levels = new Map<string, Level[]>();
  const lists = new Map<string, string>();
  let abstractId = '';
  let listId = '';
  let level: Level = { format: 'decimal', text: '', start: 1 };
  const parser = new Parser(
    {
      onopentag(name, { 'w:val': value = '', ...attributes }) {
        if (name === 'w:abstractNum') levels.set((abstractId = attributes['w:abstractNumId'] ?? ''), []);
        if (name === 'w:lvl' && abstractId !== '')
          levels.get(abstractId)?.push((level = { format: 'decimal', text: '', start: 1 }));
        if (name === 'w:numFmt') level.format = value;
        if (name === 'w:lvlText') level.text = value;
        if (name === 'w:start') level.start = Number(value) || 1;
        if (name === 'w:num') listId = attributes['w:numId'] ?? '';
        if (name === 'w:abstractNumId') lists.set(listId, value);
      },
      onclosetag(name) {
        if (name === 'w:abstractNum') abstractId = '';
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
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
