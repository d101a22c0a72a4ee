import { policyIdentity } from '../../../src/policies/domain/policy-identity.js';
import { aPolicy } from '../../support/builders.js';

const NUMBERED = aPolicy({ title: '关于支持影视企业的通知', documentNumber: '京影发〔2026〕7号' });
const UNNUMBERED = { ...NUMBERED, documentNumber: null };

describe('one policy from two documents', () => {
  it('is the same by title and document number, however they are set', () => {
    const again = {
      ...NUMBERED,
      title: ' 关于支持影视企业的 通知。',
      documentNumber: '京影发[2026]7号',
      issuers: [],
      publishedOn: null,
    };
    expect(policyIdentity(again)).toBe(policyIdentity(NUMBERED));
  });

  it('is another with another number', () => {
    expect(policyIdentity({ ...NUMBERED, documentNumber: '京影发〔2026〕8号' })).not.toBe(
      policyIdentity(NUMBERED),
    );
  });

  it('without a number is the same by title, issuers in any order, and date', () => {
    const one = { ...UNNUMBERED, issuers: ['甲局', '乙委'] };
    expect(policyIdentity({ ...one, issuers: ['乙委', '甲局'] })).toBe(policyIdentity(one));
    expect(policyIdentity({ ...one, issuers: ['甲局'] })).not.toBe(policyIdentity(one));
    expect(policyIdentity({ ...one, publishedOn: '2025-09-29' })).not.toBe(policyIdentity(one));
  });

  it('without a published date goes by the date it was written', () => {
    const one = { ...UNNUMBERED, publishedOn: null, writtenOn: '2026-09-01' };
    expect(policyIdentity({ ...one, writtenOn: '2025-09-01' })).not.toBe(policyIdentity(one));
  });
});
