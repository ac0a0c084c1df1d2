export { openSite } from '@coursekeep/moodle-site';
export * from './controller';
export * from './mbz';
export * from './model';
export { CourseNotFound, readOutline } from './plan/outline';
export { finalDocuments } from './definitions';
export { definitions, DefinitionRegistry, registerDefinition } from './plan/registry';
export * from './structure/definition';
export {
  before,
  both,
  COURSE_LINKS,
  encoded,
  index,
  indexAndView,
  link,
  since,
  view,
  type LinkForm,
} from './structure/links';
export { phpObject, phpProperties, phpString, scalarText, type PhpProperty } from './structure/php-serialization';
export { DefinitionError } from './structure/definition-error';
export { sourceOnSite } from './structure/source-on-site';
export { timeZoneOf } from './controller/time-zone';
