export type { SiteFacts } from './api/site';
export type { NotRead } from './convert/conversion';
export { placeText, type Place } from './php/place';
export { ReadCache } from './read-cache';
export { type Kept, readPlugins, type ReadDefinition, type ReadPlugin } from './read-plugins';
export { siteCode, type SiteCode } from './site-code';
export { gapText, readSitePlugins, type SitePlugins } from './site-plugins';
export { type PluginSurvey, type SurveyedPlugin, surveyPlugins, type Verdict } from './survey-plugins';
