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

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the view from the address; what it does not understand counts as not said. */
export function listViewOf(params: SearchParams): CourseListView {
  const word = (name: string): string => [params[name]].flat()[0] ?? '';
  return {
    query: word('q').trim().slice(0, 200),
    show: filters.find((filter) => filter === word('show')) ?? 'all',
    sort: orders.find((order) => order === word('sort')) ?? 'name',
    page: Math.min(1e6, Math.max(1, Number.parseInt(word('page'), 10) || 1)),
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

/** The same view as the API's list of courses takes it. */
export function listQuery({ query, show, sort, page }: CourseListView): URLSearchParams {
  return new URLSearchParams({ q: query, show, sort, page: String(page), limit: String(PAGE_SIZE) });
}

/** Which page of how many the API shows: one beyond the last is the last. */
export function pagesOf(view: CourseListView, matching: number): { readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(matching / PAGE_SIZE));
  return { page: Math.min(view.page, pages), pages };
}
