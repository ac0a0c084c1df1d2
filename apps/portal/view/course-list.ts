import type { CourseView } from '../data/views';
import { courseSafety, momentOf } from './safety';

export const filters = ['all', 'never', 'failed', 'running'] as const;
export const orders = ['name', 'oldest', 'newest', 'size'] as const;
export const PAGE_SIZE = 50;

export type CourseFilter = (typeof filters)[number];
export type CourseOrder = (typeof orders)[number];

/** How the list of courses is narrowed and sorted: what its address says. */
export interface CourseListView {
  readonly query: string;
  readonly show: CourseFilter;
  readonly sort: CourseOrder;
  /** From 1. */
  readonly page: number;
}

export interface CoursePage {
  readonly courses: readonly CourseView[];
  /** How many match, on all pages together. */
  readonly matching: number;
  readonly pages: number;
  readonly page: number;
}

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the view from the address; what it does not understand counts as not said. */
export function listViewOf(params: SearchParams): CourseListView {
  const word = (name: string): string => [params[name]].flat()[0] ?? '';
  return {
    query: word('q').trim().slice(0, 200),
    show: filters.find((filter) => filter === word('show')) ?? 'all',
    sort: orders.find((order) => order === word('sort')) ?? 'name',
    page: Math.max(1, Number.parseInt(word('page'), 10) || 1),
  };
}

/** The address of a view, without what is usual. The inverse of `listViewOf`. */
export function listAddress(view: Partial<CourseListView>): string {
  const params = new URLSearchParams();
  if (view.query) params.set('q', view.query);
  if (view.show && view.show !== 'all') params.set('show', view.show);
  if (view.sort && view.sort !== 'name') params.set('sort', view.sort);
  if (view.page && view.page > 1) params.set('page', String(view.page));
  return params.size ? `/courses?${params}` : '/courses';
}

/** The courses of one page of this view. A page beyond the last is the last. */
export function pageOf(courses: readonly CourseView[], view: CourseListView, locale: string): CoursePage {
  const words = folded(view.query).split(/\s+/).filter(Boolean);
  const matching = courses
    .filter((course) => shows[view.show](course) && hasAll(course, words))
    .sort(comparisons[view.sort](new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })));
  const pages = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
  const page = Math.min(view.page, pages);
  return {
    courses: matching.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    matching: matching.length,
    pages,
    page,
  };
}

const shows: Record<CourseFilter, (course: CourseView) => boolean> = {
  all: () => true,
  never: (course) => courseSafety(course, 0).level === 'never',
  failed: (course) => courseSafety(course, 0).level === 'failed',
  running: (course) => course.running !== null,
};

type Comparison = (a: CourseView, b: CourseView) => number;

const comparisons: Record<CourseOrder, (collator: Intl.Collator) => Comparison> = {
  name: byName,
  oldest: (collator) => (a, b) => age(a) - age(b) || byName(collator)(a, b),
  newest: (collator) => (a, b) => age(b) - age(a) || byName(collator)(a, b),
  size: (collator) => (a, b) => (b.good?.filesize ?? 0) - (a.good?.filesize ?? 0) || byName(collator)(a, b),
};

function byName(collator: Intl.Collator): Comparison {
  return (a, b) => collator.compare(a.fullname, b.fullname) || a.id - b.id;
}

function age(course: CourseView): number {
  return course.good ? momentOf(course.good) : 0;
}

function hasAll(course: CourseView, words: readonly string[]): boolean {
  const text = folded(`${course.fullname} ${course.shortname} ${course.category}`);
  return words.every((word) => text.includes(word));
}

/** Without case and accents: "ecole" finds "École". */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
