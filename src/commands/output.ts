import { CommanderError } from 'commander';
import { describeError } from '../platform/observability/log.js';
import { DomainError } from '../platform/errors/domain-error.js';

/** What a command prints: one JSON document with `--json`, else lines for a person. */
export interface Printed {
  readonly json: unknown;
  readonly text: string;
}

/** Writes the one document of a command. */
export function print(printed: Printed, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(printed.json)}\n` : `${printed.text.trimEnd()}\n`);
}

/** One line that says what and why; the same for every refusal. */
export function refusalLine(error: unknown): string {
  if (error instanceof DomainError) return oneLine(error.message);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const path = (error as NodeJS.ErrnoException | null)?.path;
  if (code === 'ENOENT') return `There is no file ${path ?? ''}`.trim();
  if (code === 'EISDIR') return 'A folder was given where a file is needed.';
  if (code === 'EACCES') return `The file ${path ?? ''} may not be read.`;
  return oneLine(describeError(error).error);
}

/** 2 for wrong usage, 1 for a refusal (design/contract.md). */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return 1;
}

/**
 * Runs a question over several files: with `--json` one document per line, in order, each with `"file"`; a
 * failed one is `{"file","error"}` and makes the exit code 1. A single file prints its document as it is.
 */
export async function forEachFile(
  files: readonly string[],
  asJson: boolean,
  work: (file: string) => Promise<Printed>,
): Promise<void> {
  if (files.length === 1) return print(await work(files[0] as string), asJson);
  for (const file of files) {
    try {
      const printed = await work(file);
      print({ json: { file, ...(printed.json as object) }, text: `${file}\n${printed.text}` }, asJson);
    } catch (error) {
      process.exitCode = 1;
      const line = refusalLine(error);
      print({ json: { file, error: line }, text: `${file}\n${line}` }, asJson);
    }
  }
}

/** A text without line breaks. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
