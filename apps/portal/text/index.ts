import { en } from './en';

type Widened<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string extends T
      ? T
      : string
    : { readonly [K in keyof T]: Widened<T[K]> };

/** All sentences of the portal in one language. */
export type Catalogue = Omit<Widened<typeof en>, 'direction'> & { readonly direction: 'ltr' | 'rtl' };

const catalogues: Readonly<Record<string, Catalogue>> = { en };

export const defaultLanguage = 'en';

/** The catalogue of a language; English where there is none. */
export function catalogueOf(language: string): Catalogue {
  return catalogues[language] ?? en;
}
