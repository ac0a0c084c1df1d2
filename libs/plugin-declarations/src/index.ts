export type { SiteFacts } from './api/site';
export type { NotRead } from './convert/conversion';
export { placeText, type Place } from './php/place';
export { readPlugins, type ReadDefinition, type ReadPlugin } from './read-plugins';
export { siteCodeFolder } from './site-code';
export { gapText, readSitePlugins, type SitePlugins } from './site-plugins';
