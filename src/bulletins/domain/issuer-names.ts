/** 市, 区, 省 …: how a body is called where its place goes without saying. */
const RELATIVE = /^(?:自治区|[省市区县州盟旗])(?=\p{Script=Han}{2})/u;
const DISTRICT = /^\p{Script=Han}{1,8}?[区县市旗]/u;
const SHORTEST = 2;
const LONGEST_ENDING = 4;

/** How bodies end in short and in full: 教委 is a 教育委员会, 政府办 a 政府办公室. */
const ENDINGS: readonly (readonly [RegExp, RegExp])[] = [
  [/委$/u, /委员会$/u],
  [/办$/u, /(?:办公室|办公厅)$/u],
  [/联$/u, /联合会$/u],
  [/协$/u, /协会$/u],
];

/** How a name may fall short of another one. */
export type Shortness = (short: string, full: string) => boolean;

/** 市经信局, 区教委, 市政府办公厅, 北京市经信局: its place or its words are shortened; a district without its city is none of these. */
export function isAbbreviated(short: string, full: string): boolean {
  const plain = short.replace(/[()（）]/gu, '');
  if (plain !== short && plain === full) return true;
  if (short === full) return false;
  const relative = RELATIVE.exec(short)?.[0];
  if (relative !== undefined) {
    const at = full.indexOf(relative, 1);
    return at !== -1 && abbreviates(short.slice(relative.length), full.slice(at + relative.length));
  }
  if (withoutPeople(short) === withoutPeople(full)) return short.length < full.length;
  const shared = Math.min(sharedStart(short, full), short.length - SHORTEST);
  const rest = short.slice(shared);
  const isWholeWord = rest.length >= LONGEST_ENDING && full.endsWith(rest);
  if (shared >= SHORTEST) return !isWholeWord && abbreviates(rest, full.slice(shared));
  return isAbbreviatedWithin(short, full);
}

/** 大兴区政府, 大兴区教委: without its city, and shortened besides. */
function isAbbreviatedWithin(short: string, full: string): boolean {
  const district = DISTRICT.exec(short)?.[0] ?? '';
  const at = district === '' ? -1 : full.indexOf(district, 1);
  return at !== -1 && full.slice(at) !== short && isAbbreviated(short, full.slice(at));
}

/** 省政府 is 省人民政府. */
function withoutPeople(name: string): string {
  return name.replace('人民政府', '政府');
}

/** Abbreviated, or the other name without what stands before it (东城区教育委员会 without its city). */
export function isShortFor(short: string, full: string): boolean {
  return short !== full && (full.endsWith(short) || isAbbreviated(short, full));
}

/** Whether a name leaves out its place (市商务局, 区教委). */
export function isRelative(name: string): boolean {
  return RELATIVE.test(name);
}

/** Whether two names stand for the same body: equal, or one short for the other. */
export function isSameBody(name: string, other: string): boolean {
  return name === other || isShortFor(name, other) || isShortFor(other, name);
}

/** The names, each that falls short in full as the others print it; null where nothing changes. */
export function namesInFull(
  names: readonly string[],
  full: readonly string[],
  isShort: Shortness,
): readonly string[] | null {
  const found = names.map((name) => full.find((candidate) => isShort(name, candidate)) ?? name);
  return found.some((name, n) => name !== names[n]) ? found : null;
}

/** 省财政厅 beside 浙江省发展和改革委员会 is 浙江省财政厅: the place of the one named in full put before the others. */
export function placedAs(names: readonly string[], full: string): readonly string[] {
  return names.map((name) => {
    const relative = RELATIVE.exec(name)?.[0];
    const at = relative === undefined ? -1 : full.indexOf(relative, 1);
    return at === -1 ? name : full.slice(0, at) + name;
  });
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** 人社局 is 人力资源和社会保障局: its characters stand there in this order, and both end alike. */
function abbreviates(short: string, full: string): boolean {
  const whole = full.replace(/^人民(?=政府)/u, '');
  if (short === full || short === whole) return true;
  if (short.length < SHORTEST || short.length >= whole.length) return false;
  const isAlike =
    short.at(-1) === whole.at(-1) ||
    ENDINGS.some(([ending, fullEnding]) => ending.test(short) && fullEnding.test(whole));
  return isAlike && isSubsequence(short, whole);
}

/** Whether the characters of one stand in the other in this order. */
export function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
