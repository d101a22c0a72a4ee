import fc from 'fast-check';
import {
  escapeHtml,
  fillPlaceholders,
  placeholder,
  placeholdersOf,
  singleLine,
  withoutPlaceholders,
} from '../../../src/platform/domain/placeholders.js';

describe('placeholders', () => {
  it('are filled wherever they stand', () => {
    const content = `${placeholder('company')}：<a href="${placeholder('link')}">${placeholder('company')}</a>`;
    expect(placeholdersOf(content)).toEqual(['company', 'link']);
    expect(fillPlaceholders(content, (field) => `[${field}]`)).toBe(
      '[company]：<a href="[link]">[company]</a>',
    );
  });

  it('never leave a hole: a field without a value throws', () => {
    expect(() => fillPlaceholders(placeholder('gone'), () => undefined)).toThrow(
      'No value for the field gone.',
    );
  });

  it('cannot be smuggled in by a text from outside', () => {
    expect(placeholdersOf(withoutPlaceholders(`x${placeholder('company')}y`))).toEqual([]);
  });

  it('are filled once: a value that looks like one stays as it is', () => {
    const filled = fillPlaceholders(placeholder('company'), () => placeholder('link'));
    expect(filled).toBe(placeholder('link'));
  });

  it('survive the escaping of HTML', () => {
    expect(escapeHtml(placeholder('company'))).toBe(placeholder('company'));
  });
});

describe('a value for one line', () => {
  it('holds no line break and no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // oxlint-disable-next-line no-control-regex
        expect(singleLine(text)).not.toMatch(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/);
      }),
    );
    expect(singleLine('示例\r\nBcc: all@example.com')).toBe('示例 Bcc: all@example.com');
  });
});

describe('a value for HTML', () => {
  it('opens no tag and ends no attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
