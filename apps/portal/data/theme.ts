import 'server-only';
import { cookies } from 'next/headers';
import { THEME_COOKIE } from './names';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The theme that this browser has chosen. */
export async function currentTheme(): Promise<Theme> {
  return themeOf((await cookies()).get(THEME_COOKIE)?.value);
}

/** A theme by its name; the system's where there is none of that name. */
export function themeOf(name: unknown): Theme {
  return themes.find((theme) => theme === name) ?? 'system';
}

export function themeAfter(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
}
