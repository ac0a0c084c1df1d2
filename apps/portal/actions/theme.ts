'use server';

import { cookies } from 'next/headers';
import { THEME_COOKIE } from '../data/names';
import { themeOf } from '../data/theme';

/** Keeps the chosen theme for a year; the system's needs no cookie. */
export async function switchTheme(form: FormData): Promise<void> {
  const theme = themeOf(form.get('theme'));
  const jar = await cookies();
  if (theme === 'system') jar.delete(THEME_COOKIE);
  else jar.set(THEME_COOKIE, theme, { maxAge: 31_536_000, sameSite: 'lax', path: '/' });
}
