import fc from 'fast-check';
import {
  filters,
  listAddress,
  listQuery,
  listViewOf,
  orders,
  PAGE_SIZE,
  pagesOf,
  type CourseListView,
} from './course-list';

const usual: CourseListView = { query: '', show: 'all', sort: 'name', page: 1 };

describe('the list of courses', () => {
  it('has a page for each fifty; one beyond the last is the last', () => {
    expect(pagesOf({ ...usual, page: 99 }, PAGE_SIZE + 1)).toEqual({ page: 2, pages: 2 });
    expect(pagesOf(usual, PAGE_SIZE)).toEqual({ page: 1, pages: 1 });
    expect(pagesOf({ ...usual, page: 3 }, 0)).toEqual({ page: 1, pages: 1 });
  });

  it('asks the service for what its address says', () => {
    const wanted = listQuery({ query: 'école & co', show: 'never', sort: 'size', page: 3 });
    expect(Object.fromEntries(wanted)).toEqual({
      q: 'école & co',
      show: 'never',
      sort: 'size',
      page: '3',
      limit: '50',
    });
  });

  it('lives in the address, both ways', () => {
    const query = fc.string({ maxLength: 50 }).map((text) => text.trim());
    const view = fc.record({
      query,
      show: fc.constantFrom(...filters),
      sort: fc.constantFrom(...orders),
      page: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(view, (wanted) => {
        const { searchParams } = new URL(listAddress(wanted), 'http://x');
        expect(listViewOf(Object.fromEntries(searchParams))).toEqual(wanted);
      }),
    );
  });

  it('takes nonsense in the address for nothing said', () => {
    expect(listViewOf({ page: '99999999' })).toMatchObject({ page: 1_000_000 });
    expect(listViewOf({ show: 'evil', sort: ['size', 'name'], page: '-4', q: undefined })).toEqual({
      ...usual,
      sort: 'size',
    });
  });
});
