import { bare, KnownPolicies, type KnownPolicy } from '../../../src/bulletins/domain/find-twin.js';
import { changeLexicon, type LexiconChange, wordsOf } from '../../../src/bulletins/domain/lexicon-words.js';
import { mergeEntries } from '../../../src/bulletins/domain/merge-entries.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { proposeWords } from '../../../src/bulletins/domain/propose-words.js';
import { extentOf, factsToReview, isClean, lacksOf } from '../../../src/bulletins/domain/review-facts.js';
import {
  isLive,
  mayBecome,
  REVIEW_STATES,
  type ReviewFacts,
} from '../../../src/bulletins/domain/review-entry.js';
import {
  keyOf,
  reopen,
  settle,
  settleCorrected,
  warningsToSettle,
} from '../../../src/bulletins/domain/review-warnings.js';
import { readLinesAsEntry } from '../../../src/bulletins/domain/split-entry.js';
import { LONGEST_FULL_TEXT } from '../../../src/policies/domain/policy.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const lexicon = loadLexicon();
const TEXT = [
  '石景山区影视产业扶持办法',
  '颁发机构：石景山区人民政府',
  '对影视企业给予支持。',
  '政策原文链接：https://sjs.example/x/2.html',
].join('\n');
const read = parseBulletin(TEXT, lexicon).entries[0]!;
const facts: ReviewFacts = factsToReview(read, 'next', () => true);

describe('the facts of a review', () => {
  it('hold no more of the text than a form takes, in whole paragraphs', () => {
    const paragraph = '对影视企业给予支持。'.repeat(100);
    const text = Array.from({ length: 600 }, () => paragraph).join('\n');
    const kept = factsToReview({ ...read, text }, 'next', () => true).fullText ?? '';
    expect(kept.length).toBeLessThanOrEqual(LONGEST_FULL_TEXT);
    expect(kept.length).toBeGreaterThan(LONGEST_FULL_TEXT - 2 * paragraph.length);
    expect(kept.split('\n').every((one) => one === paragraph)).toBe(true);
    expect(factsToReview({ ...read, text: '甲\n乙' }, 'next', () => true).fullText).toBe('甲\n乙');
  });

  it('say so where they leave out a part of it: the entry is held back', () => {
    const body = (paragraphs: number) =>
      [TEXT, ...Array.from({ length: paragraphs }, () => '对影视企业给予支持。'.repeat(100))].join('\n');
    const codesOf = (text: string) =>
      parseBulletin(text, lexicon).entries.flatMap(({ warnings }) => warnings.map(({ code }) => code));
    expect(codesOf(body(480))).not.toContain('long-text');
    expect(codesOf(body(520))).toContain('long-text');
  });
});

describe('a duplicate', () => {
  const known: KnownPolicy = { ...facts, documentNumber: '石政发〔2026〕3号', policyId: 'p', position: null };
  const twin = (change: Partial<ReviewFacts>, shared: readonly string[] = []) =>
    new KnownPolicies([known], new Set(shared)).twinOf({ ...known, ...change })?.reason ?? null;

  it('is one with the same number, however it is written', () => {
    expect(twin({ documentNumber: '石政发[2026] 3 号', title: '另一个标题' })).toBe('same-number');
    expect(twin({ documentNumber: '石政发〔2026〕4号' })).toBeNull();
  });

  it('is one with the same title and issuer, or on the same page', () => {
    expect(twin({ documentNumber: null, title: '石景山区 影视产业扶持办法' })).toBe('same-title');
    expect(twin({ documentNumber: null, issuers: ['朝阳区人民政府'], sourceLink: null })).toBeNull();
    expect(twin({ documentNumber: null, title: '另一个标题' })).toBe('same-link');
  });

  it('is none that shares a page with its neighbours, a front page, or that explains the other', () => {
    expect(twin({ documentNumber: null, title: '另一个标题' }, [known.sourceLink!])).toBeNull();
    const front = { ...known, sourceLink: 'https://sjs.example/' };
    expect(new KnownPolicies([front]).twinOf({ ...front, documentNumber: null, title: '另一个' })).toBeNull();
    expect(twin({ type: 'explain' })).toBeNull();
  });

  it('is the first of several, and found among twenty thousand as soon as among two', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => ({
      ...known,
      title: `第${n}号办法`,
      documentNumber: `石政发〔2026〕${n + 10}号`,
      sourceLink: `https://sjs.example/${n}.html`,
      policyId: `p${n}`,
    }));
    const all = new KnownPolicies([...many, { ...known, documentNumber: null, policyId: 'last' }]);
    const before = process.cpuUsage();
    const found = many.map((one) => all.twinOf({ ...one, title: known.title })?.policyId);
    expect(found).toEqual(many.map(({ policyId }) => policyId));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  it('compares without signs, width and case', () => {
    expect(bare('《ＡＢ 通知》（１）')).toBe('ab通知1');
  });
});

