import { configurationFault } from '../../../src/delivery/domain/configuration-fault.js';

describe('a fault of our configuration', () => {
  it.each([
    ['550 5.7.26 li@a.example id 4711', '550 5.7.26 wang@b.example id 4712', '550 5.7.26'],
    ['554 Relay access denied for li@a.example', '554 relaying denied', '554 authentication or relaying'],
    ['550-5.7.515 Access denied\n550 5.7.515 x', '550 5.7.515 Access denied', '550 5.7.515'],
  ])('is the same whoever it was said of: %s', (one, other, key) => {
    expect(configurationFault(one).key).toBe(key);
    expect(configurationFault(other).key).toBe(key);
  });

  it('is another one under another status', () => {
    expect(configurationFault('550 5.7.26 no').key).not.toBe(configurationFault('550 5.7.515 no').key);
  });

  it.each(['530 5.7.0 Authentication required', '534 5.7.9 too weak', '535 5.7.8 bad credentials'])(
    'is of the relay, no recipient’s: %s',
    (reply) => expect(configurationFault(reply).isOfTheRelay).toBe(true),
  );

  it('is not of the relay where a recipient’s server may have said it', () => {
    expect(configurationFault('550 5.7.26 unauthenticated').isOfTheRelay).toBe(false);
  });
});
