import { formAct, pickerSearch } from '../../../src/subscribers/form-act.js';

describe('the button of a form with profile fields', () => {
  it.each([
    [{ act: 'find' }, 'find'],
    [{ act: 'preview' }, 'preview'],
    [{ act: 'subscribe' }, 'submit'],
    [{}, 'submit'],
    [{ act: ['preview', 'find'] }, 'preview'],
    [{ act: 5 }, 'submit'],
    [null, 'submit'],
    [{ act: 'enter' }, 'submit'],
    [{ act: 'enter', findSector: '电影', foundSector: '' }, 'find'],
    [{ act: 'enter', findSector: '电影', foundSector: '电影 ' }, 'submit'],
    [{ act: 'enter', findDistrict: '朝阳', foundDistrict: '海淀' }, 'find'],
    [{ act: 'enter', findDistrict: ' ', foundDistrict: '海淀' }, 'submit'],
  ])('of %j asks to %s', (form, act) => {
    expect(formAct(form)).toBe(act);
  });

  it('looks for at most fifty characters', () => {
    expect(pickerSearch({ findDistrict: ' 朝阳 ', findSector: 'x'.repeat(99) })).toEqual({
      districts: '朝阳',
      sectors: 'x'.repeat(50),
    });
  });
});
