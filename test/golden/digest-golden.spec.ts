import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { digestCards } from '../../src/editions/domain/digest-cards.js';
import { composeDigest, webDigest } from '../../src/editions/domain/digest-composer.js';
import { fitDigest, SHARED_HTML_BYTES, withFirstCards } from '../../src/editions/domain/digest-fit.js';
import type {
  ClosingSoon,
  DigestItem,
  DigestView,
  EditionFrame,
} from '../../src/editions/domain/digest-view.js';
import { escapeHtml, fillPlaceholders, placeholdersOf } from '../../src/platform/domain/placeholders.js';
import { TemplateEngine, type RenderedMail } from '../../src/platform/templates/template-engine.js';
import {
  anEdition,
  anItem,
  fullestClosingSoon,
  fullestItems,
  manyItems,
  someFields,
  TAXONOMIES,
} from './digest-samples.js';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const FIELDS = ['company', 'preferencesUrl', 'subscribedSince', 'unsubscribeUrl', 'webViewUrl'];

let engine: TemplateEngine;
beforeAll(async () => {
  engine = await TemplateEngine.compileAll();
});

function fit(edition: EditionFrame, items: readonly DigestItem[], closing: readonly ClosingSoon[] = []) {
  return fitDigest(composeDigest(edition, items, closing, digestCards(edition, TAXONOMIES)), render);
}

function render(view: DigestView): RenderedMail {
  return engine.renderMail('digest', view);
}

function filled({ html, text }: RenderedMail, fields = someFields()): RenderedMail {
  return {
    html: fillPlaceholders(html, (field) => escapeHtml(fields[field]!)),
    text: fillPlaceholders(text, (field) => fields[field]),
  };
}

