import { type ConsoleAnswer, type ConsoleClient, type ConsoleForm, fieldsOf } from './console-client.js';

/** A bulletin of four entries: one clean, one without a date, one read with a short issuer, one repeated. */
export const BULLETIN = [
  '一周政策汇编',
  '政策类',
  '市级',
  '1、关于支持数字文旅发展的若干措施',
  '颁发机构:北京市文化和旅游局',
  '发布时间:2026-09-29',
  '为支持数字文旅企业发展，制定本措施。',
  '政策原文链接:https://whlyj.example/x/1.html',
  '区级',
  '2、石景山区影视产业扶持办法',
  '颁发机构:石景山区人民政府',
  '对影视企业给予支持。',
  '政策原文链接:https://sjs.example/x/2.html',
  '3、石景山区动漫游戏产业实施细则',
  '颁发机构:石景山区文化和旅游局',
  '发布时间:2026-09-28',
  '对动漫游戏研发企业给予房租补贴。',
  '政策原文链接:https://sjs.example/x/3.html',
  '4、关于支持数字文旅发展的若干措施',
  '颁发机构:北京市文化和旅游局',
  '发布时间:2026-09-29',
  '政策原文链接:https://whlyj.example/x/1.html',
].join('\n');

/** One entry as the list on the review page shows it. */
export interface ListedEntry {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
}

/** What an editor does on the review pages, by the forms they hold. */
export class ReviewClient {
  private constructor(
    readonly client: ConsoleClient,
    readonly bulletin: string,
  ) {}

  /** Pastes a text and follows to its review. */
  static async pasted(client: ConsoleClient, text: string): Promise<ReviewClient> {
    const answer = await paste(client, text);
    const [, bulletin] = /^\/console\/bulletins\/([0-9a-f-]{36})/.exec(answer.location ?? '') ?? [];
    if (!bulletin) throw new Error(`The text was refused: ${answer.status} ${answer.text}`);
    return new ReviewClient(client, bulletin);
  }

  /** The review of a document that came another way. */
  static of(client: ConsoleClient, bulletin: string): ReviewClient {
    return new ReviewClient(client, bulletin);
  }

  /** The same review at another browser. */
  seenBy(client: ConsoleClient): ReviewClient {
    return new ReviewClient(client, this.bulletin);
  }

  get path(): string {
    return `/console/bulletins/${this.bulletin}`;
  }

  async page(entry?: string): Promise<ConsoleAnswer> {
    return await this.client.get(entry ? `${this.path}?entry=${entry}` : this.path);
  }

  /** The entries in the order in which an editor goes through them. */
  async entries(): Promise<ListedEntry[]> {
    const { html } = await this.page();
    return [
      ...html.matchAll(
        /\?entry=([0-9a-f-]{36})" class="rv-entry[^>]*>.*?rv-no">(\d+)<.*?rv-name">([^<]*)<.*?badge[^>]*>([^<]*)</g,
      ),
    ].map(([, id = '', number = '', title = '', state = '']) => ({
      id,
      number: Number(number),
      title,
      state,
    }));
  }

  /** The id of the entry with this number in the document. */
  async entry(number: number): Promise<string> {
    const found = (await this.entries()).find((one) => one.number === number);
    if (!found) throw new Error(`The review has no entry ${number}.`);
    return found.id;
  }

  /** The form of an entry as the page holds it. */
  async form(entry: string): Promise<Record<string, string | string[]>> {
    return fieldsOf((await this.page(entry)).html, this.action(entry));
  }

  /** Presses a button of the entry's form with some fields filled in. */
  async act(entry: string, act: string, change: ConsoleForm = {}): Promise<ConsoleAnswer> {
    const form = { ...(await this.form(entry)), ...change, act };
    return await this.client.post(this.action(entry), form, 'multipart');
  }

  /** Sends one of the small forms beside: `split`, `merge`, `drop`, `restore`, `relate`. */
  async beside(entry: string, what: string, change: ConsoleForm = {}): Promise<ConsoleAnswer> {
    return await this.client.submit(`${this.path}?entry=${entry}`, `${this.action(entry)}/${what}`, change);
  }

  action(entry: string): string {
    return `${this.path}/entries/${entry}`;
  }
}

/** Sends the import form. */
export async function paste(client: ConsoleClient, text: string): Promise<ConsoleAnswer> {
  return await client.submit('/console/bulletins/new', '/console/bulletins', { text }, 'multipart');
}
