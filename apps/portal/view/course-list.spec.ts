import fc from 'fast-check';
import type { BackupView } from '../data/views';
import { filters, listAddress, listViewOf, orders, PAGE_SIZE, pageOf, type CourseListView } from './course-list';
import { aBackup, aCourse } from './testing';

const usual: CourseListView = { query: '', show: 'all', sort: 'name', page: 1 };
const backed = (backup: BackupView) => ({ latest: backup, good: backup });
const biology = aCourse({ id: 1, ...backed(aBackup({ timefinished: 500, filesize: 10 })) });
const french = aCourse({
  id: 2,
  fullname: 'École d’été',
  shortname: 'FR',
  latest: aBackup({ status: 900, timecreated: 1_500_000, timefinished: 900 }),
  good: aBackup({ timefinished: 600, filesize: 5 }),
});
const statistics = aCourse({ id: 3, fullname: 'Statistics 10', shortname: 'ST', running: aBackup({ status: 800 }) });
const statisticsToo = aCourse({
  id: 4,
  shortname: 'ST9',
  fullname: 'Statistics 9',
  ...backed(aBackup({ timefinished: 700, filesize: 99_000 })),
});
const all = [statistics, french, biology, statisticsToo];

const shown = (view: Partial<CourseListView>) => pageOf(all, { ...usual, ...view }, 'en').courses.map(({ id }) => id);

describe('the list of courses', () => {
  it('is found by words of the name, short name or category, without case and accents', () => {
    expect(shown({ query: 'ecole' })).toEqual([2]);
    expect(shown({ query: 'st SCIENCES 10' })).toEqual([3]);
    expect(shown({ query: 'zoology' })).toEqual([]);
  });

  it('is narrowed to what needs care', () => {
    expect(shown({ show: 'never' })).toEqual([3]);
    expect(shown({ show: 'failed' })).toEqual([2]);
    expect(shown({ show: 'running' })).toEqual([3]);
  });

  it('is sorted as people read, numbers by value', () => {
    expect(shown({ sort: 'name' })).toEqual([1, 2, 4, 3]);
    // By what one could restore: a try that failed does not make a course any newer.
    expect(shown({ sort: 'oldest' })).toEqual([3, 1, 2, 4]);
    expect(shown({ sort: 'newest' })).toEqual([4, 2, 1, 3]);
    expect(shown({ sort: 'size' })).toEqual([4, 1, 2, 3]);
  });

  it('comes in pages; one beyond the last is the last', () => {
    const many = Array.from({ length: PAGE_SIZE + 1 }, (_, id) => aCourse({ id }));
    const last = pageOf(many, { ...usual, page: 99 }, 'en');
    expect([last.page, last.pages, last.matching, last.courses.length]).toEqual([2, 2, PAGE_SIZE + 1, 1]);
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
    expect(listViewOf({ show: 'evil', sort: ['size', 'name'], page: '-4', q: undefined })).toEqual({
      ...usual,
      sort: 'size',
    });
  });
});
