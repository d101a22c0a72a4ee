import { readXml } from './office-package.js';

/** The text of each footnote or endnote by kind and id (`footnote 2`); the separators Word keeps among them are empty. */
export function readNotes(xml: string, kind: 'footnote' | 'endnote'): [string, string][] {
  const notes: [string, string][] = [];
  let id = '';
  let text = '';
  let isText = false;
  let deleted = 0;
  readXml(xml, {
    onopentag(name, attributes) {
      if (name === `w:${kind}`) {
        id = attributes['w:id'] ?? '';
        text = '';
      }
      if (name === 'w:del') deleted += 1;
      if (name === 'w:p' && text !== '') text += ' ';
      if (name === 'w:t') isText = deleted === 0;
    },
    ontext(part) {
      if (isText) text += part;
    },
    onclosetag(name) {
      if (name === 'w:t') isText = false;
      if (name === 'w:del') deleted -= 1;
      if (name === `w:${kind}`) notes.push([`${kind} ${id}`, text.trim()]);
    },
  });
  return notes;
}
