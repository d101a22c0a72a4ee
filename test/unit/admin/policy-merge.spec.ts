import { mergePolicies } from '../../../src/admin/policies/policy-merge.js';
import { baseOf } from '../../../src/admin/policies/policy.form.js';

const base = {
  title: '甲',
  level: 'municipal',
  type: 'notice',
  announce: 'next',
  districts: ['110000'],
  sectors: ['*'],
};

describe('two people at one policy', () => {
  it('takes over what only the other changed', () => {
    const { merged, differences } = mergePolicies(
      baseOf(base),
      { ...base, contact: '新电话' },
      { ...base, summary: '我的摘要' },
    );
    expect(merged['contact']).toBe('新电话');
    expect(merged['summary']).toBe('我的摘要');
    expect(differences).toEqual([
      { field: 'summary', changedBy: 'mine' },
      { field: 'contact', changedBy: 'theirs' },
    ]);
  });

  it('keeps mine where both changed, and says so', () => {
    const { merged, differences } = mergePolicies(
      baseOf(base),
      { ...base, title: '乙' },
      { ...base, title: '丙' },
    );
    expect(merged['title']).toBe('丙');
    expect(differences).toEqual([{ field: 'title', changedBy: 'both' }]);
  });

  it('finds no difference in the order of codes or in line ends', () => {
    const { differences } = mergePolicies(
      baseOf(base),
      { ...base, districts: ['110105', '110107'], fullText: 'a\nb' },
      { ...base, districts: ['110107', '110105'], fullText: 'a\r\nb\r\n' },
    );
    expect(differences).toEqual([]);
  });

  it('loses nothing when the form says nothing of what it began with', () => {
    const mine = { ...base, title: '丙', howMuch: '十万元' };
    const { merged } = mergePolicies('', { ...base, title: '乙' }, mine);
    expect(merged).toMatchObject(mine);
  });
});
