import { placeholdersOf } from '../../platform/domain/placeholders.js';

/** Where a per-recipient field gets its value from. */
export type FieldSource =
  /** A plain value stored with the delivery. */
  | { readonly from: 'value' }
  /** A link with a sealed token for this delivery: `<publicUrl><path><token>`. */
  | { readonly from: 'link'; readonly purpose: string; readonly path: string };

/** The closed set of fields a message may use. */
export type FieldSources = Readonly<Record<string, FieldSource>>;

/** One distinct content, shared by everybody who gets it; per-recipient values are placeholders. */
export interface CanonicalMessage {
  readonly kind: string;
  readonly language: 'zh-CN' | 'en';
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Further header fields in order; values may hold placeholders. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly fields: FieldSources;
  /** What the page for the browser is rendered from; opaque here. */
  readonly webView: object | null;
}

/** The fields a message uses but does not declare: a message with any is refused before it is stored. */
export function undeclaredFields(message: CanonicalMessage): string[] {
  const used = [
    message.subject,
    message.html,
    message.text,
    ...message.headers.map((header) => header.value),
  ];
  return [...new Set(used.flatMap(placeholdersOf))].filter((field) => !(field in message.fields));
}
