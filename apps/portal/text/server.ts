import 'server-only';
import { cache } from 'react';
import { catalogueOf, defaultLanguage } from './index';
import type { Catalogue } from './index';
import type { Format } from './format';

/** The sentences of the request's language, for server components. */
export const words = cache((): Catalogue => catalogueOf(defaultLanguage));

/** How this request writes dates and numbers: one "now" for the whole page, in the server's time zone. */
export const formatting = cache((): Format => {
  return {
    locale: words().locale,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: Math.floor(Date.now() / 1000),
  };
});
