'use client';

import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { catalogueOf, defaultLanguage, type Catalogue } from '.';

const Language = createContext(defaultLanguage);

export function TextProvider({ language, children }: { language: string; children: ReactNode }) {
  return <Language.Provider value={language}>{children}</Language.Provider>;
}

/** The sentences of the page's language, for client components. */
export function useWords(): Catalogue {
  return catalogueOf(useContext(Language));
}
