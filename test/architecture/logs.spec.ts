import ts from 'typescript';
import { callsOf, placeOf, type Source, sourcesIn } from './sources.js';

const FORBIDDEN =
  /address|e-?mail|token|recipient|body|html|subject|password|secret|^(to|from|text|raw|url|link|contact|company|name)$/i;
const LEVELS = ['debug', 'info', 'warn', 'error'];

describe('logs', () => {
  const calls = sourcesIn('src').flatMap((source) =>
    callsOf(source, /(^|\.)(log|events)$/, LEVELS).map((call) => ({ source, call })),
  );

  it('are written', () => {
    expect(calls.length).toBeGreaterThan(20);
  });

  it('name their event by room and fact', () => {
    const wrong = calls.filter(({ call }) => !isEventName(call.arguments[0]));
    expect(wrong.map(({ source, call }) => placeOf(source, call))).toEqual([]);
  });

  it('carry no address, token or body', () => {
    expect(calls.flatMap(({ source, call }) => forbiddenFields(source, call))).toEqual([]);
  });
});

function isEventName(name: ts.Expression | undefined): boolean {
  if (!name) return false;
  if (ts.isConditionalExpression(name)) return isEventName(name.whenTrue) && isEventName(name.whenFalse);
  const text = ts.isTemplateExpression(name) ? name.head.text : ts.isStringLiteralLike(name) ? name.text : '';
  return /^[a-z-]+\.[a-z-]*$/.test(text);
}

function forbiddenFields(source: Source, call: ts.CallExpression): string[] {
  return call.arguments
    .filter(ts.isObjectLiteralExpression)
    .flatMap((fields) => [...fields.properties])
    .map((field) => field.name?.getText() ?? '')
    .filter((name) => FORBIDDEN.test(name))
    .map((name) => `${placeOf(source, call)} ${name}`);
}
