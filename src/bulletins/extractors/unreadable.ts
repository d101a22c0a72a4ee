import { DomainError } from '../../platform/errors/domain-error.js';

/** A document nobody could read anything in. */
export class EmptyDocument extends DomainError {
  readonly code = 'bulletin.empty-document';
}

/** Bytes that are no text: an image, an archive, a program. */
export class BinaryDocument extends DomainError {
  readonly code = 'bulletin.binary-document';
}

/** More bytes, or more text inside a packed file, than any bulletin has. */
export class DocumentTooLarge extends DomainError {
  readonly code = 'bulletin.too-large';
}

/** A known format that is damaged, or one that is not read (old Word and Excel files). */
export class UnsupportedDocument extends DomainError {
  readonly code = 'bulletin.unsupported-document';
}

/** A PDF, Word or Excel file under a password. */
export class EncryptedDocument extends DomainError {
  readonly code = 'bulletin.encrypted-document';
}

/** A PDF of pictures: it has pages and no text. */
export class ScannedDocument extends DomainError {
  readonly code = 'bulletin.scanned-document';
}

/** A document that takes longer to read than any bulletin does. */
export class DocumentTooSlow extends DomainError {
  readonly code = 'bulletin.too-slow';
}

/** The refusal another thread gave, by its code; an unknown code is an error of ours. */
export function refusalFrom({ code, message }: { readonly code: string; readonly message: string }): Error {
  const kind = [
    EmptyDocument,
    BinaryDocument,
    DocumentTooLarge,
    UnsupportedDocument,
    EncryptedDocument,
    ScannedDocument,
  ]
    .map((Refusal) => new Refusal(message))
    .find((refusal) => refusal.code === code);
  return kind ?? new Error(message);
}
