/** The looks that links and buttons share. */
const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 text-base whitespace-nowrap no-underline disabled:opacity-60 aria-disabled:opacity-60';

export const buttonLook = {
  /** The one thing to do on a page. */
  main: `${base} bg-accent font-semibold text-on-accent hover:bg-accent-strong active:translate-y-px`,
  /** What cannot be undone. */
  danger: `${base} bg-danger font-semibold text-on-accent hover:opacity-90 active:translate-y-px`,
  /** Everything else. */
  plain: `${base} border border-edge/60 bg-surface text-ink hover:border-edge hover:bg-sunken active:translate-y-px`,
  /** In bars and rows. */
  quiet: `${base} px-3 text-ink hover:bg-sunken active:translate-y-px`,
} as const;

export const textLink =
  'text-accent underline decoration-accent/40 underline-offset-3 hover:text-accent-strong hover:decoration-current';

export const card = 'rounded-xl border border-line bg-surface';

export const field =
  'block min-h-11 w-full rounded-lg border border-edge bg-surface px-3 text-base text-ink placeholder:text-quiet aria-invalid:border-danger';