describe('a warning', () => {
  const warnings = warningsToSettle(read, () => true);

  it('is open until it is confirmed, and open again when that is taken back', () => {
    const [first] = warnings;
    const settled = settle(warnings, keyOf(first!));
    expect(settled[0]?.settled).toBe('confirmed');
    expect(reopen(settled, keyOf(first!))).toEqual(warnings);
    expect(settle(warnings, null).every((one) => one.settled === 'confirmed')).toBe(true);
  });

  it('is settled by a correction of its field, not by emptying it or by another', () => {
    const undated = warnings.filter(({ code }) => code === 'undated');
    expect(undated).toHaveLength(1);
    const after = (change: Partial<ReviewFacts>) =>
      settleCorrected(undated, facts, { ...facts, ...change })[0]?.settled;
    expect(after({ publishedOn: '2026-09-25' })).toBe('corrected');
    expect(after({ writtenOn: '2026-09' })).toBe('corrected');
    expect(after({ publishedOn: '' })).toBeNull();
    expect(after({ summary: '别的' })).toBeNull();
  });

  it('holds its entry back; a sector that no words name is one', () => {
    const entry = { state: 'open', facts, warnings } as const;
    expect(isClean(entry)).toBe(false);
    expect(isClean({ ...entry, warnings: settle(warnings, null) })).toBe(true);
    expect(isClean({ ...entry, warnings: [], state: 'dropped' })).toBe(false);
    expect(isClean({ ...entry, warnings: [], facts: { ...facts, districts: [] } })).toBe(false);
    expect(warningsToSettle({ ...read, sectors: [] }, () => true).map(({ code }) => code)).toContain(
      'no-sector',
    );
  });

  it('names a district that was read and is not among those kept here, on its line', () => {
    const unlisted = warningsToSettle(read, () => false).filter(({ code }) => code === 'unlisted-district');
    expect(unlisted).toEqual([
      { code: 'unlisted-district', message: '地区表中没有“石景山区”,请另选', line: 2, settled: null },
    ]);
    expect(settleCorrected(unlisted, { ...facts, districts: [] }, facts)[0]?.settled).toBe('corrected');
    expect(warningsToSettle(read, () => true)).not.toContainEqual(
      expect.objectContaining({ code: 'unlisted-district' }),
    );
  });

  it('is not all that an entry needs: what it lacks is named by field', () => {
    expect(lacksOf(facts)).toEqual([]);
    expect(lacksOf({ ...facts, title: '', districts: [], sectors: [] })).toEqual([
      'title',
      'districts',
      'sectors',
    ]);
  });
});

describe('the states of an entry', () => {
  it('end with published and merged; only an open one is dropped, merged or found a duplicate', () => {
    for (const from of ['published', 'merged'] as const)
      expect(REVIEW_STATES.filter((to) => mayBecome(from, to))).toEqual([]);
    for (const to of ['dropped', 'merged', 'duplicate'] as const)
      expect(REVIEW_STATES.filter((from) => mayBecome(from, to))).toEqual(['open']);
    expect(REVIEW_STATES.filter(isLive)).toEqual(['open', 'draft']);
  });
});

describe('two entries made one', () => {
  it('keep what either says, and the doubts that the other does not answer', () => {
    const second = { ...facts, title: '第二', publishedOn: '2026-09-28', fullText: '第二段' };
    const undated = { code: 'undated', message: '', line: 2, settled: null } as const;
    const cut = { code: 'truncated', message: '', line: 9, settled: null } as const;
    const merged = mergeEntries({ facts, warnings: [undated] }, { facts: second, warnings: [cut] });
    expect(merged.facts).toMatchObject({ title: facts.title, publishedOn: '2026-09-28' });
    expect(merged.facts.fullText).toBe(`${facts.fullText}\n第二\n第二段`);
    expect(merged.warnings).toEqual([cut]);
  });
});

describe('some lines of a document', () => {
  it('are read as one entry, with their own line numbers', () => {
    const text = ['区级', '一、甲', '说明', ...TEXT.split('\n')].join('\n');
    const part = readLinesAsEntry(text, { from: 4, to: 7 }, { position: 3, section: '区级' }, lexicon)!;
    expect(part).toMatchObject({
      position: 3,
      title: '石景山区影视产业扶持办法',
      issuers: ['石景山区人民政府'],
    });
    expect(extentOf(part)).toEqual({ lineStart: 4, lineEnd: 7 });
    const [span] = part.origins.issuers!.spans;
    expect(text.slice(span!.start, span!.end)).toBe('石景山区人民政府');
    expect(
      readLinesAsEntry('甲\n\n', { from: 2, to: 3 }, { position: 1, section: null }, lexicon),
    ).toBeNull();
  });
});

