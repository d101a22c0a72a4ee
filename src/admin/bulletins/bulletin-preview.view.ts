import type { PreviewedBulletin, PreviewedEntry } from '../../bulletins/preview-bulletin.service.js';
import type { ParseWarning } from '../../bulletins/domain/parsed-entry.js';
import type { Taxonomies } from '../../matching/domain/policy-matcher.js';
import { namesOf } from '../console/taxonomy-trees.js';
import { type Language, wordsIn } from '../words/console-words.js';

/** Warnings with their words and the line they are about. */
export function warningLines(warnings: readonly ParseWarning[], language: Language) {
  const t = wordsIn(language);
  return warnings.map(({ code, message, line }) => ({ code, label: t.warningCodes[code], message, line }));
}

/** The preview: each entry with its fields, its warnings and its own text. */
export function previewView(preview: PreviewedBulletin, taxonomies: Taxonomies, language: Language) {
  return {
    entries: preview.entries.map((one) => entryView(one, taxonomies, language)),
    warnings: warningLines(ofTheWhole(preview), language),
    clean: preview.entries.filter((one) => one.isClean && !one.knownAs).length,
    known: preview.entries.filter((one) => one.knownAs).length,
  };
}

/** Warnings that no entry shows itself. */
function ofTheWhole({ entries, warnings }: PreviewedBulletin): ParseWarning[] {
  const shown = new Set(
    entries.flatMap(({ entry }) => entry.warnings.map((one) => `${one.code} ${one.line}`)),
  );
  return warnings.filter((one) => !shown.has(`${one.code} ${one.line}`));
}

function entryView(previewed: PreviewedEntry, taxonomies: Taxonomies, language: Language) {
  const { entry, facts, knownAs, isClean } = previewed;
  const t = wordsIn(language);
  const comma = language === 'en' ? ', ' : '、';
  const money = entry.howMuch;
  const facts_: readonly (readonly [string, string | null])[] = [
    [t.fields.level, facts && entry.level ? t.levels[facts.level] : null],
    [t.fields.type, facts ? t.types[facts.type] : null],
    [t.fields.districts, facts && namesOf(taxonomies.districts, facts.districts, language)],
    [t.fields.sectors, facts && namesOf(taxonomies.sectors, facts.sectors, language)],
    [t.fields.issuers, entry.issuers.join(comma)],
    [t.fields.documentNumber, entry.documentNumber],
    [t.fields.publishedOn, entry.publishedOn],
    [t.fields.applicationClosesOn, entry.application.closesOn],
    [t.fields.howMuch, money],
    [t.fields.sourceLink, entry.sourceLink],
  ];
  return {
    position: entry.position,
    title: entry.title ?? t.bulletins.skipped,
    lineStart: entry.textStart.line,
    lineEnd: entry.textEnd.line,
    facts: facts_.map(([label, value]) => ({
      label,
      value: value || t.app.unstated,
      isStated: Boolean(value),
    })),
    warnings: warningLines(entry.warnings, language),
    text: entry.text,
    isClean,
    isSkipped: facts === null,
    knownLink: knownAs ? `/console/policies/${knownAs}` : null,
  };
}
