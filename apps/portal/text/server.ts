import 'server-only';
import { cache } from 'react';
import { attempt, currentSession } from '../data/api';
import { catalogueOf, defaultLanguage, type Catalogue } from '.';
import type { Format } from './format';

/** The sentences of the request's language, for server components. */
export const words = cache((): Catalogue => catalogueOf(defaultLanguage));

/** How this request writes dates and numbers: one "now" for the whole page, in the time zone that Moodle gives the user.
 *  Only server components write dates, so that a page says the same before and after its scripts run. */
export const formatting = cache(async (): Promise<Format> => {
  const now = Math.floor(Date.now() / 1000);
  const { value: session } = await attempt(currentSession());
  return { locale: words().locale, zone: session?.site.timezone ?? 'UTC', now };
});