describe('what corrections propose for the lexicon', () => {
  const propose = (change: Partial<ReviewFacts>, words: string[] = [], source = '') =>
    proposeWords({ read, facts: { ...facts, ...change }, source }, lexicon, words, { R89: '体育' });

  it('is nothing when nothing was corrected', () => {
    expect(propose({})).toEqual([]);
  });

  it('is the word before a colon, when its value is what the editor entered and the word labels nothing yet', () => {
    const labelsOf = (source: string, change: Partial<ReviewFacts>) =>
      propose(change, [], source)
        .filter(({ kind }) => kind === 'label')
        .map(({ word, says, evidence }) => [word, says, evidence]);
    const date = { publishedOn: '2026-09-27' };
    expect(labelsOf('正文\n公布于官网之日：2026年9月27日', date)).toEqual([
      ['公布于官网之日', { field: 'publishedOn' }, '公布于官网之日：2026年9月27日'],
    ]);
    expect(labelsOf('【责任 主体】：马术中心、冰雪中心', { issuers: ['马术中心', '冰雪中心'] })).toEqual([
      ['责任主体', { field: 'issuer' }, '【责任 主体】：马术中心、冰雪中心'],
    ]);
    expect(labelsOf('咨询专线：\n010-1234', { contact: '010-1234' })).toEqual([
      ['咨询专线', { field: 'contact' }, '咨询专线： 010-1234'],
    ]);
    expect(labelsOf('受理期限：2026年9月1日至2026年9月30日', { applicationClosesOn: '2026-09-30' })).toEqual([
      ['受理期限', { field: 'application' }, '受理期限：2026年9月1日至2026年9月30日'],
    ]);
    expect(labelsOf('公布于官网之日：2026年9月26日', date)).toEqual([]);
    expect(labelsOf('发布时间：2026年9月27日', date)).toEqual([]);
    expect(labelsOf('第9.27条：2026年9月27日', date)).toEqual([]);
    expect(labelsOf('公布于官网之日：2026年9月27日', { publishedOn: read.publishedOn })).toEqual([]);
  });

  it('is a body the lexicon does not know, with its level and district', () => {
    expect(propose({ issuers: ['石景山区马术中心'], districts: ['110107'] })).toEqual([
      expect.objectContaining({
        kind: 'issuer',
        word: '石景山区马术中心',
        says: { level: 'district', district: '110107', aliases: [] },
        evidence: '石景山区人民政府 → 石景山区马术中心',
      }),
    ]);
    expect(propose({ issuers: ['石景山区马术中心'], districts: ['110107', '110105'] })).toEqual([]);
  });

  it('is the prefix of a number, and telling words of the title for a sector that was added', () => {
    const prefix = propose({ documentNumber: '石马发〔2026〕3号', districts: ['110107'] });
    expect(prefix).toEqual([expect.objectContaining({ kind: 'number-prefix', word: '石马发' })]);
    const words = propose({ title: '马术产业扶持办法', sectors: [...facts.sectors, 'R89'] }, [
      '马术',
      '产业',
      '办法',
      '扶持',
    ]);
    expect(words.map(({ word, target }) => [word, target])).toEqual(
      expect.arrayContaining([['马术', 'R89']]),
    );
    expect(words.map(({ word }) => word)).not.toContain('办法');
  });
});

describe('an editor’s changes of the lexicon', () => {
  it('add, replace and remove words; the files’ own are not touched', () => {
    const before = wordsOf(lexicon).length;
    const label = {
      kind: 'label',
      word: '某某标签',
      target: '',
      says: { field: 'issuer' },
      isRemoval: false,
    } as const;
    const first = wordsOf(lexicon)[0]!;
    const removal = { ...first, isRemoval: true } as LexiconChange;
    const changed = wordsOf(
      changeLexicon(lexicon, [label, removal, { ...label, says: { field: 'source' } }]),
    );
    expect(changed).toHaveLength(before);
    expect(changed.find(({ word }) => word === '某某标签')?.says).toEqual({ field: 'source' });
    expect(changed.some((one) => one.kind === first.kind && one.word === first.word)).toBe(false);
    expect(wordsOf(lexicon)).toHaveLength(before);
  });
});
