/** The cookie that holds the session; the API reads it. */
export const SESSION_COOKIE = 'coursekeep_session';
/** The cookie that holds the chosen theme: `light` or `dark`; absent, the system's. */
export const THEME_COOKIE = 'coursekeep_theme';
/** Set by `proxy.ts` on each request: the path and query that were asked for. */
export const PATH_HEADER = 'x-coursekeep-path';
