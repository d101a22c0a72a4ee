import type { Lexicon } from './lexicon.js';
import type { LexiconWord } from './lexicon-words.js';
import { proposeLabels } from './propose-labels.js';
import type { ReviewEntry } from './review-entry.js';

/** A word an editor's correction suggests, with the words it rests on. */
export type WordProposal = LexiconWord & { readonly evidence: string };

/** An entry as it was read and as an editor left it; `source` are its lines. */
export type CorrectedEntry = Pick<ReviewEntry, 'read' | 'facts'> & { readonly source: string };

const MOST_KEYWORDS = 3;
const PREFIX = /^([\p{Script=Han}A-Za-z]{2,14}?)(?:字|规|发|函)?[〔[(（【]?(?:19|20)\d{2}[〕\])）】]?/u;

/**
 * What could have been read rightly had the lexicon known it: a body with its level and district, a short name, the label
 * before a value, the prefix of a number, a word of the title for a sector the editor added. `titleWords` are the title's
 * words, `sectorNames` the names of the entry's sectors.
 */
export function proposeWords(
  entry: CorrectedEntry,
  lexicon: Lexicon,
  titleWords: readonly string[],
  sectorNames: Readonly<Record<string, string>>,
): WordProposal[] {
  return [
    ...issuersOf(entry, lexicon),
    ...proposeLabels(entry, lexicon),
    ...prefixOf(entry, lexicon),
    ...keywordsOf(entry, lexicon, titleWords, sectorNames),
  ];
}

function issuersOf({ read, facts }: Pick<ReviewEntry, 'read' | 'facts'>, lexicon: Lexicon): WordProposal[] {
  const district = facts.districts.length === 1 ? facts.districts[0] : undefined;
  const gone = read.issuers.filter((name) => !facts.issuers.includes(name));
  return facts.issuers.flatMap((name): WordProposal[] => {
    const known = lexicon.issuersByName.get(name);
    const short = gone.length === 1 && facts.issuers.length === 1 ? shortNameOf(gone[0] ?? '', name) : null;
    if (known) {
      if (!short || known.aliases.includes(short)) return [];
      const { name: word, ...says } = known;
      const aliases = [...says.aliases, short];
      return [
        { kind: 'issuer', word, target: '', says: { ...says, aliases }, evidence: `${short} → ${name}` },
      ];
    }
    const isCorrected = !read.issuers.includes(name) || read.level !== facts.level;
    if (!isCorrected || district === undefined) return [];
    const evidence = gone.length > 0 ? `${gone.join('、')} → ${name}` : name;
    const says = { level: facts.level, district, aliases: short ? [short] : [] };
    return [{ kind: 'issuer', word: name, target: '', says, evidence }];
  });
}

/** X is a short name of Y when all its characters stand in Y in their order, and it begins alike. */
function shortNameOf(short: string, full: string): string | null {
  if (short.length < 3 || short.length >= full.length || short[0] !== full[0]) return null;
  let at = 0;
  for (const character of short) {
    at = full.indexOf(character, at) + 1;
    if (at === 0) return null;
  }
  return short;
}

function prefixOf({ read, facts }: Pick<ReviewEntry, 'read' | 'facts'>, lexicon: Lexicon): WordProposal[] {
  const number = facts.documentNumber;
  const [issuer] = facts.issuers;
  const [district] = facts.districts;
  if (!number || number === read.documentNumber || !issuer || !district || facts.districts.length > 1)
    return [];
  const prefix = /^[^〔[(（【\d]+/u.exec(PREFIX.exec(number)?.[0] ?? '')?.[0].trim();
  if (!prefix || lexicon.numberPrefixes.some((one) => one.prefix === prefix)) return [];
  return [
    {
      kind: 'number-prefix',
      word: prefix,
      target: '',
      says: { issuer, level: facts.level, district },
      evidence: number,
    },
  ];
}

function keywordsOf(
  { read, facts }: Pick<ReviewEntry, 'read' | 'facts'>,
  lexicon: Lexicon,
  titleWords: readonly string[],
  sectorNames: Readonly<Record<string, string>>,
): WordProposal[] {
  const added = facts.sectors.filter(
    (code) => code !== '*' && !read.sectors.some((one) => one.code === code),
  );
  const telling = [...new Set(titleWords)].filter((word) => isTelling(word, facts, lexicon));
  return added.flatMap((code) => {
    const name = sectorNames[code] ?? '';
    const unknown = telling.filter(
      (word) => !lexicon.sectorKeywords.some((one) => one.word === word && one.code === code),
    );
    const kinship = (word: string) =>
      [...word].filter((character) => name.includes(character)).length * 10 + word.length;
    return unknown
      .sort((a, b) => kinship(b) - kinship(a))
      .slice(0, MOST_KEYWORDS)
      .map((word): WordProposal => ({
        kind: 'sector-keyword',
        word,
        target: code,
        says: { code, weight: 2 },
        evidence: facts.title,
      }));
  });
}

/** A word that may stand for a sector: not a place, a body, a kind of paper or a word that says nothing by itself. */
function isTelling(word: string, facts: ReviewEntry['facts'], lexicon: Lexicon): boolean {
  if (word.length < 2 || !/^[\p{Script=Han}A-Za-z]+$/u.test(word) || !facts.title.includes(word))
    return false;
  if (lexicon.weakWords.includes(word) || lexicon.placesByName.has(word)) return false;
  if (facts.issuers.some((issuer) => issuer.includes(word))) return false;
  const papers = [...lexicon.words.titleNouns, ...lexicon.words.titleEndings, ...lexicon.words.issuerVerbs];
  return !papers.includes(word) && !COMMON.has(word);
}

const COMMON = new Set(
  '关于 支持 促进 推动 推进 发展 若干 措施 实施 加强 加快 开展 印发 组织 申报 工作 高质量 质量 有关 进一步 做好 管理 专项 资金 项目 年度 企业 鼓励 奖励 扶持 政策 通知 办法 细则 意见 方案 计划 规划 规定'.split(
    ' ',
  ),
);
