/** The library of the embedded site, loaded where it is needed: a backup of a real site has no use for its TypeORM. */
export const embeddedSite = () => import('@coursekeep/embedded-site');
