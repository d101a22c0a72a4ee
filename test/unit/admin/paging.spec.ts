import { describe, expect, it } from '@jest/globals';
import { pager } from '../../../src/admin/console/paging.js';
import { containing } from '../../../src/platform/database/containing.js';
import {
  counted,
  countedByPage,
  COUNTED_MOST,
  countingSome,
} from '../../../src/platform/database/counted.js';

describe('the pages of a list', () => {
  it('says how many there are and leads to the neighbours, filters kept', () => {
    expect(pager('/console/x', { status: 'draft', text: '' }, { page: 2, size: 10, total: 1_021 })).toEqual({
      page: 2,
      pages: 103,
      total: '1,021',
      previous: '/console/x?status=draft&page=1',
      next: '/console/x?status=draft&page=3',
    });
  });

  it('names no last page where not all rows were counted, and leads on', () => {
    const at = { ...counted({ total: COUNTED_MOST + 1 }), page: 700, size: 25 };
    const view = pager('/console/x', {}, at);
    expect(view).toMatchObject({ pages: null, total: '10,000+' });
    expect([view.previous, view.next]).toEqual(['/console/x?page=699', '/console/x?page=701']);
  });

  it('leads from a page behind the last one back to the last one', () => {
    expect(pager('/console/x', {}, { page: 9, size: 10, total: 21 })).toMatchObject({
      previous: '/console/x?page=3',
      next: null,
    });
  });

  it('need no count where the page shown is the last, and one where it may not be', () => {
    expect(countedByPage({ limit: 25, offset: 50 }, 7)).toEqual({ total: 57, isMore: false });
    expect(countedByPage({ limit: 25, offset: 0 }, 0)).toEqual({ total: 0, isMore: false });
    expect(countedByPage({ limit: 25, offset: 0 }, 25)).toBeNull();
    expect(countedByPage({ limit: 25, offset: 50 }, 0)).toBeNull();
  });

  it('are searched whatever the case of letters, and literally', () => {
    expect(containing('文旅 2026')).toEqual({ operator: 'like', pattern: '%文旅 2026%' });
    expect(containing('5g 100%_')).toEqual({ operator: 'ilike', pattern: '%5g 100\\%\\_%' });
  });

  it('counts one row more than it tells, to know that there are more', () => {
    expect(countingSome('from policies')).toContain(`limit ${COUNTED_MOST + 1}`);
    expect(counted({ total: COUNTED_MOST })).toEqual({ total: COUNTED_MOST, isMore: false });
  });
});
