import { z } from 'zod';
import { DomainError, type FieldProblem } from '../errors/domain-error.js';
import { parseDkimKeys } from './dkim-keys.js';

/** A variable of the environment that the boot refuses; the message names it. */
export class ConfigInvalid extends DomainError {
  readonly code = 'config.invalid';
}

const blankAsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const text = z.string().trim();
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => blankAsAbsent(given) ?? value, schema);
const port = z.coerce.number('must be a port number').int('must be a port number').min(0).max(65535);
const url = (schemes: readonly string[]) =>
  text.refine(
    (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : null;
      return parsed !== null && schemes.includes(parsed.protocol);
    },
    `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  );

const schema = z.object({
  PORT: withDefault(port, '3000'),
  INBOX_PORT: withDefault(port, '8025'),
  PUBLIC_URL: optional(url(['http:', 'https:']).transform((value) => value.replace(/\/+$/, ''))),
  DATABASE_URL: optional(url(['postgres:', 'postgresql:'])),
  REDIS_URL: optional(url(['redis:', 'rediss:'])),
  SMTP_URL: optional(url(['smtp:', 'smtps:'])),
  SECRET_KEYS: optional(
    text
      .transform((value) => value.split(',').map((key) => key.trim()))
      .refine((keys) => keys.every((key) => key.length >= 32), 'every key must have at least 32 characters'),
  ),
  DATA_DIR: withDefault(text.min(1), '.data'),
  MAIL_FROM: withDefault(
    text
      .regex(/^[^\r\n]*$/, 'must be one line')
      .regex(/@[^\s<>@]+>?$/, 'must be an address, as in 邸报 <dibao@example.com>'),
    '邸报 <dibao@localhost.localdomain>',
  ),
  DKIM_KEYS: withDefault(
    text.transform((value, context) => {
      try {
        return parseDkimKeys(value);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    }),
    '',
  ),
  BOUNCE_DOMAIN: optional(text.regex(/^[a-z0-9.-]+$/i, 'must be a domain name')),
  BOUNCE_IMAP_URL: optional(url(['imap:', 'imaps:'])),
  LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  TRUST_PROXY: withDefault(
    text.regex(
      /^(true|false|\d{1,2}|(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)(\s*,\s*(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?))*)$/i,
      'must be true, false, a number of proxies, or addresses such as loopback, 10.0.0.0/8',
    ),
    'false',
  ),
  ROLE: withDefault(z.enum(['all', 'web', 'worker']), 'all'),
  SMTP_CONNECTIONS: withDefault(z.coerce.number().int().min(1).max(200), '10'),
  METRICS_TOKEN: optional(text.min(16, 'must have at least 16 characters')),
  TIME_SCALE: withDefault(z.coerce.number().positive().max(1), '1'),
});

/** What the environment says, checked and frozen. Absent services are undefined: the boot puts embedded ones in their place. */
export interface EnvironmentConfig {
  readonly port: number;
  readonly inboxPort: number;
  readonly publicUrl: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly smtpUrl?: string;
  readonly secretKeys?: readonly string[];
  readonly dataDir: string;
  readonly mailFrom: string;
  readonly dkimKeys: readonly DkimKey[];
  readonly bounceDomain?: string;
  readonly bounceImapUrl?: string;
  readonly logLevel: string;
  readonly trustProxy: string;
  readonly role: 'all' | 'web' | 'worker';
  /** SMTP connections that one process keeps open at most. */
  readonly smtpConnections: number;
  /** Opens `/metrics` to scrapers on other machines. */
  readonly metricsToken?: string;
  /** Multiplies leases, deadlines and retry delays; below 1 only in tests. */
  readonly timeScale: number;
}

/** A signing key with the domain it signs for (RFC 6376). */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
}

/** The whole configuration once every device has an address. */
export interface Config extends EnvironmentConfig {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly secretKeys: readonly string[];
  /** True when the key was made on this machine because `SECRET_KEYS` is unset. */
  readonly secretKeysGenerated?: boolean;
  /** True when mail goes to the local inbox; sample data is sent nowhere else. */
  readonly localInbox: boolean;
}

/** Injection token of the frozen `Config`. */
export const CONFIG = Symbol('config');

/** Reads and checks the variables; throws `ConfigInvalid` that names each wrong one. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentConfig {
  const parsed = schema.safeParse(env);
  if (!parsed.success) throw refusal(parsed.error);
  const value = parsed.data;
  return Object.freeze({
    port: value.PORT,
    inboxPort: value.INBOX_PORT,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    databaseUrl: value.DATABASE_URL,
    redisUrl: value.REDIS_URL,
    smtpUrl: value.SMTP_URL,
    secretKeys: value.SECRET_KEYS,
    dataDir: value.DATA_DIR,
    mailFrom: value.MAIL_FROM,
    dkimKeys: value.DKIM_KEYS,
    bounceDomain: value.BOUNCE_DOMAIN,
    bounceImapUrl: value.BOUNCE_IMAP_URL,
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
    role: value.ROLE,
    smtpConnections: value.SMTP_CONNECTIONS,
    metricsToken: value.METRICS_TOKEN,
    timeScale: value.TIME_SCALE,
  });
}

function refusal(error: z.ZodError): ConfigInvalid {
  const problems: FieldProblem[] = error.issues.map((issue) => ({
    field: String(issue.path[0]),
    message: issue.message,
  }));
  return new ConfigInvalid(problems.map((p) => `${p.field} ${p.message}`).join('; '), problems);
}
