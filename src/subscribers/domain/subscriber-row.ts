import { parseMailbox } from '../../delivery/domain/address.js';
import type { Profile } from '../../matching/domain/profile.js';
import { singleLine } from '../../platform/domain/placeholders.js';
import {
  POLICY_LEVELS,
  POLICY_TYPES,
  type PolicyLevel,
  type PolicyType,
} from '../../policies/domain/policy.js';
import type { Taxonomy } from '../../taxonomy/domain/taxonomy.js';

/** The columns of a subscriber file, with the header words we know for each. */
export const COLUMNS = {
  address: ['email', 'e-mail', 'address', 'mail', '邮箱', '电子邮箱', '邮件地址', '邮箱地址'],
  company: [
    'company',
    'company_name',
    'organisation',
    'organization',
    '企业',
    '企业名称',
    '公司',
    '公司名称',
    '单位',
    '单位名称',
  ],
  contact: ['contact', 'name', '联系人', '姓名'],
  districts: ['districts', 'district', '地区', '所在地区', '所在区', '区县', '行政区'],
  sectors: ['sectors', 'sector', 'industry', 'industries', '行业', '所属行业'],
  levels: ['levels', 'level', '层级', '政策层级'],
  types: ['types', 'type', '类型', '政策类型'],
  language: ['language', 'lang', '语言'],
} as const;
export type ColumnName = keyof typeof COLUMNS;

/** One refused cell: the row as a spreadsheet counts it (the header is row 1), the column, the reason. */
export interface RefusedCell {
  readonly row: number;
  readonly column: string;
  readonly reason: string;
}

/** One row that may go in. */
export interface SubscriberRow {
  readonly row: number;
  readonly address: string;
  readonly company: string;
  readonly contact: string | null;
  readonly profile: Profile;
  readonly language: 'zh-CN' | 'en';
}

/** What the list offers and takes for granted. */
export interface RowContext {
  readonly districts: Taxonomy;
  readonly sectors: Taxonomy;
  readonly sectorTrees: readonly string[];
  readonly language: 'zh-CN' | 'en';
}

/** Reads one row; every wrong cell is named, not only the first. */
export function readSubscriberRow(
  row: number,
  cells: Readonly<Partial<Record<ColumnName, string>>>,
  context: RowContext,
): SubscriberRow | RefusedCell[] {
  const refused: RefusedCell[] = [];
  const refuse = (column: string, reason: string) => refused.push({ row, column, reason });
  const address = parseMailbox(cells.address ?? '');
  if (!address.ok) refuse('email', address.problem);
  const company = readCompany(cells.company ?? '', refuse);
  const profile: Profile = {
    districts: codes(
      cells.districts,
      (text) => context.districts.resolve(text)?.code,
      'districts',
      'district',
      refuse,
    ),
    sectors: codes(cells.sectors, (text) => resolveSector(text, context), 'sectors', 'sector', refuse),
    levels: members<PolicyLevel>(cells.levels, POLICY_LEVELS, 'levels', refuse),
    types: members<PolicyType>(cells.types, POLICY_TYPES, 'types', refuse),
  };
  if (split(cells.districts).length === 0) refuse('districts', 'needs at least one district');
  if (split(cells.sectors).length === 0) refuse('sectors', 'needs at least one sector, or * for all');
  const language = readLanguage(cells.language, context.language, refuse);
  if (refused.length > 0 || !address.ok) return refused;
  return {
    row,
    address: address.address,
    company,
    contact: singleLine(cells.contact ?? '') || null,
    profile,
    language,
  };
}

/** A sector of the trees the list offers, by code or name; two digits also mean GB/T 4754 where culture is not offered. */
export function resolveSector(
  text: string,
  context: Pick<RowContext, 'sectors' | 'sectorTrees'>,
): string | undefined {
  const wanted = text.normalize('NFKC').trim();
  if (['全行业', '全部', '所有行业', 'all'].includes(wanted.toLowerCase())) return '*';
  const node =
    context.sectors.resolve(wanted) ??
    context.sectors.nodes.find((one) => one.code.slice(1) === wanted && /^[A-T]/.test(one.code));
  if (!node) return undefined;
  return node.tree === null || context.sectorTrees.includes(node.tree) ? node.code : undefined;
}

function readCompany(text: string, refuse: (column: string, reason: string) => void): string {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text.trim()))
    refuse('company', 'contains a line break or control character');
  const name = singleLine(text);
  if (name === '') refuse('company', 'is empty');
  if (name.length > 200) refuse('company', 'is longer than 200 characters');
  return name;
}

function codes(
  cell: string | undefined,
  resolve: (text: string) => string | undefined,
  column: string,
  noun: string,
  refuse: (column: string, reason: string) => void,
): string[] {
  return split(cell).flatMap((text) => {
    const code = resolve(text);
    if (code) return [code];
    refuse(column, `unknown ${noun} "${text.slice(0, 60)}"`);
    return [];
  });
}

function members<T extends string>(
  cell: string | undefined,
  known: readonly T[],
  column: string,
  refuse: (column: string, reason: string) => void,
): T[] {
  return split(cell).flatMap((text) => {
    const member = known.find((one) => one === text.toLowerCase());
    if (member) return [member];
    refuse(column, `unknown value "${text.slice(0, 60)}"; known: ${known.join(', ')}`);
    return [];
  });
}

function readLanguage(
  cell: string | undefined,
  fallback: 'zh-CN' | 'en',
  refuse: (column: string, reason: string) => void,
): 'zh-CN' | 'en' {
  const text = (cell ?? '').trim().toLowerCase();
  if (text === '') return fallback;
  if (['zh-cn', 'zh', '中文'].includes(text)) return 'zh-CN';
  if (['en', 'english', '英文'].includes(text)) return 'en';
  refuse('language', `unknown language "${text.slice(0, 20)}"; known: zh-CN, en`);
  return fallback;
}

function split(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(/[;；,，、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
