import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const read = (...lines: string[]) =>
  parseBulletin(lines.join('\n\n'), loadLexicon()).entries.map(({ title, issuers }) => [title, issuers]);

describe('who issued the entries of an English list', () => {
  it('stands below each headline, in one name with commas, above when it closes', () => {
    expect(
      read(
        'Consultations closing this spring',
        'Published: Wednesday, 7th March 2018',
        'Banning old pumps in small harbours',
        'Department for Harbours, Rivers & Lakes',
        'Closes 29th April 2018',
        'Ministers are consulting on proposals to ban old pumps. Details follow in the paper that is published with it.',
        'Quiet waters inquiry',
        'Fisheries Committee, River Agency',
        'Closing date 16 May 2018',
        'The strategy was published in January with a particular focus on approaches to keep the waters quiet at night.',
      ),
    ).toEqual([
      ['Banning old pumps in small harbours', ['Department for Harbours, Rivers & Lakes']],
      ['Quiet waters inquiry', ['Fisheries Committee', 'River Agency']],
    ]);
  });

  it('may be a short name before the headline, where another opens with a body in full', () => {
    const text = 'The guidance sets out how the rules for pumps should be applied in harbours and on rivers.';
    expect(
      read(
        'Other rules',
        'River Office: Draft guidance on pumps',
        text,
        'DHRL: Consultation on quiet waters',
        text,
      ),
    ).toEqual([
      ['Draft guidance on pumps', ['River Office']],
      ['Consultation on quiet waters', ['DHRL']],
    ]);
    expect(
      read('Other rules', 'FAQ: Questions about pumps', text, 'PLUS: Consultation on quiet waters', text),
    ).toEqual([
      ['FAQ: Questions about pumps', []],
      ['PLUS: Consultation on quiet waters', []],
    ]);
  });
});

describe('an English page that prints each day above its headline', () => {
  it('has no entries above the first of them', () => {
    const page = [
      'Harbour Support',
      'In the current climate, information on grants is always evolving. Please check this page regularly.',
      '25/02/2021',
      'Pump grant required to close',
      'The council announced further support for pumps that had to be switched off in the whole of the month.',
      '18/02/2021',
      'Second round of pump grants now open',
      'The second round of the pump grants opens today. Harbours may apply on our website until the end of May.',
    ];
    const entries = parseBulletin(page.join('\n\n'), loadLexicon()).entries;
    expect(entries.map(({ title, publishedOn }) => [title, publishedOn])).toEqual([
      ['Pump grant required to close', '2021-02-25'],
      ['Second round of pump grants now open', '2021-02-18'],
    ]);
  });
});

describe('an English roundup', () => {
  const text =
    'The rules set out how pumps in harbours and on rivers are to be kept, and who pays for what is needed.';

  it('names who issued an entry as the subject of its headline', () => {
    expect(
      read(
        'Harbour policies in the past week',
        'River Council releases plan for quiet waters',
        text,
        'River Council meets harbour masters',
        text,
        'New Harbour Board adopts rules on pumps',
        'Adopted by: Ministry of Harbours',
        text,
      ),
    ).toEqual([
      ['River Council releases plan for quiet waters', ['River Council']],
      ['River Council meets harbour masters', []],
      ['New Harbour Board adopts rules on pumps', ['Ministry of Harbours']],
    ]);
  });

  it('has no entry for the line that counts its issues', () => {
    const issue = ['Harbour News Roundup', 'Volume 11/2024 (March 11 – March 17)'];
    expect(
      read(...issue, text, 'Pumps go quiet', text, 'Nets go slack', text).map(([title]) => title),
    ).toEqual(['Pumps go quiet', 'Nets go slack']);
    expect(
      read('Harbour News Roundup', 'Pumps go quiet', text, 'Issue 3 harbours must solve', text),
    ).toHaveLength(2);
  });
});

describe('an English update on laws', () => {
  it('tells below each headline who promulgated it and when, with or without a colon', () => {
    const text =
      'The Rules consist of seven chapters and set out how pumps in harbours and on rivers are to be kept.';
    const page = [
      'Harbour Laws and Regulations Update in September 2022',
      '1. Law Against Loud Pumps',
      'Promulgated by the Standing Committee of River Congress (SCRC)',
      'Promulgation date: 2 September 2022',
      'Implementation date: 1 December 2022',
      'Document number: 119 River Order',
      text,
      '2. Compliance Rules for Harbours',
      'Promulgated by: Ministry of Harbours',
      'Promulgated date: 16 September 2022',
      text,
    ];
    const entries = parseBulletin(page.join('\n\n'), loadLexicon()).entries;
    expect(entries.map(({ title, issuers, publishedOn }) => [title, issuers, publishedOn])).toEqual([
      ['Law Against Loud Pumps', ['Standing Committee of River Congress'], '2022-09-02'],
      ['Compliance Rules for Harbours', ['Ministry of Harbours'], '2022-09-16'],
    ]);
  });
});
