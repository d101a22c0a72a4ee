import { DomainError } from '../../platform/errors/domain-error.js';

/** An address that is not fetched: not http(s), with a login, on an odd port, or not on the public internet. */
export class AddressRefused extends DomainError {
  readonly code = 'bulletin.address-refused';
}

/** The server did not give a document: no such host, an error status, a broken answer. */
export class FetchFailed extends DomainError {
  readonly code = 'bulletin.fetch-failed';
}

/** The server took longer than it may, however much it had sent by then. */
export class FetchTimedOut extends DomainError {
  readonly code = 'bulletin.fetch-timed-out';
}
