import { Parser } from 'htmlparser2';

/** An element of an XML document: its own text, joined, and its child elements in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads an XML document and returns its root; throws when elements are not closed in order. */
export function xmlOf(document: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const element: XmlElement = { name, attributes, children: [], text: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext: (text) => {
        const element = open.at(-1);
        if (element) element.text += text;
      },
      onclosetag: (name, isImplied) => {
        const isEmptyTag = document.slice(parser.startIndex, parser.endIndex + 1).endsWith('/>');
        if ((isImplied && !isEmptyTag) || open.pop()?.name !== name)
          throw new Error(`<${name}> is not closed in order.`);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(document);
  const [first] = root.children;
  if (!first || open.length !== 1) throw new Error('The document has no closed root.');
  return first;
}