/** Compares with the file, or writes it when UPDATE_GOLDEN is set. */
function expectGolden(name: string, content: string): void {
  const file = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, content);
  expect(content).not.toMatch(/undefined|NaN|\{\{/);
  expect(content).toBe(readFileSync(file, 'utf8'));
}

describe('the golden mails', () => {
  it('show every field, every level, reminders, a late policy and an overflow', () => {
    const { view, rendered } = fit(anEdition(), manyItems(60), fullestClosingSoon());
    expect(view.overflowCount).toBeGreaterThan(0);
    expect(view.closingSoonMore).not.toBeNull();
    const mail = filled(rendered);
    expectGolden('digest-fullest.html', mail.html);
    expectGolden('digest-fullest.txt', mail.text);
  });

  it('number the cards of each section from 1, as the bulletin does', () => {
    const numbers = (text: string) =>
      text
        .split(/【.*】/)
        .slice(1)
        .map((section) => [...section.matchAll(/^(\d+)、/gm)].map((line) => Number(line[1])));
    const { rendered } = fit(anEdition(), fullestItems());
    expect(numbers(rendered.text).slice(-4)).toEqual([[1], [1], [1, 2], [1, 2, 3, 4]]);
    expect(rendered.html.match(/<h3[^>]*><a[^>]*>\d+、/g)).toHaveLength(8);
  });

  it('show one policy of which only the mandatory fields are known', () => {
    const edition = anEdition();
    const mail = filled(
      fit({ ...edition, list: { ...edition.list, icpNumber: null } }, [anItem(1)]).rendered,
    );
    expectGolden('digest-emptiest.html', mail.html);
    expectGolden('digest-emptiest.txt', mail.text);
  });
});

describe('every mail', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"\'&<>',
      "' onmouseover='x",
      '\r\nBcc: x@y',
      '"'.repeat(400),
      '\uE000x\uE001',
    ),
    fc.string({ unit: fc.constantFrom('"', '政', '&', '𠮷', '<'), minLength: 200, maxLength: 300 }),
  );
  const date = fc.constantFrom(null, '2026-08-01', '2026-08', '2026-07-01', '2027-02-03');
  const item = fc
    .record({
      title: nasty,
      level: fc.constantFrom(
        'national' as const,
        'provincial' as const,
        'municipal' as const,
        'district' as const,
      ),
      issuers: fc.array(nasty, { maxLength: 3 }),
      documentNumber: fc.option(nasty),
      publishedOn: date,
      applicationClosesOn: date,
      type: fc.constantFrom('call' as const, 'fund' as const, 'rule' as const),
      summary: fc.option(nasty),
      whoCanApply: fc.option(nasty),
      howMuch: fc.option(nasty),
      howToApply: fc.option(nasty),
      sourceLink: fc.option(fc.oneof(nasty, fc.webUrl(), fc.constant('javascript:alert(1)'))),
    })
    .map((facts) => facts);
  const items = fc
    .array(item, { minLength: 1, maxLength: 120, size: 'max' })
    .map((all) => all.map((facts, index) => anItem(index, facts)));

  it('stays under 100 KB, keeps its placeholders, escapes what comes from outside and prints no hole', () => {
    const fields = {
      ...someFields(),
      company: '"&'.repeat(60),
      ...Object.fromEntries(
        FIELDS.slice(3).map((field) => [field, `https://dibao.example/x/${'q'.repeat(240)}`]),
      ),
    };
    fc.assert(
      fc.property(items, fc.constantFrom('zh-CN' as const, 'en' as const), (policies, language) => {
        const { view, rendered } = fit(anEdition({ language }), policies);
        const mail = filled(rendered, fields);
        expect(Buffer.byteLength(rendered.html)).toBeLessThanOrEqual(SHARED_HTML_BYTES);
        expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(100 * 1024);
        expect(placeholdersOf(rendered.html).sort()).toEqual(FIELDS);
        expect(placeholdersOf(rendered.text).sort()).toEqual(FIELDS);
        expect(mail.html + mail.text).not.toMatch(/[\uE000\uE001]|\[object Object\]/);
        expect(mail.html).not.toMatch(/<script|<[a-z][^>]* on[a-z]+=|javascript:(?=[^<]*")|href="(?!https:)/);
        const printed = view.sections.reduce((sum, section) => sum + section.cards.length, 0);
        expect(printed + view.overflowCount).toBe(policies.length);
      }),
      { numRuns: 25 },
    );
  });

  it('has as many cards as fit, and not one less', () => {
    const whole = composeDigest(anEdition(), manyItems(60), [], digestCards(anEdition(), TAXONOMIES));
    const { view, rendered } = fitDigest(whole, render);
    const kept = 68 - view.overflowCount;
    expect(Buffer.byteLength(rendered.html)).toBeLessThanOrEqual(SHARED_HTML_BYTES);
    expect(Buffer.byteLength(render(withFirstCards(whole, kept + 1)).html)).toBeGreaterThan(
      SHARED_HTML_BYTES,
    );
    expect(rendered.html).toContain(`另有 ${view.overflowCount} 项，请看网页版。`);
  });

  it('speaks English where the subscription does, and marks the Chinese in it', () => {
    const { html, text } = fit(anEdition({ language: 'en' }), fullestItems(), fullestClosingSoon()).rendered;
    expect(html).toMatch(/<html lang="en"/);
    expect(html).toContain('<span lang="zh-CN">石景山区数字文旅样例项目申报通知</span>');
    expect(text).toContain('Unsubscribe: ');
    expect(html + text).not.toMatch(/退订|颁发机构|截止：/);
  });

  it('has a web view with every card and without the recipient', () => {
    const { html } = render(
      webDigest(
        composeDigest(anEdition(), manyItems(60), fullestClosingSoon(), digestCards(anEdition(), TAXONOMIES)),
      ),
    );
    expect(html.match(/<h3/g)).toHaveLength(68);
    expect(placeholdersOf(html)).toEqual([]);
    expect(html).toContain('href="https://dibao.example/lists/culture-weekly"');
  });
});

describe('the engine', () => {
  it('refuses a view that lacks a variable, so that a renamed field never mails a hole', () => {
    const { greeting: _, ...view } = composeDigest(
      anEdition(),
      [anItem(1)],
      [],
      digestCards(anEdition(), TAXONOMIES),
    );
    expect(() => engine.renderMail('digest', view)).toThrow(/greeting/);
  });

  it('knows no mail by another name, and a version for each', () => {
    expect(() => engine.renderMail('digset', {})).toThrow('There is no mail template named digset.');
    expect(engine.mailVersion('digest')).toMatch(/^[0-9a-f]{16}$/);
    expect(engine.mailVersion('notice')).not.toBe(engine.mailVersion('digest'));
  });

  it('renders a notice in both languages', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { html, text } = engine.renderMail('notice', {
        language,
        subject: 's',
        preheader: 'p',
        list: anEdition({ language }).list,
        greeting: '<Acme & Söhne>',
        lead: 'l',
        editionName: 'e',
        actionLabel: 'a',
        actionUrl: 'https://dibao.example/confirm/abc?x=1&y=2',
        leaveUrl: 'https://dibao.example/u/abc',
        leaveLabel: 'b',
        note: 'n',
        lines: ['a', 'b'],
      });
      expect(html).toContain('&lt;Acme &amp; Söhne&gt;');
      expect(html).toContain('href="https://dibao.example/confirm/abc?x=1&amp;y=2"');
      expect(text).toContain('https://dibao.example/confirm/abc?x=1&y=2');
    }
  });
});
